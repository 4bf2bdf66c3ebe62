// A box with exact help: most of it for the search, some for the choice of routes, the rest to polish what was chosen. The
// solver has a thread of its own, which is warm before the box opens and is ended when its time is over; should it fail,
// that is said and the search goes on without.
import type { PairInstance } from '../../../shared/app/pair-instance.ts';
import type { RouteSelection } from '../../../shared/app/ports.ts';
import type { SolvedPairs } from '../../../shared/app/solve-pairs.ts';
import { type Leg, type SolvedExactly, solvePairsExactly } from '../../../shared/app/solve-pairs-exactly.ts';
import { type Box, type Clock, openBox, replayedPace } from './box.ts';
import type { ExactRecord, LegRecord } from './solve-record.ts';

/** Shares of the box. */
const FIRST_SHARE = 0.75;
const SELECT_SHARE = 0.15;

/** A run with what its replay needs. */
export type ExactResult = SolvedPairs & { readonly exact: ExactRecord };

export interface ExactBox {
  readonly box: Box;
  readonly seconds: number;
  readonly clock: Clock;
}

export async function solveExactly(
  instance: PairInstance,
  seed: number,
  selection: RouteSelection,
  { box, seconds, clock }: ExactBox,
): Promise<ExactResult> {
  const first = openBox(seconds * FIRST_SHARE, clock, { openedAtMs: box.openedAtMs });
  let second = first;
  const openSecond = (): Leg => {
    second = openBox(Math.max(0, (1000 * seconds - box.elapsedMs()) / 1000), clock);
    return { stop: second.stop, pace: second.pace };
  };
  const solved = await solvePairsExactly(instance, {
    seed,
    selection: forgiving(selection),
    first: { stop: first.stop, pace: first.pace },
    selectMs: () => Math.min(1000 * seconds * SELECT_SHARE, box.remainingMs()),
    second: openSecond,
  });
  return withRecord(solved, [first.milestones, second.milestones]);
}

/** The same run again, without a clock and without the solver. */
export async function replayExactly(instance: PairInstance, seed: number, record: ExactRecord): Promise<ExactResult> {
  const [first, second] = record.legs.map(legOf);
  if (first === undefined || second === undefined) throw new Error('a record of exact help has two legs');
  const selection: RouteSelection = { select: async () => record.chosen };
  const options = { seed, selection, first, selectMs: () => 1, second: () => second };
  const solved = await solvePairsExactly(instance, options);
  return withRecord(
    solved,
    record.legs.map(({ milestones }) => milestones),
  );
}

const legOf = ({ units, milestones }: LegRecord): Leg => ({
  stop: () => false,
  pace: replayedPace(milestones),
  stopAtUnits: units,
});

function withRecord(solved: SolvedExactly, milestones: readonly LegRecord['milestones'][]): ExactResult {
  const { legs, columns, chosen, before, after, ...rest } = solved;
  return {
    ...rest,
    exact: {
      legs: legs.map((leg, i) => ({ ...leg, milestones: milestones[i] ?? [] })),
      columns,
      chosen,
      before,
      after,
    },
  };
}

function forgiving(selection: RouteSelection): RouteSelection {
  return {
    select: async (problem, limitMs) => {
      try {
        return await selection.select(problem, limitMs);
      } catch (error) {
        process.stderr.write(`exact help failed, the search goes on without: ${(error as Error).message}\n`);
        return null;
      }
    },
  };
}
