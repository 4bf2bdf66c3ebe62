// Kept solves for tests: as a cycle would have left them.

import { MemoryTelemetry } from '../../shared/adapters/memory/telemetry.ts';
import { TravelProvider } from '../../shared/adapters/travel/travel-times.ts';
import { modesOf } from '../../shared/app/encode.ts';
import { keptTravel, travelDigest } from '../../shared/app/kept-travel.ts';
import { makePlan } from '../../shared/app/make-plan.ts';
import type { TravelTimes } from '../../shared/app/ports.ts';
import { newTrace } from '../../shared/app/solve-trace.ts';
import type { KeptSolve } from '../../shared/domain/kept-solve.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { aSnapshot } from './builders.ts';

/** Nothing was tried: for what only stores it. */
export const aKeptSolve = (changes: Partial<KeptSolve> = {}): KeptSolve => ({
  form: 1,
  code: 'abc',
  attempt: 1,
  outcome: 'committed',
  error: null,
  seed: 1,
  isCheap: false,
  travelDigest: null,
  snapshot: { ...aSnapshot(), revision: 0 },
  tries: [],
  ...changes,
});

/** The snapshot solved and kept. @param cutAfter the clock cuts the search the so-and-so-manieth time that it is asked */
export async function solvedAndKept(
  snapshot: Snapshot,
  cutAfter = Number.POSITIVE_INFINITY,
  travel: TravelTimes = new TravelProvider(new MemoryTelemetry()),
): Promise<KeptSolve> {
  const telemetry = new MemoryTelemetry();
  const trace = newTrace();
  let asked = 0;
  const elapsedMs = () => (trace.travel === null || trace.tries.length > 0 ? 0 : asked++ >= cutAfter ? 1 : 0);
  const request = { snapshot, revision: 8, seed: 5, isCheap: false, deadlineMs: 1, readMs: 0, trace };
  await makePlan({ clock: { now: () => snapshot.at, elapsedMs }, travel, telemetry }, request);
  const modes = modesOf(snapshot);
  if (trace.travel === null) throw new Error('no travel');
  const tables = keptTravel(snapshot.zone.travel, modes, trace.travel);
  return aKeptSolve({
    seed: 5,
    travelDigest: travelDigest(modes, trace.travel),
    snapshot: { ...snapshot, revision: 7, ...(tables === null ? {} : { travel: tables }) },
    tries: trace.tries,
  });
}
