// Does a kept solve again: the same ladder from the same snapshot, travel, seed and units, without a clock, and compares
// every rung that was tried, byte for byte.
import type { KeptSolve, RungTry } from '../domain/kept-solve.ts';
import { modesOf } from './encode.ts';
import { type Difference, firstDifference } from './first-difference.ts';
import { travelDigest } from './kept-travel.ts';
import { makePlan } from './make-plan.ts';
import type { Telemetry, TravelTimes } from './ports.ts';
import { newTrace, type SolveTrace } from './solve-trace.ts';

export interface SolveReplay {
  /** The first one, in the order in which a solve is made; null: it is the same, byte for byte. */
  readonly difference: Difference | null;
  /** What the replay threw; null: nothing. An error that the kept solve has too, and at the same place, is no difference. */
  readonly error: string | null;
}

/** As it was kept: of what was tried only so much is read, and all of it compared. */
export type SolveToReplay = Omit<KeptSolve, 'tries'> & {
  readonly tries: readonly Pick<RungTry, 'rung' | 'units' | 'stopReason'>[];
};

/** Never throws for what the planner does: that is what is compared. */
export async function replaySolve(
  ports: { readonly travel: TravelTimes; readonly telemetry: Telemetry },
  kept: SolveToReplay,
): Promise<SolveReplay> {
  const trace = newTrace();
  const error = await solveAgain(ports, kept, trace);
  const modes = modesOf(kept.snapshot);
  const digest = trace.travel === null ? null : travelDigest(modes, trace.travel);
  const difference =
    firstDifference(kept.travelDigest, digest, 'the digest of the travel tables') ??
    firstDifference(kept.tries, trace.tries, 'tries') ??
    // A cycle may fail after its plan is made; an error of the planner has to come again.
    (error === null ? null : firstDifference(kept.error, error, 'error'));
  return { difference, error };
}

/** The error that ended it; null: none did. */
async function solveAgain(
  { travel, telemetry }: { readonly travel: TravelTimes; readonly telemetry: Telemetry },
  { snapshot, seed, isCheap, tries }: SolveToReplay,
  trace: SolveTrace,
): Promise<string | null> {
  const clock = { now: () => snapshot.at, elapsedMs: () => 0 };
  try {
    await makePlan(
      { clock, travel, telemetry },
      {
        snapshot,
        revision: snapshot.revision + 1,
        seed,
        isCheap,
        deadlineMs: Number.POSITIVE_INFINITY,
        readMs: 0,
        trace,
        // One that had all its units ends by itself; the others may have been cut.
        cuts: Object.fromEntries(tries.flatMap((one) => (one.stopReason === 'units' ? [] : [[one.rung, one.units]]))),
      },
    );
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
