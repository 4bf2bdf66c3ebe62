// When not all can be served in time, or at all, who is served and in which sequence is what costs least by the policy's
// weights, over a whole day: held against every choice and every sequence.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Job, served, waitingOnly } from '../support/overload.ts';

interface Tail {
  readonly severeLateSec: number;
  readonly severeLatePerSec: number;
  readonly unserved: number;
}

const POINTS_A_SECOND = 1000;

/** What an order costs that is at its door so many seconds after it was placed; null: never. */
function costOf({ priority, promiseSec }: Job, doorSec: number | null, tail: Tail): number {
  if (doorSec === null) return priority * tail.unserved;
  const severe = Math.max(0, doorSec - promiseSec - tail.severeLateSec);
  return priority * (POINTS_A_SECOND * doorSec + tail.severeLatePerSec * severe);
}

function costOfDay(jobs: readonly Job[], deliveries: ReadonlyMap<string, number>, tail: Tail): number {
  return jobs.reduce((sum, job) => sum + costOf(job, deliveries.get(job.orderId) ?? null, tail), 0);
}

/** Of all sequences of all subsets; pickups end with the shift, which is not over when the orders are placed. */
function leastCost(jobs: readonly Job[], shiftSec: number, tail: Tail): number {
  const go = (left: readonly Job[], atSec: number, done: ReadonlyMap<string, number>): number => {
    const stop = costOfDay(jobs, done, tail);
    if (atSec > shiftSec) return stop;
    return left.reduce((least, job) => {
      const rest = left.filter((other) => other !== job);
      return Math.min(least, go(rest, atSec + 2 * job.door, new Map([...done, [job.orderId, atSec + job.door]])));
    }, stop);
  };
  return go(jobs, 0, new Map());
}

const jobs = fc.array(
  fc.record({
    door: fc.integer({ min: 50, max: 1500 }),
    priority: fc.integer({ min: 1, max: 3 }),
    promiseSec: fc.integer({ min: 0, max: 3000 }),
  }),
  { minLength: 2, maxLength: 4 },
);
const tails = fc.record({
  severeLateSec: fc.constantFrom(0, 600, 1200),
  severeLatePerSec: fc.constantFrom(0, 500, 4000),
  unserved: fc.constantFrom(5_000_000, 20_000_000),
});

describe('an overloaded day', () => {
  it('costs as little as any choice of whom to serve, and when', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, tails, fc.integer({ min: 1, max: 8000 }), async (drawn, tail, shiftSec) => {
        const named = drawn.map((job, i) => ({ ...job, orderId: `o${i}` }));
        const { severeLateSec, severeLatePerSec, unserved } = tail;

        const deliveries = await served(named, waitingOnly(severeLateSec, severeLatePerSec, unserved), shiftSec);

        expect(costOfDay(named, new Map(deliveries), tail)).toBe(leastCost(named, shiftSec, tail));
      }),
      { numRuns: 40, seed: 4 }, // the same days each time, like the other tests against an optimum
    );
  }, 60_000);
});
