// Exchanges two pairs of different routes, each into the cheapest place that the other route has for it once the other
// pair is out (Li and Lim 2003, PD-exchange).
import type { PairInserter } from '../inserter.ts';
import type { Neighbours } from '../neighbours.ts';
import type { Routes } from '../routes.ts';
import { LEAST_GAIN, type Move } from './move.ts';

/** So many of the nearest orders are partners. */
const PARTNERS = 12;

export class ExchangePairs implements Move {
  private readonly routes: Routes;
  private readonly inserter: PairInserter;
  private readonly neighbours: Neighbours;

  constructor(routes: Routes, inserter: PairInserter, neighbours: Neighbours) {
    this.routes = routes;
    this.inserter = inserter;
    this.neighbours = neighbours;
  }

  improve(order: number): boolean {
    const { neighbours, routes } = this;
    neighbours.makeRow(order);
    const row = order * neighbours.width;
    for (let i = row; i < row + Math.min(PARTNERS, neighbours.width); i++) {
      const partner = neighbours.nearest[i];
      if (routes.isAbsent[partner] === 1 || routes.routeOf[partner] === routes.routeOf[order]) continue;
      if (this.exchange(order, partner)) return true;
    }
    return false;
  }

  private exchange(a: number, b: number): boolean {
    const { routes } = this;
    const distance = routes.distance;
    const routeA = routes.routeOf[a];
    const routeB = routes.routeOf[b];
    routes.begin();
    routes.markAbsent(a);
    routes.markAbsent(b);
    routes.compact(routeA);
    routes.compact(routeB);
    const room = distance - LEAST_GAIN - routes.distance;
    if (this.place(a, routeB, room) && this.place(b, routeA, distance - LEAST_GAIN - routes.distance)) return true;
    routes.revert();
    return false;
  }

  private place(order: number, route: number, limit: number): boolean {
    const { kernel } = this.inserter;
    if (!kernel.find(order, route, limit)) return false;
    this.routes.insert(order, route, kernel.after, kernel.deliveryAfter);
    return true;
  }
}
