// What a pair search is asked for and what it answers.
import type { Pace } from '../budget.ts';
import type { Exchange } from './exchange.ts';
import type { RoutePool } from './pool.ts';
import type { PairPlan } from './problem.ts';

/** Knobs of the pair search, each with its range. `DEFAULT_PAIR_PARAMS` is one set for every instance. */
export interface PairParams {
  /** Work units at most, 0 to 2^50: stops looked at, and a few for each order handled. */
  readonly maxUnits: number;
  /** Ends the search at the same step as a run that was cut by `stop` and reported this many units, at the same pace. */
  readonly stopAtUnits?: number;
  /** Turns a time box into shares of the budget; left out: `maxUnits` is the budget. */
  readonly pace?: Pace;
  /** Tells best plans among searches side by side; left out: the search is alone. */
  readonly exchange?: Exchange;
  /** Collects routes as it goes; left out: nobody does. */
  readonly pool?: RoutePool;
  /** Temperatures of the annealing, in mean legs of the plan it begins with; above 0, start at least end. */
  readonly startTemperature: number;
  readonly endTemperature: number;
  /** Stops removed in a step on average, and in one string at most; 1 to 100. */
  readonly ruinStops: number;
  readonly longestString: number;
  /** Share of the budget that the fleet phase may use, 0 to 1, and after how long without progress it ends. */
  readonly fleetShare: number;
  readonly fleetPatience: number;
  /** Recompute from scratch and compare: never, for the plan that is answered, after every step too. */
  readonly checks: 'none' | 'result' | 'every-step';
}

export const DEFAULT_PAIR_PARAMS: PairParams = {
  maxUnits: 2 ** 50,
  startTemperature: 6,
  endTemperature: 0.06,
  ruinStops: 10,
  longestString: 10,
  fleetShare: 0.5,
  fleetPatience: 0.2,
  checks: 'none',
};

export interface PairResult {
  readonly plan: PairPlan;
  /** Orders that no vehicle can carry, or that were not reached before the end. */
  readonly unassigned: readonly number[];
  readonly distance: number;
  readonly units: number;
  /** Orders tested against a route. */
  readonly insertions: number;
  readonly iterations: number;
  readonly stopReason: 'units' | 'deadline' | 'trivial';
}
