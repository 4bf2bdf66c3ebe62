import { describe, expect, it } from 'vitest';
import type { PairInstance, PairNode, PairRoutes } from '../../../../shared/app/pair-instance.ts';
import { checkRoutes, type RouteFault } from '../../../../shared/sim/instances/check-routes.ts';

const node = (x: number, changes: Partial<PairNode> = {}): PairNode => ({
  x,
  y: 0,
  demand: 0,
  ready: 0,
  due: 1000,
  service: 0,
  pickup: 0,
  delivery: 0,
  ...changes,
});

/** On a line: order 1 to 2 from 10 to 20, order 3 to 4 from 30 to 40; each is 6 of 10 that a vehicle carries. */
const instance: PairInstance = {
  name: 'line',
  vehicles: 2,
  capacity: 10,
  nodes: [
    node(0, { due: 100 }),
    node(10, { demand: 6, delivery: 2, service: 5 }),
    node(20, { demand: -6, pickup: 1, due: 25 }),
    node(30, { demand: 6, delivery: 4, ready: 50 }),
    node(40, { demand: -6, pickup: 3, due: 60 }),
  ],
};

const codes = (routes: PairRoutes, changed: PairInstance = instance): readonly RouteFault['code'][] =>
  checkRoutes(changed, routes).faults.map(({ code }) => code);

const withNode = (id: number, changes: Partial<PairNode>): PairInstance => ({
  ...instance,
  nodes: instance.nodes.map((each, i) => (i === id ? { ...each, ...changes } : each)),
});

describe('checkRoutes', () => {
  it('finds nothing wrong with a plan that is right, and measures it', () => {
    // At 10: 10 + 5 of service; at 20: 25, just in time; at 30: 35, waits until 50; at 40: 60, just in time; home at 100.
    expect(checkRoutes(instance, [[1, 2, 3, 4]])).toEqual({ faults: [], vehicles: 1, distance: 80 });
  });

  it('allows a millionth of lateness and no more', () => {
    expect(codes([[1, 2, 3, 4]], withNode(2, { due: 25 - 9e-7 }))).toEqual([]);
    expect(codes([[1, 2, 3, 4]], withNode(2, { due: 25 - 2e-6 }))).toEqual(['LATE']);
    expect(codes([[1, 2, 3, 4]], withNode(0, { due: 100 - 2e-6 }))).toEqual(['LATE_RETURN']);
  });

  it.each<[string, PairRoutes, readonly RouteFault['code'][]]>([
    ['an order left out', [[1, 2]], ['NOT_VISITED', 'NOT_VISITED']],
    [
      'a stop made twice',
      [
        [1, 2, 3, 4],
        [1, 2],
      ],
      ['VISITED_TWICE', 'VISITED_TWICE'],
    ],
    ['a node that is not there', [[1, 2, 3, 4, 9]], ['UNKNOWN_NODE']],
    ['a stop at the depot', [[1, 2, 0, 3, 4]], ['UNKNOWN_NODE']],
    ['no node at all', [[1, 2, Number.NaN, 3, 4]], ['UNKNOWN_NODE']],
    [
      'a delivery before its pickup',
      [
        [1, 2],
        [4, 3],
      ],
      ['PRECEDENCE'],
    ],
    ['an order in two routes', [[1, 2, 3], [4]], ['PAIR_APART', 'PAIR_APART']],
    ['too much on board', [[1, 3, 2, 4]], ['OVERLOAD', 'LATE', 'LATE', 'LATE_RETURN']],
    ['a route without a stop', [[1, 2, 3, 4], []], ['EMPTY_ROUTE']],
    ['a vehicle too many', [[1, 2], [3, 4], []], ['VEHICLES', 'EMPTY_ROUTE']],
  ])('finds %s', (_, routes, expected) => {
    expect(codes(routes)).toEqual(expected);
  });
});
