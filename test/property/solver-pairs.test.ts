import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../shared/kernel/random.ts';
import { pairDistance, pairFaults } from '../../shared/solver/pairs/checks.ts';
import type { PairPlan, PairProblem } from '../../shared/solver/pairs/problem.ts';
import { searchPairs } from '../../shared/solver/pairs/search.ts';
import {
  bestScore,
  isBetter,
  never,
  pairProblemOf,
  scoreOf,
  somePairParams,
} from '../unit/solver/pairs/pair-problems.ts';

const stop = fc
  .record({ x: fc.integer({ min: -30, max: 30 }), y: fc.integer({ min: -30, max: 30 }), early: fc.nat(80) })
  .chain((place) => fc.record({ width: fc.nat(160), service: fc.nat(6) }).map((rest) => ({ ...place, ...rest })))
  .map(({ width, ...place }) => ({ ...place, late: place.early + width }));

/** Windows, loads and vehicles that are often too tight, on a plane. */
const problems = (maxOrders: number, maxVehicles: number): fc.Arbitrary<PairProblem> =>
  fc
    .record({
      orders: fc.array(fc.record({ from: stop, to: stop, load: fc.integer({ min: 0, max: 6 }) }), {
        minLength: 1,
        maxLength: maxOrders,
      }),
      capacity: fc.integer({ min: 4, max: 12 }),
      vehicles: fc.integer({ min: 1, max: maxVehicles }),
      close: fc.integer({ min: 100, max: 400 }),
    })
    .map(pairProblemOf);

const anyPlan: fc.Arbitrary<PairPlan> = fc.array(fc.array(fc.integer({ min: -1, max: 26 }), { maxLength: 14 }), {
  maxLength: 4,
});

const runs = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000 });

/** A search may miss the best plan of one world in many thousands; a test of that has the same worlds each time. */
const sameRuns = (numRuns: number) => ({ ...runs(numRuns), seed: 1 });

describe('searchPairs, on generated problems', () => {
  it('finds the best of all plans of a tiny problem', () => {
    fc.assert(
      fc.property(problems(4, 2), (problem) => {
        const { plan } = searchPairs(problem, [], somePairParams({ maxUnits: 30_000 }), new Random(1), never);

        const [found, best] = [scoreOf(problem, plan), bestScore(problem)];
        expect([found[0], found[1], found[2].toFixed(6)]).toEqual([best[0], best[1], best[2].toFixed(6)]);
      }),
      sameRuns(100),
    );
  }, 60_000);

  // Every step of these runs also compares the books of the routes with figures from scratch.
  it('plans each order once, feasibly, never worse than its start', () => {
    fc.assert(
      fc.property(problems(12, 4), anyPlan, fc.nat(1000), (problem, warm, seed) => {
        const start = searchPairs(problem, warm, somePairParams({ maxUnits: 0 }), new Random(seed), never);
        const result = searchPairs(problem, start.plan, somePairParams({ maxUnits: 8000 }), new Random(seed), never);

        expect(pairFaults(problem, result.plan)).toEqual([]);
        const all = [...result.plan.flat(), ...result.unassigned.flatMap((order) => [1 + 2 * order, 2 + 2 * order])];
        expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * problem.numOrders }, (_, i) => i + 1));
        expect(result.distance).toBeCloseTo(pairDistance(problem, result.plan), 6);
        expect(isBetter(scoreOf(problem, start.plan), scoreOf(problem, result.plan))).toBe(false);
      }),
      runs(150),
    );
  }, 60_000);

  it('answers the same twice', () => {
    fc.assert(
      fc.property(problems(10, 3), anyPlan, fc.nat(1000), (problem, warm, seed) => {
        const once = () => searchPairs(problem, warm, somePairParams({ maxUnits: 4000 }), new Random(seed), never);

        expect(once()).toEqual(once());
      }),
      runs(50),
    );
  });
});
