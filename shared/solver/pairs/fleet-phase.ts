// Fleet minimisation by absence sums (Christiaens and Vanden Berghe 2020, section 4.5): give up the route whose orders
// were absent least, then ruin and recreate with fewer routes until everything has a place again. A plan with a smaller
// sum of past absences always replaces the present one, so what is left over becomes what is easy to place.
import { Annealing } from '../accept/annealing.ts';
import type { Parts } from './parts.ts';
import { orderOf } from './problem.ts';
import type { Routes } from './routes.ts';

/** Temperature in mean legs, start and end. */
const TEMPERATURE = 1;

/** Work units a step costs beside its insertions. */
const STEP_UNITS = 20;

export function minimiseFleet(parts: Parts): void {
  const { routes, recreate, ruin, best, budget, rng, params, inserter } = parts;
  const { numOrders } = routes.model;
  const absences = new Float64Array(numOrders);
  const leg = routes.distance / (2 * numOrders + routes.fleet);
  const annealing = new Annealing({ startTemperature: TEMPERATURE * leg, endTemperature: TEMPERATURE * leg });
  let progressAt = budget.usedShare();
  let least = Number.POSITIVE_INFINITY;

  while (routes.fleet > 1 && !budget.isSpent()) {
    const share = budget.usedShare();
    if (share > params.fleetShare || share - progressAt > params.fleetPatience) break;
    if (routes.absent.count === 0) {
      best.keep();
      routes.removeRoute(leastAbsent(routes, absences));
      progressAt = share;
      least = Number.POSITIVE_INFINITY;
    }
    routes.begin();
    const distance = routes.distance;
    const count = routes.absent.count;
    const sum = sumOf(routes, absences);
    ruin.remove(rng.below(2) === 0 ? routes.absent.orders[rng.below(count)] : rng.below(numOrders));
    recreate.insertAll(null);
    inserter.kernel.units += STEP_UNITS;
    parts.iterations++;
    const newSum = sumOf(routes, absences);
    for (let i = 0; i < routes.absent.count; i++) absences[routes.absent.orders[i]]++;
    const isBetter = newSum < sum || routes.absent.count === 0;
    if (isBetter || (newSum === sum && annealing.accepts(routes.distance, distance, 0, rng))) {
      if (routes.absent.count < least) {
        least = routes.absent.count;
        progressAt = share;
      }
    } else {
      routes.revert();
    }
  }
  if (routes.absent.count === 0) best.keep();
  best.restore();
}

function sumOf(routes: Routes, absences: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < routes.absent.count; i++) sum += absences[routes.absent.orders[i]];
  return sum;
}

/** The route whose orders were absent least. */
function leastAbsent(routes: Routes, absences: Float64Array): number {
  let found = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let route = 0; route < routes.fleet; route++) {
    let sum = 0;
    const base = route * routes.stride;
    for (let i = 1; i < routes.length[route] - 1; i++) {
      const node = routes.node[base + i];
      if ((node & 1) === 1) sum += absences[orderOf(node)];
    }
    if (sum < least) {
      least = sum;
      found = route;
    }
  }
  return found;
}
