// The problem as the search sees it: integers and typed arrays, built once and then only read. Indices stand for orders,
// couriers, stores and nodes; times are seconds from the snapshot's moment (negative is the past); money is cents.
//
// A route is a courier's queue of blocks after whatever it is committed to: committed stops are constants, so they reach
// the search only as the place and the moment at which the courier is free. A block is a batch: orders of one store, one
// pickup service, drops in sequence. Blocks follow one another; nothing is picked up while a block is being dropped.

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
  /** Seconds from the pickup moment to departure, once a block. */
  readonly storeHandover: Int32Array;

  readonly numOrders: number;
  readonly orderStore: Int32Array;
  readonly orderNode: Int32Array;
  readonly orderPlaced: Int32Array;
  readonly orderReady: Int32Array;
  readonly orderPromise: Int32Array;
  /** Seconds from arrival at the door to the drop-off moment, and from there to departure. */
  readonly orderAccess: Int32Array;
  readonly orderHandoff: Int32Array;
  /** 1 to 100. */
  readonly orderPriority: Int32Array;
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
  readonly unserved: number;
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
