// What a search is asked for and what it answers.
import type { BlockPlan, CostBreakdown } from './problem.ts';

/** No search does so many work units. */
export const MOST_UNITS = 2 ** 40;

/** Knobs of the search, each with its range; `validateParams` refuses others. */
export interface SearchParams {
  /**
   * Work units at most for the search beyond its start, 0 to 2^40: insertion positions evaluated, and one for each step
   * and each order inserted. The annealing schedule is tied to it. 0: the repaired and completed warm start is the result.
   */
  readonly maxUnits: number;
  /**
   * Ends the search at the same step as a run that was cut by `stop` and reported this many units, with the schedule of
   * `maxUnits`: for exact replay. Left out: no such end.
   */
  readonly stopAtUnits?: number;
  /** Turns a time box into shares of the budget; left out: `maxUnits` is the budget. */
  readonly pace?: Pace;
  /** Points, above 0, start at least end. */
  readonly startTemperature: number;
  readonly endTemperature: number;
  /** Orders removed in a step, 1 to 100. */
  readonly ruinSize: number;
  /** Chance in basis points that a position is passed over, 0 to 5000. */
  readonly blinkBp: number;
  /** Recompute costs from scratch and compare: never, for each new best, after every step. */
  readonly checks: 'none' | 'best' | 'every-step';
}

/** When to stop, beside the units: asked every few steps; true ends the search. Time is an argument. */
export type Stop = () => boolean;

/** The end of a stretch: at so many units this share of the budget, 0 to 1, is used. In between it grows evenly. */
export interface Milestone {
  readonly units: number;
  readonly share: number;
}

/** Asked for the next milestone at the end of each stretch, in steps that units alone determine; so its answers replay. */
export type Pace = (units: number, share: number) => Milestone;

export interface SearchResult {
  readonly plan: BlockPlan;
  readonly unassigned: readonly number[];
  readonly cost: CostBreakdown;
  /** Cost of the repaired warm start, from which the search began. */
  readonly startCost: CostBreakdown;
  /** Work units done, those of the start included. */
  readonly units: number;
  /** Places in queues tested for an order. */
  readonly insertions: number;
  readonly iterations: number;
  readonly stopReason: 'units' | 'deadline' | 'trivial';
}
