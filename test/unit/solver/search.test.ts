import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import type { BlockPlan, Problem } from '../../../shared/solver/problem.ts';
import type { Milestone, Pace, SearchParams, SearchResult } from '../../../shared/solver/result.ts';
import { search } from '../../../shared/solver/search.ts';
import { syntheticProblem } from '../../../shared/solver/synthetic.ts';
import { leastCost } from './brute-force.ts';
import { never, type ProblemSpec, problemOf, someParams } from './problems.ts';

/** Two stores, four orders of them, two couriers: room for every rule to bite. */
const FOUR: ProblemSpec = {
  stores: [
    { x: 0, parking: 30, handover: 30 },
    { x: 400, parking: 30, handover: 30 },
  ],
  orders: [
    { x: 100, y: 50, ready: 100, promise: 300 },
    { x: 120, y: 80, ready: 250, promise: 500 },
    { x: 500, store: 1, ready: 50, promise: 400 },
    { x: -80, ready: 300, promise: 900 },
  ],
  couriers: [
    { x: -50, capacity: [10] },
    { x: 450, y: 100, capacity: [10] },
  ],
  weights: { late: 2, severeLate: 5 },
  severeLate: 200,
};

const rules: readonly (readonly [string, Partial<ProblemSpec>])[] = [
  ['nothing special', {}],
  ['riding alone', { orders: FOUR.orders.map((order, i) => ({ ...order, batchable: i !== 1 })) }],
  ['blocks of two', { maxOrdersPerBlock: 2, couriers: [FOUR.couriers[0]] }],
  ['one block a courier', { maxBlocksPerCourier: 1 }],
  ['a short ready gap', { maxReadyGap: 100, couriers: [FOUR.couriers[0]] }],
  ['capacity', { orders: FOUR.orders.map((order) => ({ ...order, load: [4] })) }],
  ['barred couriers', { orders: FOUR.orders.map((order, i) => ({ ...order, barred: [i % 2] })) }],
  ['an early end', { couriers: [{ x: -50, end: 280 }, FOUR.couriers[1]] }],
  [
    'couriers free in the past and late',
    {
      couriers: [
        { x: -50, free: -400 },
        { x: 450, free: 700 },
      ],
    },
  ],
  ['incumbents', { orders: FOUR.orders.map((order) => ({ ...order, incumbent: 1 })), weights: { change: 250 } }],
  ['activation', { weights: { activation: 800 } }],
  ['travel', { weights: { travel: 3 } }],
  [
    'pay above a guarantee',
    { couriers: FOUR.couriers.map((c) => ({ ...c, payPerOrder: 10, guarantee: 20 })), weights: { pay: 60 } },
  ],
  ['an order that is cheaper to leave out', { unserved: 500 }],
  [
    'door windows, one of them after everybody is ready',
    { orders: FOUR.orders.map((order, i) => ({ ...order, opens: 700 * (i % 2), closes: 900 })) },
  ],
  [
    'rides, one of them to a door that opens late',
    { orders: FOUR.orders.map((o, i) => ({ ...o, opens: 250 * i, maxRide: 240 })) },
  ],
  ['shared picking', { orders: FOUR.orders.map((order) => ({ ...order, picking: 90 })) }],
  [
    'store hours',
    {
      stores: [
        {
          ...FOUR.stores[0],
          hours: [
            [0, 120],
            [330, 600],
          ],
        },
        { ...FOUR.stores[1], hours: [[0, 60]] },
      ],
    },
  ],
  [
    'a break that is due at once, and one in between',
    {
      couriers: [
        {
          x: -50,
          breaks: [
            [0, 9, 60],
            [300, 500, 200],
          ],
        },
      ],
    },
  ],
  [
    'a close and a way home',
    {
      couriers: [
        { x: -50, close: 700, home: { x: -300 } },
        { x: 450, y: 100, close: 480 },
      ],
      weights: { travel: 2 },
    },
  ],
  [
    'an order that may well be left out',
    { orders: FOUR.orders.map((order, i) => (i === 1 ? { ...order, unserved: 150 } : order)) },
  ],
  ['priorities', { orders: FOUR.orders.map((order, i) => ({ ...order, priority: 1 + 3 * i })) }],
];

const run = (problem: Problem, params: SearchParams, warm: BlockPlan = [], seed = 1): SearchResult =>
  search(problem, warm, params, new Random(seed), never);

describe('search', () => {
  it.each(rules)('finds the best of all plans under the rule: %s', (_, changes) => {
    const problem = problemOf({ ...FOUR, ...changes, weights: { ...FOUR.weights, ...changes.weights } });

    const result = run(problem, someParams());

    expect(result.cost.total).toBe(leastCost(problem));
  });

  it('carries out a block that ends at the latest start of a break before it', () => {
    const problem = problemOf({
      stores: [{ x: 0 }],
      orders: [{ x: 100 }],
      couriers: [{ x: 0, breaks: [[50, 100, 60]] }],
    });

    // Dropped at 100, when the break may just begin; with the break first it would be 50 + 60 + 100.
    expect(run(problem, someParams({ maxUnits: 100 })).cost.total).toBe(100);
  });

  it('gives the same answer for the same seed, byte for byte', () => {
    const problem = syntheticProblem(new Random(5), { orders: 30, couriers: 8, stores: 5 });

    const [first, second] = [1, 1].map(() => JSON.stringify(run(problem, someParams({ checks: 'none' }), [], 9)));

    expect(first).toBe(second);
  });

  it('stops when the caller says so, and replays from the units it reported', () => {
    const problem = syntheticProblem(new Random(6), { orders: 30, couriers: 8, stores: 5 });
    const params = someParams({ maxUnits: 200_000, checks: 'none' });
    let asked = 0;

    const cut = search(problem, [], params, new Random(2), () => ++asked > 60);
    const replay = run(problem, { ...params, stopAtUnits: cut.units }, [], 2);

    expect(cut).toMatchObject({ stopReason: 'deadline' });
    expect(cut.iterations).toBeGreaterThan(50);
    expect(replay).toEqual(cut);
  });

  it('replays a run that was cut while its start was still made', () => {
    const problem = syntheticProblem(new Random(6), { orders: 30, couriers: 8, stores: 5 });
    let asked = 0;

    const cut = search(problem, [], someParams(), new Random(2), () => ++asked > 3);
    const replay = run(problem, someParams({ stopAtUnits: cut.units }), [], 2);

    expect(cut.iterations).toBe(0);
    expect(cut.unassigned.length).toBeGreaterThan(0);
    expect(replay).toEqual(cut);
  });

  it('follows the pace of a time box, and replays from what the box said', () => {
    const problem = syntheticProblem(new Random(6), { orders: 30, couriers: 8, stores: 5 });
    const milestones: Milestone[] = [];
    const pace: Pace = (units, share) => {
      const milestone = { units: units + 4000, share: Math.min(1, share + 0.25) };
      milestones.push(milestone);
      return milestone;
    };
    const params = someParams({ maxUnits: 2 ** 40, checks: 'none' });
    let asked = 0;

    const cut = search(problem, [], { ...params, pace }, new Random(2), () => ++asked > 100);
    let next = 0;
    const replayed: Pace = () => milestones[next++];
    const replay = run(problem, { ...params, pace: replayed, stopAtUnits: cut.units }, [], 2);

    expect(milestones.length).toBeGreaterThan(2);
    expect(replay).toEqual(cut);
  });

  it('answers with the repaired and completed start when it may do no work', () => {
    const problem = problemOf(FOUR);

    const result = run(problem, someParams({ maxUnits: 0 }), [[[3]], [[2]]]);

    expect(result).toMatchObject({ iterations: 0, stopReason: 'units', unassigned: [] });
    expect(result.plan[0].flat()).toContain(3);
    expect(result.plan[1].flat()).toContain(2);
    expect(result.cost).toEqual(result.startCost);
  });

  it.each([
    ['orders', { orders: [] }],
    ['couriers', { couriers: [] }],
  ])('is trivial without %s', (_, none) => {
    const problem = problemOf({ ...FOUR, ...none });

    const result = run(problem, someParams());

    expect(result.stopReason).toBe('trivial');
    expect(result.plan).toHaveLength(problem.numCouriers);
    expect(result.unassigned).toHaveLength(problem.numOrders);
  });

  it('ends although no order fits anywhere', () => {
    const problem = problemOf({ ...FOUR, couriers: [{ x: 0, end: -1 }] });

    const result = run(problem, someParams());

    expect(result).toMatchObject({ stopReason: 'units', unassigned: [0, 1, 2, 3], plan: [[]] });
  });

  it('refuses an invalid problem', () => {
    const problem = { ...problemOf(FOUR), orderNode: new Int32Array(1) };

    expect(() => run(problem, someParams())).toThrow(/orderNode has 1 entries, must have 4/);
  });
});
