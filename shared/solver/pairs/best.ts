// The best plan so far: a copy of the routes' nodes, brought up to date route by route, and written back when a phase
// starts from it.
import { orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

export class BestPlan {
  distance = Number.POSITIVE_INFINITY;
  fleet = 0;
  private readonly routes: Routes;
  private readonly node: Int32Array;
  private readonly length: Int32Array;
  /** [route]: the version that is kept; 0: none. */
  private readonly version: Int32Array;

  constructor(routes: Routes) {
    this.routes = routes;
    this.node = new Int32Array(routes.model.maxRoutes * routes.stride);
    this.length = new Int32Array(routes.model.maxRoutes);
    this.version = new Int32Array(routes.model.maxRoutes);
  }

  /** Keeps the present routes; no order may be absent. */
  keep(): void {
    const { routes, node } = this;
    for (let route = 0; route < routes.fleet; route++) {
      if (this.version[route] === routes.version[route]) continue;
      this.version[route] = routes.version[route];
      this.length[route] = routes.length[route];
      const base = route * routes.stride;
      for (let i = base; i < base + this.length[route]; i++) node[i] = routes.node[i];
    }
    this.fleet = routes.fleet;
    this.distance = routes.distance;
  }

  /** Makes the present routes those that were kept. */
  restore(): void {
    const { routes, node } = this;
    const { absent } = routes;
    absent.count = 0;
    routes.isAbsent.fill(0);
    for (let route = 0; route < routes.model.maxRoutes; route++) {
      const base = route * routes.stride;
      const length = route < this.fleet ? this.length[route] : 2;
      routes.length[route] = length;
      routes.node[base + length - 1] = 0;
      for (let i = 1; i < length - 1; i++) {
        routes.node[base + i] = node[base + i];
        routes.routeOf[orderOf(node[base + i])] = route;
      }
      routes.refresh(route);
      this.version[route] = routes.version[route];
    }
    routes.fleet = this.fleet;
    routes.begin();
  }
}
