// Keeps a solve for replay, after all that the cycle was for is done: a sample of them, and each one that went wrong. An
// archive that fails costs the record and nothing else.
import type { KeptSolve, SolveOutcome } from '../domain/kept-solve.ts';
import { hash32 } from '../kernel/random.ts';
import type { Milliseconds } from '../kernel/units.ts';
import { modesOf } from './encode.ts';
import { Unavailable } from './errors.ts';
import { keptTravel, travelDigest } from './kept-travel.ts';
import type { PlanRequest } from './make-plan.ts';
import type { SolveKeeping, Telemetry, ZoneHead } from './ports.ts';
import type { SolveTrace } from './solve-trace.ts';

/** The archive may take so long, and this much of the function's time is left to it. */
const MOST_PUT_MS: Milliseconds = 2000;
const LEFT_MS: Milliseconds = 500;

export interface SolveDone {
  readonly claim: ZoneHead;
  readonly request: Pick<PlanRequest, 'snapshot' | 'seed' | 'isCheap'> & { readonly trace: SolveTrace };
  readonly outcome: SolveOutcome;
  /** What ended the cycle; null: nothing did. */
  readonly error: unknown;
}

/** Never throws. Does nothing where solves are not kept. */
export async function keepSolve(
  { telemetry, keeping }: { readonly telemetry: Telemetry; readonly keeping?: SolveKeeping },
  done: SolveDone,
  remainingMs: Milliseconds,
): Promise<void> {
  if (keeping === undefined || !isWanted(done, keeping.percent)) return;
  const { zoneId, revision, claims: attempt } = done.claim;
  try {
    const limitMs = Math.min(MOST_PUT_MS, remainingMs - LEFT_MS);
    if (limitMs <= 0) throw new Error('no time is left for it');
    await keeping.archive.put(solveOf(done, keeping.code), limitMs);
    telemetry.metric('SolvesKept', 1);
  } catch (error) {
    telemetry.metric('SolvesLost', 1);
    telemetry.warn('a solve was not kept', { zoneId, revision: revision + 1, attempt, error });
  }
}

/** What went wrong here always is; of the others, a store that did not answer among them, those that the draw of their name takes. */
function isWanted({ claim, request, outcome, error }: SolveDone, percent: number): boolean {
  const isUnsound = request.trace.tries.some(({ violations }) => violations.length > 0);
  if (isUnsound || (outcome === 'failed' && !(error instanceof Unavailable))) return true;
  return hash32(`${claim.zoneId}#${claim.revision + 1}#${claim.claims}`) % 100 < percent;
}

function solveOf({ claim, request, outcome, error }: SolveDone, code: string): KeptSolve {
  const { snapshot, trace } = request;
  const modes = modesOf(snapshot);
  const travel = trace.travel === null ? null : keptTravel(snapshot.zone.travel, modes, trace.travel);
  return {
    form: 1,
    code,
    attempt: claim.claims,
    outcome,
    error: error === null ? null : error instanceof Error ? error.message : String(error),
    seed: request.seed,
    isCheap: request.isCheap,
    travelDigest: trace.travel === null ? null : travelDigest(modes, trace.travel),
    snapshot: { ...snapshot, revision: claim.revision, ...(travel === null ? {} : { travel }) },
    tries: trace.tries,
  };
}
