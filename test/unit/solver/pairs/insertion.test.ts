import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import { pairDistance, pairFaults } from '../../../../shared/solver/pairs/checks.ts';
import { PairInsertion } from '../../../../shared/solver/pairs/insertion.ts';
import { PairModel } from '../../../../shared/solver/pairs/model.ts';
import type { PairProblem } from '../../../../shared/solver/pairs/problem.ts';
import { Routes } from '../../../../shared/solver/pairs/routes.ts';
import { pairProblemOf, type StopSpec, withOrder } from './pair-problems.ts';

/** The least that an order adds to a route, by trying all places; infinite: none is feasible. */
function leastAdded(problem: PairProblem, route: readonly number[], order: number): number {
  const before = pairDistance(problem, [route]);
  let least = Number.POSITIVE_INFINITY;
  for (const longer of withOrder(route, order)) {
    if (pairFaults(problem, [longer]).length > 0) continue;
    least = Math.min(least, pairDistance(problem, [longer]) - before);
  }
  return least;
}

/** Eight orders on a plane with windows of every kind; some cannot be served together, some not at all. */
function drawnProblem(rng: Random): PairProblem {
  const stop = (soonest: number): StopSpec => {
    const early = soonest + rng.below(150);
    return { x: rng.below(40), y: rng.below(40), early, late: early + rng.below(200), service: rng.below(8) };
  };
  const orders = Array.from({ length: 8 }, () => ({ from: stop(0), to: stop(60), load: 1 + rng.below(5) }));
  return pairProblemOf({ orders, capacity: 9, close: 450 });
}

describe('PairInsertion', () => {
  it('finds what trying all places finds, on drawn problems', () => {
    let found = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const problem = drawnProblem(new Random(seed));
      const routes = new Routes(new PairModel(problem));
      const kernel = new PairInsertion(routes);
      for (let order = 0; order < problem.numOrders; order++) {
        const before = routes.unload()[0] ?? [];
        const least = leastAdded(problem, before, order);

        const isFound = kernel.find(order, 0, Number.POSITIVE_INFINITY);

        expect(isFound).toBe(least < Number.POSITIVE_INFINITY);
        if (!isFound) continue;
        found++;
        expect(kernel.price[0]).toBeCloseTo(least, 8);
        expect(kernel.find(order, 0, kernel.price[0] - 1e-9)).toBe(false);
        kernel.find(order, 0, Number.POSITIVE_INFINITY);
        routes.insert(order, 0, kernel.after, kernel.deliveryAfter);
        const after = routes.unload();
        expect(pairFaults(problem, after)).toEqual([]);
        expect(routes.distance).toBeCloseTo(pairDistance(problem, after), 8);
      }
    }
    expect(found).toBeGreaterThan(300); // the problems are not hopeless
  });

  it('lets a vehicle wait for a window, and not come after it', () => {
    // The way out and back is 10 + 10. Pickup at 10, delivery due 30 at the same place; the other order opens at 40.
    const problem = pairProblemOf({
      orders: [
        { from: { x: 10 }, to: { x: 10, late: 30 } },
        { from: { x: 10, early: 40 }, to: { x: 10 } },
      ],
    });
    const routes = new Routes(new PairModel(problem));
    const kernel = new PairInsertion(routes);
    routes.insert(0, 0, 0, 0);

    expect(kernel.find(1, 0, Number.POSITIVE_INFINITY)).toBe(true);

    expect([kernel.after, kernel.deliveryAfter, kernel.price[0]]).toEqual([2, 2, 0]);
  });
});

describe('Routes', () => {
  it('takes back a step whole', () => {
    const problem = drawnProblem(new Random(11));
    const routes = new Routes(new PairModel(problem));
    const kernel = new PairInsertion(routes);
    for (let order = 0; order < problem.numOrders; order++) {
      if (kernel.find(order, order % 2, Number.POSITIVE_INFINITY)) {
        routes.insert(order, order % 2, kernel.after, kernel.deliveryAfter);
      }
    }
    routes.begin();
    const [plan, distance, version] = [routes.unload(), routes.distance, routes.version[0]];
    const absent = [...routes.absent.orders.subarray(0, routes.absent.count)].sort();
    const first = (plan[0][0] - 1) >> 1;

    routes.markAbsent(first);
    routes.compact(0);
    routes.revert();

    expect(routes.unload()).toEqual(plan);
    expect(routes.distance).toBe(distance);
    expect(routes.version[0]).toBe(version);
    expect([...routes.absent.orders.subarray(0, routes.absent.count)].sort()).toEqual(absent);
    expect(routes.isAbsent[first]).toBe(0);
  });
});
