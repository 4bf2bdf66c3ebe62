// Guided ejection (Nagata and Kobayashi, "Guided ejection search for the pickup and delivery problem with time windows",
// EvoCOP 2010): an order with no place takes that of an order which has been absent less. Deviation: one order is ejected,
// never two; ruin and recreate between the ejections does what longer chains would.
import type { PairInserter } from './inserter.ts';
import { isPickup, orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

export class Ejection {
  private readonly routes: Routes;
  private readonly inserter: PairInserter;
  /** [order]: how often it was left over. */
  private readonly absences: Float64Array;

  constructor(routes: Routes, inserter: PairInserter, absences: Float64Array) {
    this.routes = routes;
    this.inserter = inserter;
    this.absences = absences;
  }

  /** Gives the absent order the place of one that was absent less, the least of all; false: there is none. */
  eject(order: number): boolean {
    const { routes, absences } = this;
    const { kernel } = this.inserter;
    let least = absences[order];
    let victim = -1;
    let after = 0;
    let deliveryAfter = 0;
    for (let route = 0; route < routes.fleet; route++) {
      const base = route * routes.stride;
      const end = base + routes.length[route] - 1;
      for (let i = base + 1; i < end; i++) {
        const node = routes.node[i];
        const other = orderOf(node);
        if (!isPickup(node) || absences[other] >= least) continue;
        routes.tryWithout(route, other);
        kernel.units += routes.length[route];
        if (!kernel.find(order, routes.trial, Number.POSITIVE_INFINITY)) continue;
        least = absences[other];
        victim = other;
        after = kernel.after;
        deliveryAfter = kernel.deliveryAfter;
      }
    }
    if (victim < 0) return false;
    const route = routes.routeOf[victim];
    routes.markAbsent(victim);
    routes.compact(route);
    routes.insert(order, route, after, deliveryAfter);
    return true;
  }
}
