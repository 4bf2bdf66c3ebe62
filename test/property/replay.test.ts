// What is kept is enough: every world, solved, kept, written as a file and read again, comes out the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryTelemetry } from '../../shared/adapters/memory/telemetry.ts';
import { parseKeptSolve } from '../../shared/adapters/schema/kept-solve.ts';
import { GivenTravelTimes } from '../../shared/adapters/travel/given.ts';
import { TravelProvider } from '../../shared/adapters/travel/travel-times.ts';
import { replaySolve } from '../../shared/app/replay-solve.ts';
import type { KeptSolve } from '../../shared/domain/kept-solve.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { aConstrainedWorld } from '../support/constrained-worlds.ts';
import { solvedAndKept } from '../support/kept-solves.ts';
import { aWorld } from '../support/worlds.ts';

const replayed = async (kept: KeptSolve) => {
  const read = parseKeptSolve(JSON.parse(JSON.stringify(kept)));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const telemetry = new MemoryTelemetry();
  const { travel } = read.value;
  return replaySolve(
    { travel: travel === null ? new TravelProvider(telemetry) : new GivenTravelTimes(travel), telemetry },
    read.value,
  );
};

/** With and without rules of every kind; half of them send couriers ahead, so that plans have errands. */
const someWorld = () =>
  fc.tuple(fc.oneof(aWorld(), aConstrainedWorld()), fc.boolean()).map(([snapshot, goAhead]): Snapshot => {
    if (!goAhead) return snapshot;
    const positioning = { horizonSec: 3600, leastWaySec: 1, mostWaySec: 3600 };
    const release = { ...snapshot.policy.release, commitAt: 'store' as const };
    return { ...snapshot, policy: { ...snapshot.policy, release, positioning } };
  });

const SAME = { difference: null, error: null };

test('a kept solve comes out the same, byte for byte, whatever the world', async () => {
  let errands = 0;
  await fc.assert(
    fc.asyncProperty(someWorld(), async (snapshot) => {
      const first = await solvedAndKept(snapshot);
      expect(await replayed(first)).toEqual(SAME);
      // The next plan begins from this one.
      const lastPlan = first.tries.at(-1)?.plan ?? null;
      errands += lastPlan?.errands?.length ?? 0;
      expect(await replayed(await solvedAndKept({ ...snapshot, lastPlan, at: snapshot.at + 60 }))).toEqual(SAME);
    }),
    { seed: 1, numRuns: 60 },
  );
  expect(errands).toBeGreaterThan(5);
});

test('a search that the clock cut, anywhere, comes out the same by its units', async () => {
  let cut = 0;
  await fc.assert(
    fc.asyncProperty(someWorld(), fc.integer({ min: 0, max: 8 }), async (snapshot, cutAfter) => {
      const kept = await solvedAndKept(snapshot, cutAfter);
      if (kept.tries.some(({ stopReason }) => stopReason === 'deadline')) cut += 1;
      expect(await replayed(kept)).toEqual(SAME);
    }),
    { seed: 2, numRuns: 60 },
  );
  expect(cut).toBeGreaterThan(20);
});
