import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import { pairDistance, pairFaults } from '../../../../shared/solver/pairs/checks.ts';
import { type Exchange, isBetterPlan, type KeptPlan } from '../../../../shared/solver/pairs/exchange.ts';
import type { PairPlan } from '../../../../shared/solver/pairs/problem.ts';
import type { PairParams } from '../../../../shared/solver/pairs/result.ts';
import { searchPairs } from '../../../../shared/solver/pairs/search.ts';
import { syntheticPairs } from '../../../../shared/solver/pairs/synthetic.ts';
import { never, scoreOf, somePairParams } from './pair-problems.ts';

const problem = syntheticPairs(new Random(5), { orders: 40, window: 100, capacity: 100, vehicles: 20 });

const run = (params: Partial<PairParams>, seed = 1) =>
  searchPairs(problem, [], somePairParams({ checks: 'result', ...params }), new Random(seed), never);

const kept = (plan: PairPlan): KeptPlan => ({ absent: 0, distance: pairDistance(problem, plan), routes: plan });

/** Long enough that it is better than what the short searches below find. */
const good = run({ maxUnits: 3_000_000 }, 2).plan;

describe('searches side by side', () => {
  it('meet at the end of each sixteenth of the budget but the last, at the same units in each run', () => {
    const meetings = (): KeptPlan[] => {
      const told: KeptPlan[] = [];
      const exchange: Exchange = (own) => {
        told.push(own);
        return null;
      };
      run({ maxUnits: 400_000, exchange });
      return told;
    };

    const [first, second] = [meetings(), meetings()];

    expect(first).toHaveLength(15);
    expect(second).toEqual(first);
    for (const plan of first) expect(pairFaults(problem, plan.routes)).toEqual([]);
  });

  it('tell plans that only get better', () => {
    const told: KeptPlan[] = [];
    run({
      maxUnits: 400_000,
      exchange: (own) => {
        told.push(own);
        return null;
      },
    });

    const worse = told.filter((plan, i) => i > 0 && isBetterPlan(told[i - 1], plan));

    expect(worse).toEqual([]);
  });

  it('do what they would do alone while nobody has a better plan', () => {
    const alone = run({ maxUnits: 400_000 });

    expect(run({ maxUnits: 400_000, exchange: () => null })).toEqual(alone);
    expect(run({ maxUnits: 400_000, exchange: (own) => own })).toEqual(alone);
  });

  it('end with a plan no worse than one that another told at the last meeting', () => {
    let meeting = 0;
    const result = run({ maxUnits: 40_000, exchange: () => (++meeting === 15 ? kept(good) : null) });

    const score = scoreOf(problem, result.plan);
    expect(score[1]).toBe(good.length);
    expect(score[2]).toBeLessThanOrEqual(pairDistance(problem, good) + 1e-9);
    expect(scoreOf(problem, run({ maxUnits: 40_000 }).plan)[2]).toBeGreaterThan(score[2]); // alone it finds none so good
  });

  it('go on at once from a plan that needs fewer routes, and make it shorter', () => {
    const fair = run({ maxUnits: 300_000, endTemperature: 5.9 }).plan; // never cooled: few routes, but long ones
    let meeting = 0;
    const exchange: Exchange = () => (++meeting === 13 ? kept(fair) : null); // in the last quarter, which is one stage

    const result = run({ maxUnits: 400_000, fleetShare: 0, exchange });

    expect(fair.length).toBeLessThan(run({ maxUnits: 400_000, fleetShare: 0 }).plan.length);
    expect(result.plan).toHaveLength(fair.length);
    expect(result.distance).toBeLessThan(pairDistance(problem, fair) - 1);
  });

  it('go on with the fleet of a plan that needs fewer routes, in the fleet phase and after it', () => {
    const own = run({ maxUnits: 0 }).plan;
    const fleets: number[] = [];

    const result = run({
      maxUnits: 400_000,
      checks: 'every-step',
      exchange: (plan) => {
        fleets.push(plan.routes.length);
        return kept(good);
      },
    });

    expect(good.length).toBeLessThan(own.length);
    expect(fleets.slice(1).every((fleet) => fleet <= good.length)).toBe(true);
    expect(result.unassigned).toEqual([]);
    expect(pairFaults(problem, result.plan)).toEqual([]);
  });
});

describe('isBetterPlan', () => {
  const plan = (absent: number, routes: number, distance: number): KeptPlan => ({
    absent,
    distance,
    routes: Array.from({ length: routes }, () => []),
  });

  it.each([
    ['fewer orders left out', plan(0, 9, 9), plan(1, 2, 2)],
    ['fewer routes', plan(1, 2, 9), plan(1, 3, 2)],
    ['less distance', plan(1, 3, 2), plan(1, 3, 2.1)],
  ])('puts %s first', (_, better, worse) => {
    expect([isBetterPlan(better, worse), isBetterPlan(worse, better)]).toEqual([true, false]);
  });

  it('takes a difference by rounding for none', () => {
    expect(isBetterPlan(plan(0, 1, 2), plan(0, 1, 2 + 1e-12))).toBe(false);
  });
});
