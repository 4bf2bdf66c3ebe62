// The distance phase: ruin and recreate under simulated annealing with the number of routes fixed, unless one comes free
// by itself. With few routes the plans fall into basins between which no small step leads, so the budget is cut into stages:
// each after the first begins elsewhere, with some routes of the best plan made anew; local search ends each; the last one
// polishes the best.
import { Annealing } from '../accept/annealing.ts';
import { completeFleet } from './fleet-phase.ts';
import { meanLeg, type Parts, step } from './parts.ts';
import type { Routes } from './routes.ts';

/** The steps for each order of which a stage has some: so many stages squared. Few in a short box, many in a long one. */
const STEPS_PER_ORDER = 20;

/** The polish: its share of the phase, and how much cooler than a stage it begins. */
const POLISH_SHARE = 0.25;
const POLISH_COOLER = 6;

/** Share of the budget at which local search takes over from the only stage: in a short box it is not yet at an optimum. */
const DESCENT_FROM = 0.99;

/** Share of a stage in which the routes made anew must have become whole. */
const REBUILD_SHARE = 0.5;

export function anneal(parts: Parts): void {
  const { best, budget, params } = parts;
  const from = budget.usedShare();
  const stages = numStages(parts, from);
  const stagesEnd = stages === 1 ? DESCENT_FROM : 1 - POLISH_SHARE * (1 - from);
  const length = (stagesEnd - from) / stages;
  for (let stage = 0; stage < stages && !budget.isSpent(); stage++) {
    const end = stagesEnd - length * (stages - 1 - stage);
    if (stage > 0) startElsewhere(parts, end - REBUILD_SHARE * length);
    annealUntil(parts, end, params.startTemperature);
    descend(parts);
  }
  if (stages === 1) return;
  best.restore();
  annealUntil(parts, 1, Math.max(params.endTemperature, params.startTemperature / POLISH_COOLER));
}

/** Local search from the best plan, if it serves all. */
function descend({ routes, best, descent, budget, params }: Parts): void {
  if (!params.localSearch || best.absent > 0 || budget.isSpent()) return;
  best.restore();
  descent.run(budget);
  routes.closeEmpty();
  best.offer();
}

/** From the steps so far follows how many there will be, and from those the stages; the clock has no say in it. */
function numStages({ iterations, routes, params }: Parts, used: number): number {
  const expected = (iterations / Math.max(used, 1e-3)) * (1 - used);
  const stages = Math.floor(Math.sqrt(expected / (STEPS_PER_ORDER * routes.model.numOrders)));
  return Math.max(1, Math.min(params.mostStages, stages));
}

/** Clears some routes of the best plan, all at most, and makes them anew; the best plan again if that fails. */
function startElsewhere(parts: Parts, until: number): void {
  const { routes, best, rng } = parts;
  best.restore();
  const first = rng.below(routes.fleet);
  const count = 1 + rng.below(routes.fleet);
  for (let i = 0; i < count; i++) routes.clear((first + i) % routes.fleet);
  routes.begin();
  completeFleet(parts, until);
  if (routes.absent.count > best.absent) best.restore();
}

/** @param end the share of the budget at which it ends, wholly cooled. @param start temperature in mean legs. */
function annealUntil(parts: Parts, end: number, start: number): void {
  const { routes, best, budget, rng, params, focus } = parts;
  const leg = meanLeg(routes);
  const annealing = new Annealing({ startTemperature: start * leg, endTemperature: params.endTemperature * leg });
  const from = budget.usedShare();
  while (!budget.isSpent()) {
    const share = budget.usedShare();
    if (share >= end) break;
    if (best.isAhead()) best.restore();
    routes.begin();
    const distance = routes.distance;
    const { count } = routes.absent;
    step(parts, focus.next());
    const isBetter = routes.absent.count < count || hasEmptied(routes);
    const isWorse = routes.absent.count > count;
    const cooled = (share - from) / (end - from);
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
