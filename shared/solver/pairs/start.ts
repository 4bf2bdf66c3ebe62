// The start of a pair search: what holds of a given plan, in its sequence. Orders that are unknown, planned twice, not
// whole in one route or out of their windows are left out, for the insertion to find another place; or, when the time is up
// before it has, a vehicle of their own.
import { DEPOT, isPickup, orderOf, type PairPlan } from './problem.ts';
import type { Routes } from './routes.ts';

/** Loads a plan into empty routes; the first routes count if it has more than there are vehicles. */
export function loadRepairedPairs(routes: Routes, plan: PairPlan): void {
  let route = 0;
  for (const nodes of plan) {
    if (route === routes.fleet) break;
    const kept = repaired(routes, nodes);
    if (kept.length > 0) routes.load(route++, kept);
  }
  routes.begin();
}

/** Gives each absent order, as long as there are any, a vehicle of its own: a plan when there is no time for a better one. */
export function serveAlone(routes: Routes): void {
  for (let route = 0; route < routes.fleet && routes.absent.count > 0; route++) {
    if (routes.length[route] === 2) routes.insert(routes.absent.orders[0], route, 0, 0);
  }
}

/** The nodes of a route that can stay: orders leave it one by one until the rest is in time. */
function repaired(routes: Routes, nodes: readonly number[]): readonly number[] {
  let kept = wholePairs(routes, nodes);
  for (;;) {
    const order = firstMisfit(routes, kept);
    if (order < 0) return kept;
    kept = kept.filter((node) => orderOf(node) !== order);
  }
}

/** Orders that nobody has yet and whose two stops are here, once each, in sequence. */
function wholePairs(routes: Routes, nodes: readonly number[]): readonly number[] {
  const { numNodes } = routes.model;
  const first = new Map<number, number>();
  for (const [i, node] of nodes.entries()) if (!first.has(node)) first.set(node, i);
  return nodes.filter((node, i) => {
    if (!Number.isInteger(node) || node <= DEPOT || node >= numNodes || first.get(node) !== i) return false;
    if (!routes.absent.has(orderOf(node))) return false;
    const partner = first.get(isPickup(node) ? node + 1 : node - 1);
    return partner !== undefined && (isPickup(node) ? i < partner : partner < i);
  });
}

/** The order at whose stop the route breaks a window or the capacity; -1: none. */
function firstMisfit(routes: Routes, nodes: readonly number[]): number {
  const { travel, early, late, service, demand, numNodes, problem } = routes.model;
  let at = DEPOT;
  let time = early[DEPOT];
  let load = 0;
  for (const node of nodes) {
    time += travel[at * numNodes + node];
    if (time > late[node]) return orderOf(node);
    time = Math.max(time, early[node]) + service[node];
    load += demand[node];
    if (load > problem.capacity) return orderOf(node);
    at = node;
  }
  return time + travel[at * numNodes] > late[DEPOT] ? orderOf(at) : -1;
}
