// Small pair problems by hand, and the best plan of a tiny one by looking at all of them.
import { pairDistance, pairFaults } from '../../../../shared/solver/pairs/checks.ts';
import type { PairPlan, PairProblem } from '../../../../shared/solver/pairs/problem.ts';
import { DEFAULT_PAIR_PARAMS, type PairParams } from '../../../../shared/solver/pairs/result.ts';

export interface StopSpec {
  readonly x: number;
  readonly y?: number;
  readonly early?: number;
  readonly late?: number;
  readonly service?: number;
}

export interface PairSpec {
  readonly orders: readonly { readonly from: StopSpec; readonly to: StopSpec; readonly load?: number }[];
  readonly capacity?: number;
  readonly vehicles?: number;
  /** The depot, at the origin, closes. */
  readonly close?: number;
}

const CLOSE = 100_000;

export function pairProblemOf(spec: PairSpec): PairProblem {
  const close = spec.close ?? CLOSE;
  const depot: StopSpec = { x: 0 };
  const stops = [depot, ...spec.orders.flatMap(({ from, to }) => [from, to])];
  const travel = stops.flatMap((a) => stops.map((b) => Math.hypot(b.x - a.x, (b.y ?? 0) - (a.y ?? 0))));
  return {
    numOrders: spec.orders.length,
    travel: Float64Array.from(travel),
    early: Float64Array.from(stops, ({ early }) => early ?? 0),
    late: Float64Array.from(stops, ({ late }) => late ?? close),
    service: Float64Array.from(stops, ({ service }) => service ?? 0),
    load: Int32Array.from(spec.orders, ({ load }) => load ?? 1),
    capacity: spec.capacity ?? 10,
    numVehicles: spec.vehicles ?? spec.orders.length,
  };
}

/** Every step is checked from scratch. */
export const somePairParams = (changes: Partial<PairParams> = {}): PairParams => ({
  ...DEFAULT_PAIR_PARAMS,
  maxUnits: 20_000,
  checks: 'every-step',
  ...changes,
});

export const never = (): boolean => false;

/** Orders left out, routes, distance: less is better, the first that differs counts. */
export type PairScore = readonly [unassigned: number, routes: number, distance: number];

export const scoreOf = (problem: PairProblem, plan: PairPlan): PairScore => [
  problem.numOrders - plan.flat().length / 2,
  plan.length,
  pairDistance(problem, plan),
];

export function isBetter(a: PairScore, b: PairScore): boolean {
  if (a[0] !== b[0]) return a[0] < b[0];
  return a[1] !== b[1] ? a[1] < b[1] : a[2] < b[2] - 1e-6;
}

/** The best score of all plans, by inserting order after order everywhere; for about four orders and two vehicles. */
export function bestScore(problem: PairProblem): PairScore {
  let best = scoreOf(problem, []);
  const extend = (order: number, plan: PairPlan): void => {
    if (order === problem.numOrders) {
      const used = plan.filter((route) => route.length > 0);
      const score = scoreOf(problem, used);
      if (isBetter(score, best) && pairFaults(problem, used).length === 0) best = score;
      return;
    }
    extend(order + 1, plan);
    for (const [r, route] of plan.entries()) {
      for (const longer of withOrder(route, order)) extend(order + 1, plan.with(r, longer));
    }
  };
  extend(
    0,
    Array.from({ length: problem.numVehicles }, () => []),
  );
  return best;
}

/** The route with an order at each pair of places. */
export function* withOrder(route: readonly number[], order: number): Generator<number[]> {
  for (let i = 0; i <= route.length; i++) {
    for (let j = i; j <= route.length; j++) {
      yield [...route.slice(0, i), 1 + 2 * order, ...route.slice(i, j), 2 + 2 * order, ...route.slice(j)];
    }
  }
}
