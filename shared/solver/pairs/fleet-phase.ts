// Fleet minimisation by absence sums (Christiaens and Vanden Berghe 2020, section 4.5): give up the route whose orders
// were absent least, then ruin and recreate with fewer routes until everything has a place again. A plan with a smaller
// sum of past absences always replaces the present one, so what is left over becomes what is easy to place. Some steps are
// ejections instead. Deviation: absences are forgotten after many steps without success; what was hard to place in routes
// that are long gone would hold the search where it is.
import { Annealing } from '../accept/annealing.ts';
import { Ejection } from './ejection.ts';
import { meanLeg, type Parts, step } from './parts.ts';
import { isPickup, orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

/** In mean legs; it stays. */
const TEMPERATURE = 1;

/** Ends with the best plan in place: by its share of the budget, or when it has not come closer to a smaller fleet. */
export function minimiseFleet(parts: Parts): void {
  const { routes, best, budget, params } = parts;
  const placement = new Placement(parts);
  let progressAt = budget.usedShare();
  let least = Number.POSITIVE_INFINITY;
  const forgetAfter =
    params.forgetAfter > 0 ? params.forgetAfter * routes.model.numOrders ** 2 : Number.POSITIVE_INFINITY;
  let rememberedFrom = parts.iterations;
  while (!budget.isSpent()) {
    const share = budget.usedShare();
    if (share >= params.fleetShare || share - progressAt > params.fleetPatience) break;
    if (best.isAhead()) best.restore();
    if (routes.absent.count === 0) {
      if (routes.fleet === 1) break;
      routes.removeRoute(leastAbsent(routes, placement.absences));
      progressAt = share;
      least = Number.POSITIVE_INFINITY;
      rememberedFrom = parts.iterations;
    }
    if (parts.iterations - rememberedFrom > forgetAfter) {
      placement.forget();
      rememberedFrom = parts.iterations;
    }
    if (!placement.step()) continue;
    if (routes.absent.count < least) {
      least = routes.absent.count;
      progressAt = share;
    }
    best.offer();
  }
  best.restore();
}

/** Places absent orders with the fleet as it is, until no more are absent than in the best plan. */
export function completeFleet(parts: Parts, untilShare: number): void {
  const { routes, best, budget } = parts;
  parts.recreate.insertAll(budget);
  const placement = new Placement(parts);
  while (routes.absent.count > best.absent && budget.usedShare() < untilShare && !budget.isSpent()) placement.step();
  if (routes.absent.count === 0) routes.closeEmpty();
  best.offer();
}

/** Steps that place absent orders, led by how often each was left over. */
class Placement {
  /** [order]: steps that ended without it. */
  readonly absences: Float64Array;
  private readonly parts: Parts;
  private readonly annealing: Annealing;
  private readonly ejection: Ejection;

  constructor(parts: Parts) {
    const { routes, inserter } = parts;
    const temperature = TEMPERATURE * meanLeg(routes);
    this.parts = parts;
    this.absences = new Float64Array(routes.model.numOrders);
    this.annealing = new Annealing({ startTemperature: temperature, endTemperature: temperature });
    this.ejection = new Ejection(routes, inserter, this.absences);
  }

  /** Past absences no longer count. */
  forget(): void {
    this.absences.fill(0);
  }

  /** One ruin and recreate, or one ejection; there must be an absent order. False: it was taken back. */
  step(): boolean {
    const { parts, absences } = this;
    const { routes, rng } = parts;
    const { absent } = routes;
    routes.begin();
    const distance = routes.distance;
    const sum = this.sum();
    const left = absent.orders[rng.below(absent.count)];
    const isEjected = parts.params.ejectIn > 0 && rng.below(parts.params.ejectIn) === 0 && this.ejection.eject(left);
    step(parts, isEjected ? -1 : rng.below(2) === 0 ? left : parts.focus.near(left), absences);

    const newSum = this.sum();
    for (let i = 0; i < absent.count; i++) absences[absent.orders[i]]++;
    const isBetter = newSum < sum || absent.count === 0;
    if (isBetter || (newSum === sum && this.annealing.accepts(routes.distance, distance, 0, rng))) return true;
    routes.revert();
    return false;
  }

  private sum(): number {
    const { absent } = this.parts.routes;
    let sum = 0;
    for (let i = 0; i < absent.count; i++) sum += this.absences[absent.orders[i]];
    return sum;
  }
}

/** The route whose orders were absent least. */
function leastAbsent(routes: Routes, absences: Float64Array): number {
  let found = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let route = 0; route < routes.fleet; route++) {
    const base = route * routes.stride;
    let sum = 0;
    for (let i = base + 1; i < base + routes.length[route] - 1; i++) {
      if (isPickup(routes.node[i])) sum += absences[orderOf(routes.node[i])];
    }
    if (sum < least) {
      least = sum;
      found = route;
    }
  }
  return found;
}
