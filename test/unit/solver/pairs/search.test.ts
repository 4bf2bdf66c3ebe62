import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import type { Milestone } from '../../../../shared/solver/budget.ts';
import { pairFaults } from '../../../../shared/solver/pairs/checks.ts';
import { prewarmPairs } from '../../../../shared/solver/pairs/prewarm.ts';
import type { PairPlan, PairProblem } from '../../../../shared/solver/pairs/problem.ts';
import { DEFAULT_PAIR_PARAMS as PARAMS, type PairParams } from '../../../../shared/solver/pairs/result.ts';
import { searchPairs } from '../../../../shared/solver/pairs/search.ts';
import { syntheticPairs } from '../../../../shared/solver/pairs/synthetic.ts';
import { isBetter, never, pairProblemOf, scoreOf, somePairParams } from './pair-problems.ts';

const run = (problem: PairProblem, params: PairParams, warm: PairPlan = [], seed = 1) =>
  searchPairs(problem, warm, params, new Random(seed), never);

const SHAPE = { orders: 40, window: 100, capacity: 100, vehicles: 20 };
const problem = syntheticPairs(new Random(5), SHAPE);

describe('searchPairs', () => {
  it('prefers one vehicle to two, whatever the way', () => {
    // One vehicle: 0 -> 10 -> 20 -> -10 -> -20 -> 0 is 10 + 10 + 30 + 10 + 20 = 80; two vehicles: 40 + 40 = 80.
    const spec = {
      orders: [
        { from: { x: 10 }, to: { x: 20 } },
        { from: { x: -10 }, to: { x: -20 } },
      ],
    };

    const result = run(pairProblemOf(spec), somePairParams());

    expect(result.plan).toHaveLength(1);
    expect(result.distance).toBeCloseTo(80, 9);
  });

  it('leaves out what no vehicle can carry, and carries the rest', () => {
    const spec = {
      orders: [
        { from: { x: 10 }, to: { x: 20, late: 15 } }, // 20 away, due at 15
        { from: { x: 10 }, to: { x: 20 }, load: 11 }, // capacity is 10
        { from: { x: 10 }, to: { x: 20 } },
      ],
    };

    const result = run(pairProblemOf(spec), somePairParams());

    expect(result.unassigned).toEqual([0, 1]);
    expect(result.plan).toEqual([[5, 6]]);
  });

  it('serves every order, each by its own vehicle if need be, when there is no time at all', () => {
    const shape = { orders: 40, window: 100, capacity: 100, vehicles: 40 };
    const generated = syntheticPairs(new Random(5), shape);

    const result = searchPairs(generated, [], somePairParams(), new Random(1), () => true);

    expect(result.unassigned).toEqual([]);
    expect(result.stopReason).toBe('deadline');
    expect(pairFaults(generated, result.plan)).toEqual([]);
  });

  it('serves as many as it can when there are too few vehicles', () => {
    const late = 30; // each order takes 10 + 10 there, and nobody can be at both ends in time
    const spec = {
      orders: [
        { from: { x: 10, late }, to: { x: 20, late } },
        { from: { x: -10, late }, to: { x: -20, late } },
        { from: { x: 10, late }, to: { x: 20, late } },
      ],
      vehicles: 1,
    };

    const result = run(pairProblemOf(spec), somePairParams());

    expect(result.unassigned).toEqual([1]);
  });

  it('answers an empty problem and one without vehicles', () => {
    expect(run(pairProblemOf({ orders: [] }), somePairParams())).toMatchObject({ plan: [], stopReason: 'trivial' });
    const none = run(pairProblemOf({ orders: [{ from: { x: 1 }, to: { x: 2 } }], vehicles: 0 }), somePairParams());
    expect(none).toMatchObject({ plan: [], unassigned: [0], stopReason: 'trivial' });
  });

  it('gets over a stall in the fleet phase by forgetting what was hard to place', () => {
    const vehicles = (problemSeed: number): number => {
      const shape = { orders: 30, window: 150, capacity: 100, vehicles: 30 };
      const params = { ...PARAMS, maxUnits: 6_000_000, fleetShare: 1, fleetPatience: 1 };
      return run(syntheticPairs(new Random(problemSeed), shape), params).plan.length;
    };

    // Problems on which a search that never forgets stays at 5 with this seed and these units.
    expect([3, 15, 28, 37].map(vehicles)).toEqual([4, 4, 4, 4]);
  });

  it('finds the same plan for the same seed and units, and counts them', () => {
    const first = run(problem, { ...PARAMS, maxUnits: 300_000 });
    const second = run(problem, { ...PARAMS, maxUnits: 300_000 });

    expect(second).toEqual(first);
    expect(first.units).toBeGreaterThanOrEqual(300_000);
    expect(first.iterations).toBeGreaterThan(100);
  });

  it('repeats a run that was cut by the clock, given its pace and its units', () => {
    let questions = 0;
    const said: Milestone[] = [];
    const pace = (units: number, share: number): Milestone => {
      said.push({ units: units + 40_000, share: Math.min(1, share + 0.2) });
      return said[said.length - 1];
    };
    const cut = searchPairs(problem, [], { ...PARAMS, pace }, new Random(2), () => questions++ > 60);
    let next = 0;

    const replayed = run(problem, { ...PARAMS, pace: () => said[next++], stopAtUnits: cut.units }, [], 2);

    expect(cut.stopReason).toBe('deadline');
    expect(replayed).toEqual(cut);
  });

  it('never makes a warm start worse, even without a budget', () => {
    const warm = run(problem, { ...PARAMS, maxUnits: 400_000 });

    for (const maxUnits of [0, 5000, 100_000]) {
      const again = run(problem, somePairParams({ maxUnits }), warm.plan, 9);
      expect(isBetter(scoreOf(problem, warm.plan), scoreOf(problem, again.plan))).toBe(false);
    }
  });

  it('repairs a warm start that is broken in every way', () => {
    const { plan } = run(problem, { ...PARAMS, maxUnits: 100_000 });
    const broken = [
      [...plan[0], ...plan[0], 1.5, -3, 0, 999], // twice, no node, the depot
      [...(plan[1] ?? [])].reverse(), // deliveries before pickups
      plan.flat().filter((node) => node % 3 !== 0), // halves of orders, far too late
      ...plan.slice(2),
    ];

    const result = run(problem, somePairParams({ maxUnits: 0 }), broken);

    expect(result.unassigned).toEqual([]);
    expect(pairFaults(problem, result.plan)).toEqual([]);
  });

  it('refuses arrays that do not fit and parameters out of range, all at once', () => {
    const bad = { ...problem, early: new Float64Array(3), capacity: 1.5 };

    expect(() => run(bad, PARAMS)).toThrow(/capacity is 1.5.*early has 3 entries, must have 81/);
    expect(() => run(problem, { ...PARAMS, ruinStops: 0, fleetShare: 2 })).toThrow(/ruinStops is 0.*fleetShare is 2/);
  });
});

describe('prewarmPairs', () => {
  it('runs on its own problems, which have an answer', () => {
    prewarmPairs(20_000);

    expect(run(problem, { ...PARAMS, maxUnits: 0 }).unassigned).toEqual([]);
  });
});
