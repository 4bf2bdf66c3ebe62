// The distance phase: ruin and recreate under simulated annealing with the number of routes fixed, unless one comes free by
// itself; the temperature falls with the share of the budget that is used.
import { Annealing } from '../accept/annealing.ts';
import { meanLeg, type Parts, step } from './parts.ts';
import type { Routes } from './routes.ts';

export function anneal(parts: Parts): void {
  const { routes, best, budget, rng, params } = parts;
  const { numOrders } = routes.model;
  const leg = meanLeg(routes);
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
    const { count } = routes.absent;
    step(parts, rng.below(numOrders));
    const isBetter = routes.absent.count < count || hasEmptied(routes);
    const isWorse = routes.absent.count > count;
    const cooled = (share - from) / (1 - from);
    if (isWorse || (!isBetter && !annealing.accepts(routes.distance, distance, cooled, rng))) {
      routes.revert();
      continue;
    }
    if (routes.absent.count === 0 && hasEmptied(routes)) routes.closeEmpty();
    best.offer();
  }
}

function hasEmptied(routes: Routes): boolean {
  for (let i = 0; i < routes.numTouched; i++) if (routes.length[routes.touched[i]] === 2) return true;
  return false;
}
