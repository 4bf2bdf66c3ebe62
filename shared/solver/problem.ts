// The problem as the search sees it: integers and typed arrays, built once and then only read. Indices stand for orders,
// couriers, stores and nodes; times are seconds from the snapshot's moment (negative is the past); money is cents.
//
// A route is a courier's queue of blocks after whatever it is committed to: committed stops are constants, so they reach
// the search only as the place and the moment at which the courier is free. A block is a batch: orders of one store, one
// pickup service, drops in sequence. Blocks follow one another; nothing is picked up while a block is being dropped.
// timing.ts says when things happen.

/** Seconds: no limit, never. A sum of three still fits 32 bits. */
export const FAR = 2 ** 29;

export interface Problem {
  readonly numNodes: number;
  readonly numProfiles: number;
  /** Seconds, [profile * numNodes^2 + from * numNodes + to]. */
  readonly travelSeconds: Int32Array;
  /** Metres, laid out like travelSeconds. */
  readonly travelMeters: Int32Array;

  readonly numStores: number;
  readonly storeNode: Int32Array;
  /** Seconds from arrival to the pickup moment at the earliest, once a block. */
  readonly storeParking: Int32Array;
  /** Seconds from the pickup moment to departure, once a block; see orderPicking. */
  readonly storeHandover: Int32Array;
  /** [store], and numStores + 1 long: interval i of storeHours is the store's when first <= i < the next store's first. */
  readonly storeHoursFirst: Int32Array;
  /**
   * [2 * interval + (0: opens, 1: closes)], ascending and apart within a store: a pickup moment lies in one of its store's
   * intervals, both ends included. A store without any is always open.
   */
  readonly storeHours: Int32Array;

  readonly numOrders: number;
  readonly orderStore: Int32Array;
  readonly orderNode: Int32Array;
  readonly orderPlaced: Int32Array;
  readonly orderReady: Int32Array;
  /**
   * Nobody sets out for the order's block before this; -FAR: no such moment. Left out: for no order. For problems about
   * a future that is known, as no planner knows it.
   */
  readonly orderReleased?: Int32Array;
  readonly orderPromise: Int32Array;
  /** The drop-off moment is not before this: the courier waits at the door. -FAR: no such moment. */
  readonly orderOpens: Int32Array;
  /** Hard: the drop-off moment is not after this. FAR: no such moment. */
  readonly orderCloses: Int32Array;
  /** Hard: seconds at most from its block's pickup moment to its drop-off moment. FAR: no limit. */
  readonly orderMaxRide: Int32Array;
  /** Seconds that the order adds to the pickup service of its block, after the pickup moment, for all its mates. */
  readonly orderPicking: Int32Array;
  /** Seconds from arrival at the door to the drop-off moment, and from there to departure. */
  readonly orderAccess: Int32Array;
  readonly orderHandoff: Int32Array;
  /** 1 to 100. */
  readonly orderPriority: Int32Array;
  /** Whole points for leaving it out. */
  readonly orderUnserved: Float64Array;
  /** 1: may share a block. */
  readonly orderBatchable: Uint8Array;
  /** [order * numDimensions + dimension]. */
  readonly orderLoad: Int32Array;
  /** 1: the courier may carry the order (skills, declines): [order * numCouriers + courier]. */
  readonly allowed: Uint8Array;
  /** The courier who has been told of the order; -1: nobody. */
  readonly orderIncumbent: Int32Array;

  readonly numCouriers: number;
  readonly numDimensions: number;
  readonly courierNode: Int32Array;
  /** When it can leave that node. */
  readonly courierFree: Int32Array;
  /** No pickup moment after this. */
  readonly courierEnd: Int32Array;
  /** Hard: its route ends (last departure from a door, and the way to courierEndNode) not after this. FAR: no limit. */
  readonly courierClose: Int32Array;
  /** Where a route ends after its last door; -1: at the door. A courier without a block goes nowhere. */
  readonly courierEndNode: Int32Array;
  /** [courier], and numCouriers + 1 long: break i of breaks is the courier's when first <= i < the next courier's first. */
  readonly breakFirst: Int32Array;
  /** [3 * break + (0: earliest start, 1: latest start, 2: seconds it takes)], ascending within a courier; see timing.ts. */
  readonly breaks: Int32Array;
  readonly courierProfile: Int32Array;
  /** [courier * numDimensions + dimension]. */
  readonly courierCapacity: Int32Array;
  /** Orders that this shift is already paid for: delivered, and committed. */
  readonly courierOrders: Int32Array;
  /** Cents an order, and cents guaranteed for the shift. */
  readonly courierPayPerOrder: Int32Array;
  readonly courierGuarantee: Int32Array;
  /** 1: it has work already, so more work activates nobody. */
  readonly courierActive: Uint8Array;

  readonly weights: ProblemWeights;
  /** Seconds after the promise from which the convex tail counts. */
  readonly severeLate: number;
  readonly maxOrdersPerBlock: number;
  readonly maxReadyGap: number;
  readonly maxBlocksPerCourier: number;
}

/** Points a unit; see the policy record for each. Costs are whole points, exact in a double. */
export interface ProblemWeights {
  readonly clickToDoor: number;
  readonly late: number;
  readonly severeLate: number;
  readonly pay: number;
  readonly travel: number;
  readonly activation: number;
  readonly change: number;
}

/** A plan in the search's own terms: blocks of order indices, in drop sequence, for each courier index. */
export type BlockPlan = readonly (readonly (readonly number[])[])[];

/** The objective, term by term, in points. */
export interface CostBreakdown {
  readonly clickToDoor: number;
  readonly late: number;
  readonly severeLate: number;
  readonly unserved: number;
  readonly pay: number;
  readonly travel: number;
  readonly activation: number;
  readonly change: number;
  readonly total: number;
}
