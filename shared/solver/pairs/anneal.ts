// The distance phase: ruin and recreate under simulated annealing with the number of routes fixed; the temperature falls
// with the share of the budget that is used.
import { Annealing } from '../accept/annealing.ts';
import type { Parts } from './parts.ts';

/** Work units a step costs beside its insertions. */
const STEP_UNITS = 20;

export function anneal(parts: Parts): void {
  const { routes, recreate, ruin, best, budget, rng, params, inserter } = parts;
  const { numOrders } = routes.model;
  const leg = routes.distance / (2 * numOrders + routes.fleet);
  const annealing = new Annealing({
    startTemperature: params.startTemperature * leg,
    endTemperature: params.endTemperature * leg,
  });
  const from = budget.usedShare();
  while (!budget.isSpent()) {
    const share = budget.usedShare();
    if (share >= 1) break;
    routes.begin();
    const distance = routes.distance;
    ruin.remove(rng.below(numOrders));
    recreate.insertAll(null);
    inserter.kernel.units += STEP_UNITS;
    parts.iterations++;
    const isWhole = routes.absent.count === 0;
    if (isWhole && annealing.accepts(routes.distance, distance, (share - from) / (1 - from), rng)) {
      if (routes.distance < best.distance - 1e-9) best.keep();
    } else {
      routes.revert();
    }
  }
}
