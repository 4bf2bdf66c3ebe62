// Relocates a pair: the order leaves its route and takes the cheapest place of all (Li and Lim 2003, PD-shift and
// PD-rearrange in one).
import type { PairInserter } from '../inserter.ts';
import type { Routes } from '../routes.ts';
import { LEAST_GAIN, type Move } from './move.ts';

export class Relocate implements Move {
  private readonly routes: Routes;
  private readonly inserter: PairInserter;

  constructor(routes: Routes, inserter: PairInserter) {
    this.routes = routes;
    this.inserter = inserter;
  }

  improve(order: number): boolean {
    const { routes, inserter } = this;
    const distance = routes.distance;
    routes.begin();
    routes.markAbsent(order);
    routes.compact(routes.routeOf[order]);
    if (inserter.findBest(order, false) && routes.distance + inserter.cost < distance - LEAST_GAIN) {
      inserter.apply(order);
      return true;
    }
    routes.revert();
    return false;
  }
}
