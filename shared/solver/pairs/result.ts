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
  /** Related orders kept for each order, 1 to 1000: around them it ruins, and in large fleets only their routes are tried. */
  readonly neighbours: number;
  /** One route in so many is passed over by an insertion, 2 to 1e6; 0: none. */
  readonly blinkIn: number;
  /** One ruin in so many is a large one, 1 to 1e6; 0: none. */
  readonly largeRuinIn: number;
  /** Of the fleet phase: one step in so many is an ejection; one recreate in so many begins with what was left over most; 1 to 1e6, 0: none. */
  readonly ejectIn: number;
  readonly hardFirstIn: number;
  /** Steps without a smaller fleet after which past absences are forgotten, in squares of the number of orders, 0 to 1e6; 0: never. */
  readonly forgetAfter: number;
  /** Stages of the distance phase at most, 1 to 1000; each after the first begins elsewhere. */
  readonly mostStages: number;
  /** Whether local search ends each stage. */
  readonly localSearch: boolean;
  /** Recompute from scratch and compare: never, for the plan that is answered, after every step too. */
  readonly checks: 'none' | 'result' | 'every-step';
}

export const DEFAULT_PAIR_PARAMS: PairParams = {
  maxUnits: 2 ** 50,
  startTemperature: 6,
  endTemperature: 0.06,
  ruinStops: 10,
  longestString: 10,
  fleetShare: 0.6,
  fleetPatience: 0.3,
  neighbours: 50,
  blinkIn: 100,
  largeRuinIn: 10,
  ejectIn: 7,
  hardFirstIn: 3,
  forgetAfter: 2,
  mostStages: 12,
  localSearch: true,
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
