// Adjacent string removal (Christiaens and Vanden Berghe 2020, section 4.2): around a seed order, one string of stops of
// each route that holds a related order; an order goes as soon as one of its stops is in a string. Half the strings keep
// some stops in their middle. Deviation: one ruin in a few is several times as large; with few long routes, small ones do not
// lead from one basin of plans to the next.
import type { Random } from '../../kernel/random.ts';
import type { Neighbours } from './neighbours.ts';
import type { Routes } from './routes.ts';

export interface StringSizes {
  /** Stops removed on average, about. */
  readonly mean: number;
  /** Longest string, in stops. */
  readonly longest: number;
  /** One ruin in so many is a large one; 0: none. */
  readonly largeIn: number;
}

/** A large ruin is so many times as large. */
const LARGE_TIMES = 4;

/** One more stop is kept in the middle of a split string with this chance, in basis points. */
const KEEP_MORE_BP = 5000;

export class PairStringRemoval {
  private readonly routes: Routes;
  private readonly neighbours: Neighbours;
  private readonly rng: Random;
  private readonly sizes: StringSizes;
  /** [route]: the last ruin that opened it. */
  private readonly openedIn: Int32Array;
  private ruins = 0;

  constructor(routes: Routes, neighbours: Neighbours, rng: Random, sizes: StringSizes) {
    this.routes = routes;
    this.neighbours = neighbours;
    this.rng = rng;
    this.sizes = sizes;
    this.openedIn = new Int32Array(routes.model.maxRoutes);
  }

  /** @param seed the order it happens around; it may be absent. */
  remove(seed: number): void {
    const { routes, neighbours, rng } = this;
    const { numOrders } = routes.model;
    const meanStops = (2 * (numOrders - routes.absent.count)) / Math.max(1, routes.fleet);
    const { largeIn } = this.sizes;
    const times = largeIn > 0 && rng.below(largeIn) === 0 ? LARGE_TIMES : 1;
    const longest = Math.max(1, Math.min(times * this.sizes.longest, meanStops));
    const most = (4 * times * this.sizes.mean) / (1 + longest) - 1;
    let strings = Math.floor(1 + rng.unit() * most);
    this.ruins++;
    if (routes.isAbsent[seed] === 0) {
      this.openRoute(seed, longest);
      strings--;
    }
    neighbours.makeRow(seed);
    const row = seed * neighbours.width;
    for (let i = row; i < row + neighbours.width && strings > 0; i++) {
      const order = neighbours.nearest[i];
      if (routes.isAbsent[order] === 1 || this.openedIn[routes.routeOf[order]] === this.ruins) continue;
      this.openRoute(order, longest);
      strings--;
    }
  }

  /** Takes a string with a stop of this order out of its route. */
  private openRoute(order: number, longest: number): void {
    const { routes, rng } = this;
    const route = routes.routeOf[order];
    this.openedIn[route] = this.ruins;
    const stops = routes.length[route] - 2;
    const length = Math.floor(1 + rng.unit() * Math.min(longest, stops));
    const at = routes.place[1 + 2 * order + rng.below(2)];
    let kept = 0;
    if (length > 1 && length < stops && rng.below(2) === 0) {
      kept = 1;
      while (length + kept < stops && rng.below(10_000) >= KEEP_MORE_BP) kept++;
    }
    const span = length + kept;
    const earliest = Math.max(1, at - span + 1);
    const latest = Math.min(at, stops - span + 1);
    const first = earliest + rng.below(latest - earliest + 1);
    const gap = kept === 0 ? 0 : first + 1 + rng.below(length - 1 || 1);
    const base = route * routes.stride;
    for (let i = first; i < first + span; i++) {
      if (kept > 0 && i >= gap && i < gap + kept) continue;
      const out = (routes.node[base + i] - 1) >> 1;
      if (routes.isAbsent[out] === 0) routes.markAbsent(out);
    }
    routes.compact(route);
  }
}
