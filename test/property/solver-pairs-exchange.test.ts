// Searches side by side, played in one thread: what the others tell is drawn, and it may come at any meeting.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../shared/kernel/random.ts';
import { pairDistance, pairFaults } from '../../shared/solver/pairs/checks.ts';
import { searchPairs } from '../../shared/solver/pairs/search.ts';
import { syntheticPairs } from '../../shared/solver/pairs/synthetic.ts';
import { isBetter, never, scoreOf, somePairParams } from '../unit/solver/pairs/pair-problems.ts';

const told = fc.array(fc.record({ meeting: fc.nat(14), seed: fc.nat(5), units: fc.constantFrom(0, 3000, 30_000) }), {
  maxLength: 4,
});

describe('a search among others', () => {
  it('answers with a sound plan, no worse than its start and than any plan it was told', () => {
    fc.assert(
      fc.property(fc.integer(), told, fc.integer({ min: 3, max: 14 }), (seed, others, orders) => {
        const problem = syntheticPairs(new Random(seed), { orders, window: 60, capacity: 60, vehicles: orders });
        const search = (rngSeed: number, maxUnits: number) =>
          searchPairs(problem, [], somePairParams({ maxUnits, checks: 'none' }), new Random(rngSeed), never).plan;
        const plans = others.map(({ meeting, seed: rngSeed, units }) => ({ meeting, plan: search(rngSeed, units) }));
        let meeting = 0;
        const exchange = () => {
          const plan = plans.find((each) => each.meeting === meeting)?.plan;
          meeting++;
          return plan === undefined ? null : { absent: 0, distance: pairDistance(problem, plan), routes: plan };
        };

        const result = searchPairs(
          problem,
          [],
          somePairParams({ maxUnits: 10_000, exchange }),
          new Random(seed),
          never,
        );

        expect(pairFaults(problem, result.plan)).toEqual([]);
        const score = scoreOf(problem, result.plan);
        expect(score[0]).toBe(0);
        const heard = plans.filter((each, i) => plans.findIndex((one) => one.meeting === each.meeting) === i);
        for (const { plan } of heard) expect(isBetter(scoreOf(problem, plan), score)).toBe(false);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 20_000 },
    );
  });
});
