// The best plan so far: fewest orders absent, then fewest routes, then least distance. A copy of the routes' nodes, brought
// up to date route by route, and written back when a phase starts from it.
import { isBetterPlan, type KeptPlan } from './exchange.ts';
import type { RoutePool } from './pool.ts';
import { isPickup, orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

export class BestPlan {
  absent = Number.POSITIVE_INFINITY;
  fleet = Number.POSITIVE_INFINITY;
  /** The plan is another search's, and the working routes have not started from it yet. */
  private isAdopted = false;
  private readonly least = new Float64Array(1);
  private readonly routes: Routes;
  private readonly pool: RoutePool | null;
  private readonly node: Int32Array;
  private readonly length: Int32Array;
  /** [route]: the version that is kept; 0: none. */
  private readonly version: Int32Array;

  /** @param pool collects the routes of what is offered; null: nobody does. */
  constructor(routes: Routes, pool: RoutePool | null = null) {
    const { maxRoutes } = routes.model;
    this.routes = routes;
    this.pool = pool;
    this.node = new Int32Array(maxRoutes * routes.stride);
    this.length = new Int32Array(maxRoutes);
    this.version = new Int32Array(maxRoutes);
  }

  get distance(): number {
    return this.least[0];
  }

  /** Keeps the present routes if they are better; below 1e-9 a distance is not shorter, it is rounded. */
  offer(): boolean {
    const { routes } = this;
    const { count } = routes.absent;
    const isBetter =
      count !== this.absent
        ? count < this.absent
        : routes.fleet !== this.fleet
          ? routes.fleet < this.fleet
          : routes.distance < this.least[0] - 1e-9;
    if (isBetter) this.keep();
    this.pool?.collect(routes, this.fleet, this.least[0]);
    return isBetter;
  }

  private keep(): void {
    const { routes, node } = this;
    for (let route = 0; route < routes.fleet; route++) {
      if (this.version[route] === routes.version[route]) continue;
      this.version[route] = routes.version[route];
      this.length[route] = routes.length[route];
      const base = route * routes.stride;
      for (let i = base; i < base + this.length[route]; i++) node[i] = routes.node[i];
    }
    this.absent = routes.absent.count;
    this.fleet = routes.fleet;
    this.least[0] = routes.distance;
    this.isAdopted = false;
  }

  unload(): KeptPlan {
    const { stride } = this.routes;
    const routes = Array.from({ length: this.fleet }, (_, route) => [
      ...this.node.subarray(route * stride + 1, route * stride + this.length[route] - 1),
    ]);
    return { absent: this.absent, distance: this.distance, routes };
  }

  /** Keeps another search's plan of the same problem, if it is better. The working routes stay as they are. */
  adopt(plan: KeptPlan): void {
    if (!isBetterPlan(plan, this.unload())) return;
    for (const [route, nodes] of plan.routes.entries()) {
      this.node.set(nodes, route * this.routes.stride + 1);
      this.length[route] = nodes.length + 2;
    }
    this.version.fill(0);
    this.absent = plan.absent;
    this.fleet = plan.routes.length;
    this.least[0] = plan.distance;
    this.isAdopted = true;
  }

  /** Whether another search's plan leaves out fewer orders, or has fewer routes, than the working routes can come to. */
  isAhead(): boolean {
    if (!this.isAdopted) return false;
    const { absent, fleet } = this.routes;
    if (this.absent > absent.count || this.fleet > fleet) return false;
    return this.absent < absent.count || this.fleet < fleet;
  }

  /** Makes the present routes those that were kept. */
  restore(): void {
    const { routes, node } = this;
    this.isAdopted = false;
    for (let route = 0; route < routes.model.maxRoutes; route++) routes.clear(route);
    routes.fleet = this.fleet;
    for (let route = 0; route < this.fleet; route++) {
      const base = route * routes.stride;
      const length = this.length[route];
      for (let i = 1; i < length - 1; i++) {
        const at = node[base + i];
        routes.node[base + i] = at;
        if (isPickup(at)) routes.claim(orderOf(at), route);
      }
      routes.node[base + length - 1] = 0;
      routes.length[route] = length;
      routes.refresh(route);
      this.version[route] = routes.version[route];
    }
    routes.begin();
  }
}
