// The policy: every weight and switch of the planner, one versioned record. Nothing of it is repeated in code.
import type { PolicyId } from '../kernel/ids.ts';
import type { Seconds } from '../kernel/units.ts';

/** Points are the objective's unit; one second of one usual order's click-to-door is 1,000 points by default. All are at least 0. */
export interface Weights {
  /** Points a second from placed to the door, each order, times its priority. */
  readonly clickToDoorPerSec: number;
  /** Points a second after the promise, times priority. */
  readonly latePerSec: number;
  /** Points a second more for each second later than `severeLateSec` after the promise, times priority: the convex tail. */
  readonly severeLatePerSec: number;
  /** Points for leaving an order without a courier, times priority. */
  readonly unserved: number;
  /** Points a cent of pay. */
  readonly payPerCent: number;
  /** Points a metre of travel. */
  readonly travelPerMeter: number;
  /** Points for giving work to a courier who has none. */
  readonly activation: number;
  /** Points for taking an offered order away from the courier who was told of it. */
  readonly changeOffered: number;
}

export interface Policy {
  readonly policyId: PolicyId;
  readonly version: number;
  readonly weights: Weights;
  readonly severeLateSec: Seconds;
  /**
   * Pay has a price above what the guarantee of the shift has grown to so long from now: who is ahead of its guarantee
   * costs, who is behind does not. Absent: above the guarantee of the whole shift.
   */
  readonly payHorizonSec?: Seconds;
  readonly batching: {
    /** 1 to 20. */
    readonly maxOrders: number;
    /** An order shares a batch only with orders that are ready at most this much later; below it the price decides. */
    readonly maxReadyGapSec: Seconds;
  };
  readonly release: {
    /** An offer goes out when the courier has to set out within this. */
    readonly leadSec: Seconds;
    /** An offer that is not answered within this is withdrawn. */
    readonly offerTimeoutSec: Seconds;
    /** An offered batch that departs within this is a constant of the plan while its offer is live. Absent or 0: none is. */
    readonly freezeSec?: Seconds;
    /**
     * Where a courier learns what it carries. `departure`, or absent: before it sets out for the store. `store`: it is
     * asked to go there, and offered the batch when it is there and the pickup is due; until then the batch is open.
     */
    readonly commitAt?: 'departure' | 'store';
    /**
     * Percent of the preparation time, from placed to ready, by which a courier who is free is at the store sooner than just
     * in time: stores only estimate when an order is ready, and err by more when it takes longer. Absent or 0: just in time.
     */
    readonly prepSlackPct?: number;
  };
  /** Sends idle couriers ahead to where orders were placed lately. Absent: nobody is. */
  readonly positioning?: {
    /** Orders of this last while count, and couriers who are free within as long. */
    readonly horizonSec: Seconds;
    /** A way is at least so long to be worth it, and at most so long to be taken on a guess. */
    readonly leastWaySec: Seconds;
    readonly mostWaySec: Seconds;
  };
  readonly search: {
    /** Work units at most: insertion positions evaluated. The zone's time box guards beside it. */
    readonly maxUnits: number;
    /** Work units at most for each order that is not bound to a courier yet: few orders are soon planned. Absent: no such limit. */
    readonly unitsPerOrder?: number;
    /** Annealing from and to, in points. */
    readonly startTemperature: number;
    readonly endTemperature: number;
    /** Orders removed in one step, on average, at most 1 to 100. */
    readonly ruinSize: number;
    /** Chance in basis points that an insertion position is passed over. */
    readonly blinkBp: number;
    /** Blocks in a courier's queue beside what it is committed to, 1 to 20. */
    readonly maxBlocksPerCourier: number;
  };
}
