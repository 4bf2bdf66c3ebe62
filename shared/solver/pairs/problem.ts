// Pickup and delivery with time windows, as the search sees it: order pairs instead of blocks, one depot, vehicles alike.
// Every order is a pickup and a delivery in one route, in that sequence. Node 0 is the depot, order o has its pickup at
// node 1 + 2 o and its delivery at node 2 + 2 o. The objective is lexicographic: orders left out, routes, distance.

export interface PairProblem {
  readonly numOrders: number;
  /** Time and length of a leg alike, [from * numNodes + to], numNodes = 2 numOrders + 1; detours never save time. */
  readonly travel: Float64Array;
  /** [node]: service begins at `early` at the soonest, arrival is at `late` at the latest; the depot's window is the day. */
  readonly early: Float64Array;
  readonly late: Float64Array;
  /** [node]: the time a stop takes; 0 at the depot. */
  readonly service: Float64Array;
  /** [order]: on board from its pickup to its delivery. */
  readonly load: Int32Array;
  readonly capacity: number;
  readonly numVehicles: number;
}

/** Routes as sequences of nodes without the depot. */
export type PairPlan = readonly (readonly number[])[];

export const DEPOT = 0;

export const pickupOf = (order: number): number => 1 + 2 * order;

export const deliveryOf = (order: number): number => 2 + 2 * order;

export const orderOf = (node: number): number => (node - 1) >> 1;

export const isPickup = (node: number): boolean => (node & 1) === 1;

export const numNodesOf = (problem: PairProblem): number => 2 * problem.numOrders + 1;
