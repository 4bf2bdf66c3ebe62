// Routes that good plans were made of, for a selection among all of them: of each set of orders the shortest sequence found.
// A plan counts as good when it is complete, has no more routes than the best one and is not much longer.
import { isPickup, orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

/** How much longer than the best plan a plan may be whose routes are collected. */
const MARGIN = 0.05;

export interface PooledRoute {
  readonly nodes: readonly number[];
  readonly distance: number;
}

export class RoutePool {
  private readonly limit: number;
  /** By set of orders, in the sequence in which they were last seen; the oldest go first. */
  private readonly found = new Map<number, PooledRoute>();
  /** [route]: the version that was collected last. */
  private version = new Int32Array(0);

  /** @param limit routes kept at most. */
  constructor(limit: number) {
    this.limit = limit;
  }

  get size(): number {
    return this.found.size;
  }

  /** Collects what has changed in the present routes, if they are good beside the best plan. */
  collect(routes: Routes, bestFleet: number, bestDistance: number): void {
    if (routes.absent.count > 0 || routes.fleet > bestFleet || routes.distance > bestDistance * (1 + MARGIN)) return;
    if (this.version.length !== routes.version.length) this.version = new Int32Array(routes.version.length);
    for (let route = 0; route < routes.fleet; route++) {
      if (this.version[route] === routes.version[route]) continue;
      this.version[route] = routes.version[route];
      if (routes.length[route] > 2) this.add(routes, route);
    }
  }

  private add(routes: Routes, route: number): void {
    const base = route * routes.stride;
    const end = base + routes.length[route] - 1;
    const key = keyOf(routes.node, base + 1, end);
    const known = this.found.get(key);
    this.found.delete(key);
    if (known !== undefined && known.distance <= routes.cost[route]) {
      this.found.set(key, known);
      return;
    }
    this.found.set(key, { nodes: [...routes.node.subarray(base + 1, end)], distance: routes.cost[route] });
    if (this.found.size <= this.limit) return;
    for (const oldest of this.found.keys()) {
      this.found.delete(oldest);
      break;
    }
  }

  /** The routes, last seen first. */
  routes(): readonly PooledRoute[] {
    return [...this.found.values()].reverse();
  }
}

/**
 * A number for the set of orders, the same in any sequence: 53 bits of two sums of hashes. Two sets with one number would
 * cost the pool a route, never a selection its soundness: what a route covers is read from its nodes.
 */
function keyOf(node: Int32Array, first: number, end: number): number {
  let low = 0;
  let high = 0;
  for (let i = first; i < end; i++) {
    if (!isPickup(node[i])) continue;
    const order = orderOf(node[i]) + 1;
    low = (low + mix(order)) | 0;
    high = (high + mix(order ^ 0x5bd1e995)) | 0;
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** The finalizer of MurmurHash3. */
function mix(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
