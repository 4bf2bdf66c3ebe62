// Pickup and delivery with time windows: fewest routes first, then least distance, by ruin and recreate ("Slack Induction
// by String Removals for Vehicle Routing Problems", Christiaens and Vanden Berghe, Transportation Science 2020) on order
// pairs. A function: same problem, parameters, seed and units, same plan.
import type { Random } from '../../kernel/random.ts';
import { Budget } from '../budget.ts';
import type { Stop } from '../result.ts';
import { anneal } from './anneal.ts';
import { BestPlan } from './best.ts';
import { minimiseFleet } from './fleet-phase.ts';
import { PairInserter } from './inserter.ts';
import { PairModel } from './model.ts';
import { Neighbours } from './neighbours.ts';
import type { PairProblem } from './problem.ts';
import { PairGreedy } from './recreate.ts';
import type { PairParams, PairResult } from './result.ts';
import { Routes } from './routes.ts';
import { PairStringRemoval } from './string-removal.ts';

/** Related orders kept for each order. */
const NEIGHBOURS = 100;

export function searchPairs(problem: PairProblem, params: PairParams, rng: Random, stop: Stop): PairResult {
  const model = new PairModel(problem);
  const routes = new Routes(model);
  const neighbours = new Neighbours(model, NEIGHBOURS);
  const inserter = new PairInserter(routes, neighbours, rng);
  const meter = inserter.kernel;
  const budget = new Budget(meter, params, stop, params.pace ?? null);
  const ruin = new PairStringRemoval(routes, neighbours, rng, {
    mean: params.ruinStops,
    longest: params.longestString,
  });
  const recreate = new PairGreedy(routes, inserter, rng);
  const best = new BestPlan(routes);
  const parts = { routes, neighbours, inserter, ruin, recreate, best, budget, rng, params, iterations: 0 };

  recreate.insertAll(() => budget.isCut());
  routes.begin();
  closeEmptyRoutes(routes);
  const unassigned = Array.from(routes.absent.orders.subarray(0, routes.absent.count));
  if (unassigned.length > 0) {
    return { plan: routes.unload(), unassigned, distance: routes.distance, units: meter.units, iterations: 0, stopReason: 'deadline' };
  }
  best.keep();
  minimiseFleet(parts);
  anneal(parts);
  best.restore();
  return {
    plan: routes.unload(),
    unassigned,
    distance: routes.distance,
    units: meter.units,
    iterations: parts.iterations,
    stopReason: budget.isStopped ? 'deadline' : 'units',
  };
}

function closeEmptyRoutes(routes: Routes): void {
  for (let route = routes.fleet - 1; route >= 0; route--) if (routes.length[route] === 2) routes.removeRoute(route);
  routes.begin();
}
