// Solves a published pickup-and-delivery instance: encodes it for the pair search, searches, and decodes. The caller
// brings the time: a pace that turns its box into shares, and a stop.
import { Random } from '../kernel/random.ts';
import type { Pace } from '../solver/budget.ts';
import type { Exchange } from '../solver/pairs/exchange.ts';
import { prewarmPairs } from '../solver/pairs/prewarm.ts';
import { type PairPlan, type PairProblem, pickupOf } from '../solver/pairs/problem.ts';
import { DEFAULT_PAIR_PARAMS, type PairParams, type PairResult } from '../solver/pairs/result.ts';
import { searchPairs } from '../solver/pairs/search.ts';
import { pairParamFaults } from '../solver/pairs/validate.ts';
import type { Stop } from '../solver/result.ts';
import type { PairInstance, PairRoutes } from './pair-instance.ts';

export type { Milestone, Pace } from '../solver/budget.ts';
export type { Exchange, KeptPlan } from '../solver/pairs/exchange.ts';
export { isBetterPlan } from '../solver/pairs/exchange.ts';

/** What of the search's parameters a caller may set; the search says what they are and their ranges. */
export type PairKnobs = Partial<Omit<PairParams, 'maxUnits' | 'stopAtUnits' | 'pace' | 'exchange' | 'pool'>>;

export interface SolvePairsOptions {
  readonly seed: number;
  readonly stop: Stop;
  /** The budget: so many units, or a pace that says when it is used up. */
  readonly maxUnits?: number;
  readonly pace?: Pace;
  /** Ends at the step at which a run that did so many units was cut; for replays. */
  readonly stopAtUnits?: number;
  /** Routes to start from; unknown ids and what does not fit are left out. */
  readonly warmStart?: PairRoutes;
  /** Which of several searches with this seed it is, from 0, the one that would be alone; and how they tell their plans. */
  readonly searcher?: number;
  readonly exchange?: Exchange;
  /** Left out: the defaults. */
  readonly knobs?: PairKnobs;
}

export interface SolvedPairs {
  readonly routes: PairRoutes;
  /** Ids of the pickups of orders left out. */
  readonly unserved: readonly number[];
  readonly distance: number;
  readonly units: number;
  readonly iterations: number;
}

/** What is wrong with these knobs: names that there are not, values out of their ranges. */
export function knobFaults(knobs: Readonly<Record<string, unknown>>): readonly string[] {
  const { maxUnits: _, ...known } = DEFAULT_PAIR_PARAMS;
  const unknown = Object.keys(knobs).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) return unknown.map((name) => `${name} is none; there are ${Object.keys(known).join(', ')}`);
  return pairParamFaults({ ...DEFAULT_PAIR_PARAMS, ...(knobs as PairKnobs) });
}

/** Gets the engine up to speed, on problems of its own. */
export function warmUpPairs(): void {
  prewarmPairs();
}

export function solvePairs(instance: PairInstance, options: SolvePairsOptions): SolvedPairs {
  const { seed, stop, warmStart, searcher = 0, knobs = {}, ...limits } = options;
  const ids = nodeOrder(instance);
  const start = warmStart === undefined ? [] : nodesOf(warmStart, ids);
  const params = { ...DEFAULT_PAIR_PARAMS, ...knobs, ...limits };
  return decodePairs(searchPairs(encodePairs(instance, ids), start, params, randomOf(seed, searcher), stop), ids);
}

/** From the search's own terms to those of the file. */
export function decodePairs(result: PairResult, ids: readonly number[]): SolvedPairs {
  const idOf = (node: number): number => ids[node] ?? 0;
  return {
    routes: result.plan.map((route) => route.map(idOf)),
    unserved: result.unassigned.map((order) => idOf(pickupOf(order))),
    distance: result.distance,
    units: result.units,
    iterations: result.iterations,
  };
}

/** Each searcher draws numbers of its own; the first one draws those of a search that is alone. */
function randomOf(seed: number, searcher: number): Random {
  const rng = new Random(seed);
  return searcher === 0 ? rng : rng.fork(`searcher ${searcher}`);
}

/** Ids in the sequence of the search's nodes: the depot, then each pickup followed by its delivery. */
export function nodeOrder({ nodes }: PairInstance): number[] {
  const pairs = nodes.flatMap((node, id) => (node.delivery === 0 ? [] : [id, node.delivery]));
  return [0, ...pairs];
}

function nodesOf(routes: PairRoutes, ids: readonly number[]): PairPlan {
  const nodeOfId = new Map(ids.map((id, node) => [id, node]));
  return routes.map((route) => route.flatMap((id) => nodeOfId.get(id) ?? []));
}

export function encodePairs(instance: PairInstance, ids: readonly number[]): PairProblem {
  const nodes = ids.flatMap((id) => instance.nodes[id] ?? []);
  const size = nodes.length;
  const x = Float64Array.from(nodes, (node) => node.x);
  const y = Float64Array.from(nodes, (node) => node.y);
  const travel = new Float64Array(size * size);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      const east = (x[to] ?? 0) - (x[from] ?? 0);
      const north = (y[to] ?? 0) - (y[from] ?? 0);
      travel[from * size + to] = Math.sqrt(east * east + north * north); // SUBTLE: not hypot, which engines may round
    }
  }
  const numOrders = (size - 1) / 2;
  return {
    numOrders,
    travel,
    early: Float64Array.from(nodes, (node) => node.ready),
    late: Float64Array.from(nodes, (node) => node.due),
    service: Float64Array.from(nodes, (node) => node.service),
    load: Int32Array.from({ length: numOrders }, (_, order) => nodes[pickupOf(order)]?.demand ?? 0),
    capacity: instance.capacity,
    numVehicles: instance.vehicles,
  };
}
