// A pair search for long boxes with exact help in between: search and collect the routes of good plans, choose the best of
// their combinations by set partitioning, go on from the plan chosen. Never worse than the search's own plan: the choice
// counts only when it is better, and the second leg never gives back a worse plan than its start.
import { Random } from '../kernel/random.ts';
import type { Milliseconds } from '../kernel/units.ts';
import { type PooledRoute, RoutePool } from '../solver/pairs/pool.ts';
import { isPickup, orderOf, type PairPlan, type PairProblem } from '../solver/pairs/problem.ts';
import { DEFAULT_PAIR_PARAMS, type PairParams, type PairResult } from '../solver/pairs/result.ts';
import { searchPairs } from '../solver/pairs/search.ts';
import type { PairInstance } from './pair-instance.ts';
import type { RouteSelection, SelectionProblem } from './ports.ts';
import { selectColumns } from './select-columns.ts';
import { decodePairs, encodePairs, nodeOrder, type SolvedPairs, type SolvePairsOptions } from './solve-pairs.ts';

/** Routes kept for the selection; more make it slower, not better. */
const MOST_ROUTES = 3000;

/** The second leg only polishes: its fleet is settled, and it begins cool, in mean legs. */
const POLISH = { fleetShare: 0, startTemperature: 1 } as const;

/** The budget of one leg. */
export type Leg = Pick<SolvePairsOptions, 'stop' | 'pace' | 'maxUnits' | 'stopAtUnits'>;

export interface ExactOptions {
  readonly seed: number;
  readonly selection: RouteSelection;
  readonly first: Leg;
  /** Asked after the first leg: how long the selection may take. */
  readonly selectMs: () => Milliseconds;
  /** Asked after the selection. */
  readonly second: () => Leg;
}

export interface SolvedExactly extends SolvedPairs {
  /** Of each leg. */
  readonly legs: readonly { readonly units: number; readonly iterations: number }[];
  /** Routes that could be chosen from. */
  readonly columns: number;
  /** Those chosen, by number; null: nothing better was found in time. With it, the run can be repeated. */
  readonly chosen: readonly number[] | null;
  /** The plan before the selection and the one after it, the same if nothing better was found. */
  readonly before: PlanSize;
  readonly after: PlanSize;
}

export interface PlanSize {
  readonly vehicles: number;
  readonly distance: number;
}

/** Rejects when the solver of the selection fails. */
export async function solvePairsExactly(instance: PairInstance, options: ExactOptions): Promise<SolvedExactly> {
  const ids = nodeOrder(instance);
  const problem = encodePairs(instance, ids);
  const pool = new RoutePool(MOST_ROUTES);
  const run = (plan: PairPlan, { stop, ...limits }: Leg, changes: Partial<PairParams>, rng: Random): PairResult =>
    searchPairs(problem, plan, { ...DEFAULT_PAIR_PARAMS, ...limits, ...changes }, rng, stop);

  const rng = new Random(options.seed);
  const own = run([], options.first, { pool }, rng);
  const routes = [...own.plan.map((nodes) => ({ nodes, distance: lengthOf(problem, nodes) })), ...pool.routes()];
  const selection = selectionOf(own, routes);
  const chosen = await selectColumns(options.selection, selection, options.selectMs());
  const plan = chosen === null ? own.plan : chosen.flatMap((column) => [routes[column]?.nodes ?? []]);
  const last = run(plan, options.second(), POLISH, rng.fork('polish'));
  return {
    ...decodePairs(last, ids),
    units: own.units + last.units,
    iterations: own.iterations + last.iterations,
    legs: [own, last].map(({ units, iterations }) => ({ units, iterations })),
    columns: routes.length,
    chosen,
    before: sizeOf(problem, own.plan),
    after: sizeOf(problem, plan),
  };
}

const sizeOf = (problem: PairProblem, plan: PairPlan): PlanSize => ({
  vehicles: plan.length,
  distance: plan.reduce((sum, nodes) => sum + lengthOf(problem, nodes), 0),
});

/** Rows are the orders of the plan, columns the routes; a route costs more than any way saved, so that fewer come first. */
function selectionOf(own: PairResult, routes: readonly PooledRoute[]): SelectionProblem {
  const orders = own.plan.flat().filter(isPickup).map(orderOf);
  const rowOf = new Map(orders.map((order, row) => [order, row]));
  const perRoute = own.distance + 1;
  return {
    numRows: orders.length,
    isRequired: orders.map(() => true),
    columns: routes.map(({ nodes, distance }) => ({
      cost: perRoute + distance,
      rows: nodes.filter(isPickup).map((node) => rowOf.get(orderOf(node)) ?? -1),
    })),
    start: own.plan.map((_, column) => column),
  };
}

function lengthOf({ travel, numOrders }: PairProblem, nodes: readonly number[]): number {
  let length = 0;
  let at = 0;
  for (const node of [...nodes, 0]) {
    length += travel[at * (2 * numOrders + 1) + node] ?? 0;
    at = node;
  }
  return length;
}
