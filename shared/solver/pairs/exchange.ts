// What searches side by side on one problem tell each other.
import type { PairPlan } from './problem.ts';

/** A plan that a search has kept as its best. */
export interface KeptPlan {
  /** Orders left out. */
  readonly absent: number;
  readonly distance: number;
  /** The whole fleet; while orders are left out, a route may be empty. */
  readonly routes: PairPlan;
}

/** Tells a search's best plan, hears the best of all; null: it was its own. It may take its time: others come later. */
export type Exchange = (own: KeptPlan) => KeptPlan | null;

/** Whether a plan is better than another: fewer orders left out, fewer routes, shorter by more than rounding. */
export function isBetterPlan(one: KeptPlan, other: KeptPlan): boolean {
  if (one.absent !== other.absent) return one.absent < other.absent;
  if (one.routes.length !== other.routes.length) return one.routes.length < other.routes.length;
  return one.distance < other.distance - 1e-9;
}
