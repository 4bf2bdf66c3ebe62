// What the phases of a pair search work with, and the step they share.
import type { Random } from '../../kernel/random.ts';
import type { Budget } from '../budget.ts';
import type { BestPlan } from './best.ts';
import { checkRoutes } from './checks.ts';
import type { Focus } from './focus.ts';
import type { PairInserter } from './inserter.ts';
import type { Meetings } from './meetings.ts';
import type { Descent } from './moves/descent.ts';
import type { PairGreedy } from './recreate.ts';
import type { PairParams } from './result.ts';
import type { Routes } from './routes.ts';
import type { PairStringRemoval } from './string-removal.ts';

/** Work units a step costs beside its insertions. */
const STEP_UNITS = 20;

export interface Parts {
  readonly routes: Routes;
  readonly inserter: PairInserter;
  readonly ruin: PairStringRemoval;
  readonly recreate: PairGreedy;
  readonly descent: Descent;
  readonly focus: Focus;
  readonly best: BestPlan;
  readonly budget: Budget;
  readonly rng: Random;
  readonly params: PairParams;
  /** With the searches beside this one; null: it is alone. */
  readonly meetings: Meetings | null;
  /** Ruins and recreates done. */
  iterations: number;
}

/** Ruins around an order, -1: nowhere, and recreates. @param absences as for the recreate. */
export function step(parts: Parts, seed: number, absences: Float64Array | null = null): void {
  if (seed >= 0) parts.ruin.remove(seed);
  parts.recreate.insertAll(null, absences);
  parts.inserter.kernel.units += STEP_UNITS;
  parts.iterations++;
  parts.meetings?.attend();
  if (parts.params.checks === 'every-step') checkRoutes(parts.routes);
}

/** The scale of temperatures. */
export const meanLeg = (routes: Routes): number =>
  Math.max(1e-6, routes.distance / (2 * routes.model.numOrders + routes.fleet));
