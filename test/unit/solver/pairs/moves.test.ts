import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import { Budget } from '../../../../shared/solver/budget.ts';
import { checkRoutes } from '../../../../shared/solver/pairs/checks.ts';
import { PairInserter } from '../../../../shared/solver/pairs/inserter.ts';
import { PairModel } from '../../../../shared/solver/pairs/model.ts';
import { Descent } from '../../../../shared/solver/pairs/moves/descent.ts';
import { ExchangePairs } from '../../../../shared/solver/pairs/moves/exchange-pairs.ts';
import type { Move } from '../../../../shared/solver/pairs/moves/move.ts';
import { OrOpt } from '../../../../shared/solver/pairs/moves/or-opt.ts';
import { Relocate } from '../../../../shared/solver/pairs/moves/relocate.ts';
import { SwapTails } from '../../../../shared/solver/pairs/moves/swap-tails.ts';
import { Neighbours } from '../../../../shared/solver/pairs/neighbours.ts';
import type { PairPlan, PairProblem } from '../../../../shared/solver/pairs/problem.ts';
import { Routes } from '../../../../shared/solver/pairs/routes.ts';
import { loadRepairedPairs } from '../../../../shared/solver/pairs/start.ts';
import { syntheticPairs } from '../../../../shared/solver/pairs/synthetic.ts';
import { never, pairProblemOf } from './pair-problems.ts';

const MOVES = {
  relocate: ({ routes, inserter }: Bench): Move => new Relocate(routes, inserter),
  'exchange of pairs': ({ routes, inserter, neighbours }: Bench): Move =>
    new ExchangePairs(routes, inserter, neighbours),
  'swap of tails': ({ routes, inserter, neighbours }: Bench): Move =>
    new SwapTails(routes, neighbours, inserter.kernel),
  'or-opt': ({ routes, inserter, neighbours }: Bench): Move => new OrOpt(routes, neighbours, inserter.kernel),
};

interface Bench {
  readonly routes: Routes;
  readonly inserter: PairInserter;
  readonly neighbours: Neighbours;
}

function benchOf(problem: PairProblem, plan: PairPlan): Bench {
  const routes = new Routes(new PairModel(problem));
  const neighbours = new Neighbours(routes.model, 50);
  const inserter = new PairInserter(routes, neighbours, new Random(1), 0);
  loadRepairedPairs(routes, plan);
  return { routes, inserter, neighbours };
}

/** Every order in a route, the sequence drawn at random: a plan with much to improve. */
function aPoorBench(seed: number): Bench {
  const problem = syntheticPairs(new Random(seed), { orders: 30, window: 150, capacity: 100, vehicles: 30 });
  const bench = benchOf(problem, []);
  const { routes, inserter } = bench;
  const rng = new Random(seed);
  while (routes.absent.count > 0) {
    const order = routes.absent.orders[rng.below(routes.absent.count)] ?? 0;
    const route = rng.below(8);
    if (inserter.kernel.find(order, route, Number.POSITIVE_INFINITY)) {
      routes.insert(order, route, inserter.kernel.after, inserter.kernel.deliveryAfter);
    } else {
      routes.insert(order, firstEmpty(routes), 0, 0);
    }
  }
  routes.begin();
  return bench;
}

function firstEmpty({ length }: Routes): number {
  return length.indexOf(2);
}

describe.each(Object.entries(MOVES))('the local move %s', (_name, make) => {
  it.each([1, 2, 3, 4, 5])('shortens the plan or leaves it, and keeps the books (problem %i)', (seed) => {
    const bench = aPoorBench(seed);
    const { routes } = bench;
    const move = make(bench);

    for (let order = 0; order < routes.model.numOrders; order++) {
      const before = { plan: routes.unload(), distance: routes.distance };

      const isBetter = move.improve(order);

      checkRoutes(routes);
      if (isBetter) expect(routes.distance).toBeLessThan(before.distance);
      else expect(routes.unload()).toEqual(before.plan);
    }
  });

  it('finds something to improve in a poor plan', () => {
    const bench = aPoorBench(1);
    const move = make(bench);

    const found = Array.from(bench.routes.routeOf.keys()).some((order) => move.improve(order));

    expect(found).toBe(true);
  });
});

describe('local moves', () => {
  it('swap the tails of two routes that cross', () => {
    // Both routes serve one order in the north and one in the south: two crossings of 20 that swapped tails save.
    const problem = pairProblemOf({
      orders: [
        { from: { x: 1, y: 10, late: 50 }, to: { x: 2, y: 10, late: 50 } },
        { from: { x: 1, y: -10, late: 50 }, to: { x: 2, y: -10, late: 50 } },
        { from: { x: 3, y: 10, early: 60 }, to: { x: 4, y: 10 } },
        { from: { x: 3, y: -10, early: 60 }, to: { x: 4, y: -10 } },
      ],
    });
    const bench = benchOf(problem, [
      [1, 2, 7, 8],
      [3, 4, 5, 6],
    ]);

    const isBetter = MOVES['swap of tails'](bench).improve(0);

    expect(isBetter).toBe(true);
    expect(bench.routes.unload()).toEqual([
      [1, 2, 5, 6],
      [3, 4, 7, 8],
    ]);
  });

  it('move a run of two pairs to the route that passes by', () => {
    const problem = pairProblemOf({
      orders: [
        { from: { x: 100 }, to: { x: 110 } },
        { from: { x: 120 }, to: { x: 130 } },
        { from: { x: -10 }, to: { x: -20 } },
        { from: { x: 140 }, to: { x: 150 } },
      ],
    });
    const bench = benchOf(problem, [
      [5, 6, 1, 2, 3, 4],
      [7, 8],
    ]);

    const isBetter = MOVES['or-opt'](bench).improve(0);

    expect(isBetter).toBe(true);
    expect(bench.routes.unload()).toEqual([
      [5, 6],
      [1, 2, 3, 4, 7, 8],
    ]);
  });
});

describe('the descent', () => {
  it('shortens a poor plan and keeps the books', () => {
    const bench = aPoorBench(7);
    const { routes, inserter, neighbours } = bench;
    const before = routes.distance;
    const budget = new Budget(inserter.kernel, { maxUnits: 1e9 }, never);

    const isBetter = new Descent(routes, inserter, neighbours).run(budget);

    checkRoutes(routes);
    expect(isBetter).toBe(true);
    expect(routes.distance).toBeLessThan(before);
  });
});
