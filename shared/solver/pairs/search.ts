// Pickup and delivery with time windows: fewest routes first, then least distance, by ruin and recreate ("Slack Induction
// by String Removals for Vehicle Routing Problems", Christiaens and Vanden Berghe, Transportation Science 2020) on order
// pairs. A function: same problem, start, parameters, seed, pace and units, same plan.
import type { Random } from '../../kernel/random.ts';
import { Budget } from '../budget.ts';
import type { Stop } from '../result.ts';
import { anneal } from './anneal.ts';
import { BestPlan } from './best.ts';
import { checkRoutes } from './checks.ts';
import { minimiseFleet } from './fleet-phase.ts';
import { Focus } from './focus.ts';
import { PairInserter } from './inserter.ts';
import { Meetings } from './meetings.ts';
import { PairModel } from './model.ts';
import { Descent } from './moves/descent.ts';
import { Neighbours } from './neighbours.ts';
import type { Parts } from './parts.ts';
import type { PairPlan, PairProblem } from './problem.ts';
import { PairGreedy } from './recreate.ts';
import type { PairParams, PairResult } from './result.ts';
import { Routes } from './routes.ts';
import { loadRepairedPairs, serveAlone } from './start.ts';
import { PairStringRemoval, type StringSizes } from './string-removal.ts';
import { validatePairParams, validatePairProblem } from './validate.ts';

/**
 * Finds a plan that is no worse than the repaired warm start: no more orders left out, then no more routes, then no longer.
 * @throws Error when the problem or the parameters are invalid, or a debug check fails: bugs.
 */
export function searchPairs(
  problem: PairProblem,
  warmStart: PairPlan,
  params: PairParams,
  rng: Random,
  stop: Stop,
): PairResult {
  validatePairParams(params);
  validatePairProblem(problem);
  const parts = makeParts(problem, params, rng, stop);
  const { routes, best, budget, inserter, recreate } = parts;
  for (let order = 0; order < problem.numOrders; order++) {
    if (inserter.alone(order) === Number.POSITIVE_INFINITY) routes.exclude(order);
  }
  loadRepairedPairs(routes, warmStart);
  recreate.insertAll(budget);
  if (budget.isStopped) serveAlone(routes);
  routes.begin();
  if (routes.absent.count === 0) routes.closeEmpty();
  best.offer();
  const isTrivial = routes.fleet === 0;
  if (!isTrivial) {
    minimiseFleet(parts);
    anneal(parts);
    best.restore();
  }
  if (params.checks !== 'none') checkRoutes(routes);
  return {
    plan: routes.unload(),
    unassigned: Array.from(routes.isAbsent.keys()).filter((order) => routes.isAbsent[order] === 1),
    distance: routes.distance,
    units: parts.inserter.kernel.units,
    insertions: parts.inserter.kernel.tested,
    iterations: parts.iterations,
    stopReason: isTrivial ? 'trivial' : budget.isStopped ? 'deadline' : 'units',
  };
}

const sizesOf = ({ ruinStops, longestString, largeRuinIn }: PairParams): StringSizes => ({
  mean: ruinStops,
  longest: longestString,
  largeIn: largeRuinIn,
});

function makeParts(problem: PairProblem, params: PairParams, rng: Random, stop: Stop): Parts {
  const routes = new Routes(new PairModel(problem));
  const neighbours = new Neighbours(routes.model, params.neighbours);
  const inserter = new PairInserter(routes, neighbours, rng, params.blinkIn);
  const best = new BestPlan(routes, params.pool ?? null);
  const budget = new Budget(inserter.kernel, params, stop, params.pace ?? null);
  return {
    routes,
    inserter,
    ruin: new PairStringRemoval(routes, neighbours, rng, sizesOf(params)),
    recreate: new PairGreedy(routes, inserter, rng, params.hardFirstIn),
    descent: new Descent(routes, inserter, neighbours),
    focus: new Focus(neighbours, rng, problem.numOrders),
    best,
    budget,
    rng,
    params,
    meetings: params.exchange === undefined ? null : new Meetings(params.exchange, best, budget),
    iterations: 0,
  };
}
