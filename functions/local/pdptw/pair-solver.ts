// The ways to solve a pair instance: one search, several side by side, or one with exact help. Each is started, and warm,
// before a box opens.
import { HighsSelection } from '../../../shared/adapters/highs/highs-selection.ts';
import type { PairInstance } from '../../../shared/app/pair-instance.ts';
import { type PairKnobs, type SolvedPairs, solvePairs, warmUpPairs } from '../../../shared/app/solve-pairs.ts';
import { type Box, type Clock, replayedPace } from './box.ts';
import { replayExactly, solveExactly } from './exact.ts';
import { Portfolio } from './portfolio.ts';
import type { ExactRecord, SearcherRecord, SolveRecord } from './solve-record.ts';

export interface PairRequest {
  readonly seed: number;
  readonly box: Box;
  /** Of the box; infinite: there is none. */
  readonly seconds: number;
  readonly clock: Clock;
  /** The budget of each search, with the clock as a guard; null: the box is the budget. */
  readonly maxUnits: number | null;
  /** Of a search that is alone; left out: the defaults. */
  readonly knobs?: PairKnobs;
}

/** The plan, and what a replay needs beside its units. */
export interface PairOutcome extends SolvedPairs {
  readonly milestones: SolveRecord['milestones'];
  readonly searchers?: readonly SearcherRecord[];
  readonly exact?: ExactRecord;
}

export interface PairSolver {
  /** Rejects when a thread fails. */
  solve(instance: PairInstance, request: PairRequest): Promise<PairOutcome>;
  /** The run that a record is of, step by step. */
  replay(instance: PairInstance, record: SolveRecord): Promise<PairOutcome>;
  end(): Promise<void>;
}

export interface PairSolverOptions {
  readonly threads: number;
  readonly exact: boolean;
}

export async function startPairSolver({ threads, exact }: PairSolverOptions): Promise<PairSolver> {
  if (threads > 1) return sideBySide(await Portfolio.start(threads));
  warmUpPairs();
  return exact ? withExactHelp() : alone();
}

/** The options with which a recorded run was made. */
export const optionsOf = ({ searchers, exact }: SolveRecord): PairSolverOptions => ({
  threads: searchers?.length ?? 1,
  exact: exact !== undefined,
});

function alone(): PairSolver {
  return {
    solve: async (instance, { seed, box, maxUnits, knobs = {} }) => {
      const budget = maxUnits === null ? { pace: box.pace } : { maxUnits };
      const solved = solvePairs(instance, { seed, stop: box.stop, knobs, ...budget });
      return { ...solved, milestones: box.milestones };
    },
    replay: async (instance, { seed, units, maxUnits, milestones }) => {
      const pace = replayedPace(milestones);
      const budget = maxUnits === null ? { pace } : { maxUnits };
      return { ...solvePairs(instance, { seed, stop: () => false, stopAtUnits: units, ...budget }), milestones };
    },
    end: async () => {},
  };
}

function sideBySide(portfolio: Portfolio): PairSolver {
  return {
    solve: async (instance, { seed, box, seconds, clock, maxUnits }) => {
      const job = { seed, seconds, clock, maxUnits, openedAtMs: box.openedAtMs, replayed: null };
      return { ...(await portfolio.solve(instance, job)), milestones: [] };
    },
    replay: async (instance, { seed, maxUnits, searchers }) => {
      const job = { seed, maxUnits, seconds: Number.POSITIVE_INFINITY, clock: 'wall', openedAtMs: 0 } as const;
      return { ...(await portfolio.solve(instance, { ...job, replayed: searchers ?? null })), milestones: [] };
    },
    end: () => portfolio.end(),
  };
}

async function withExactHelp(): Promise<PairSolver> {
  const selection = new HighsSelection();
  await selection.warmUp();
  return {
    solve: async (instance, { seed, box, seconds, clock }) => ({
      ...(await solveExactly(instance, seed, selection, { box, seconds, clock })),
      milestones: [],
    }),
    replay: async (instance, { seed, exact }) => {
      if (exact === undefined) throw new Error('a run without exact help is replayed by another solver');
      return { ...(await replayExactly(instance, seed, exact)), milestones: [] };
    },
    end: () => selection.close(),
  };
}
