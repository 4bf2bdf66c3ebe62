// Fleet minimisation by absence sums (Christiaens and Vanden Berghe 2020, section 4.5): give up the route whose orders
// were absent least, then ruin and recreate with fewer routes until everything has a place again. A plan with a smaller
// sum of past absences always replaces the present one, so what is left over becomes what is easy to place.
import { Annealing } from '../accept/annealing.ts';
import { Ejection } from './ejection.ts';
import { meanLeg, type Parts, step } from './parts.ts';
import { isPickup, orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

/** In mean legs; it stays. */
const TEMPERATURE = 1;

/** One step in this many is an ejection. */
const EJECT_IN = 20;

/** Ends with the best plan in place: by its share of the budget, or when it has not come closer to a smaller fleet. */
export function minimiseFleet(parts: Parts): void {
  const { routes, best, budget, rng, params } = parts;
  const { absent, model } = routes;
  const absences = new Float64Array(model.numOrders);
  const temperature = TEMPERATURE * meanLeg(routes);
  const annealing = new Annealing({ startTemperature: temperature, endTemperature: temperature });
  const ejection = new Ejection(routes, parts.inserter, absences);
  let progressAt = budget.usedShare();
  let least = Number.POSITIVE_INFINITY;

  while (!budget.isSpent()) {
    const share = budget.usedShare();
    if (share >= params.fleetShare || share - progressAt > params.fleetPatience) break;
    if (absent.count === 0) {
      if (routes.fleet === 1) break;
      routes.removeRoute(leastAbsent(routes, absences));
      progressAt = share;
      least = Number.POSITIVE_INFINITY;
    }
    routes.begin();
    const distance = routes.distance;
    const sum = sumOfAbsences(routes, absences);
    const left = absent.orders[rng.below(absent.count)];
    const isEjected = rng.below(EJECT_IN) === 0 && ejection.eject(left);
    step(parts, isEjected ? -1 : rng.below(2) === 0 ? left : rng.below(model.numOrders));

    const newSum = sumOfAbsences(routes, absences);
    for (let i = 0; i < absent.count; i++) absences[absent.orders[i]]++;
    const isBetter = newSum < sum || absent.count === 0;
    if (isBetter || (newSum === sum && annealing.accepts(routes.distance, distance, 0, rng))) {
      if (absent.count < least) {
        least = absent.count;
        progressAt = share;
      }
      best.offer();
    } else {
      routes.revert();
    }
  }
  best.restore();
}

function sumOfAbsences({ absent }: Routes, absences: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < absent.count; i++) sum += absences[absent.orders[i]];
  return sum;
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
