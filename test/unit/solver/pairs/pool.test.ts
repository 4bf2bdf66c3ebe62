import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import { pairDistance, pairFaults } from '../../../../shared/solver/pairs/checks.ts';
import { RoutePool } from '../../../../shared/solver/pairs/pool.ts';
import { isPickup } from '../../../../shared/solver/pairs/problem.ts';
import { searchPairs } from '../../../../shared/solver/pairs/search.ts';
import { syntheticPairs } from '../../../../shared/solver/pairs/synthetic.ts';
import { never, somePairParams } from './pair-problems.ts';

const problem = syntheticPairs(new Random(5), { orders: 40, window: 100, capacity: 100, vehicles: 20 });

const poolOf = (limit: number): RoutePool => {
  const pool = new RoutePool(limit);
  searchPairs(problem, [], somePairParams({ maxUnits: 500_000, checks: 'none', pool }), new Random(1), never);
  return pool;
};

const ordersOf = (nodes: readonly number[]): string =>
  nodes
    .filter(isPickup)
    .toSorted((a, b) => a - b)
    .join(' ');

describe('the pool of a search', () => {
  const routes = poolOf(10_000).routes();

  it('holds routes that can be driven, with their length', () => {
    expect(routes.length).toBeGreaterThan(50);
    for (const { nodes, distance } of routes) {
      expect(pairFaults(problem, [nodes])).toEqual([]);
      expect(distance).toBeCloseTo(pairDistance(problem, [nodes]), 6);
    }
  });

  it('holds one route for a set of orders', () => {
    expect(new Set(routes.map(({ nodes }) => ordersOf(nodes))).size).toBe(routes.length);
  });

  it('holds each route of the best plan, or a shorter one with its orders', () => {
    const pool = new RoutePool(10_000);
    const params = somePairParams({ maxUnits: 500_000, checks: 'none', pool });
    const { plan } = searchPairs(problem, [], params, new Random(1), never);

    const shortest = new Map(pool.routes().map(({ nodes, distance }) => [ordersOf(nodes), distance]));
    for (const route of plan) {
      expect(shortest.get(ordersOf(route))).toBeLessThanOrEqual(pairDistance(problem, [route]) + 1e-9);
    }
  });

  it('holds no more than its limit, those seen last', () => {
    const few = poolOf(20).routes();

    const orders = (from: typeof routes) => from.map(({ nodes }) => ordersOf(nodes));
    expect(orders(few)).toEqual(orders(routes).slice(0, 20));
  });

  it('does not change the search', () => {
    const params = somePairParams({ maxUnits: 200_000, checks: 'none' });
    const alone = searchPairs(problem, [], params, new Random(1), never);

    expect(searchPairs(problem, [], { ...params, pool: new RoutePool(100) }, new Random(1), never)).toEqual(alone);
  });
});
