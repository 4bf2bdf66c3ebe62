// What the search derives from a problem once: price constants of each order as doubles.
//
//   f(o, drop) = clickToDoor(o) * (drop - placed) + late(o) * max(0, drop - promise) + severe(o) * max(0, drop - severeAt)
//
// is piecewise linear and convex in the drop-off moment, with breaks at promise and severeAt.
import type { Problem } from './problem.ts';

export class Model {
  readonly problem: Problem;
  /** Points a second, [order]: weight times priority. */
  readonly clickToDoor: Float64Array;
  readonly late: Float64Array;
  readonly severe: Float64Array;
  /** Seconds, [order]: from here on the convex tail counts. */
  readonly severeAt: Float64Array;
  /** Points, [order]: what it costs to leave it out, its incumbent's loss included. */
  readonly unserved: Float64Array;
  /** Most orders in one courier's queue. */
  readonly queueSize: number;
  /** Most blocks in one courier's queue. */
  readonly queueBlocks: number;

  constructor(problem: Problem) {
    const { numOrders, weights } = problem;
    this.problem = problem;
    this.clickToDoor = new Float64Array(numOrders);
    this.late = new Float64Array(numOrders);
    this.severe = new Float64Array(numOrders);
    this.severeAt = new Float64Array(numOrders);
    this.unserved = new Float64Array(numOrders);
    for (let order = 0; order < numOrders; order++) {
      const priority = problem.orderPriority[order];
      this.clickToDoor[order] = weights.clickToDoor * priority;
      this.late[order] = weights.late * priority;
      this.severe[order] = weights.severeLate * priority;
      this.severeAt[order] = problem.orderPromise[order] + problem.severeLate;
      this.unserved[order] = problem.orderUnserved[order] + (problem.orderIncumbent[order] >= 0 ? weights.change : 0);
    }
    this.queueBlocks = Math.min(problem.maxBlocksPerCourier, numOrders);
    this.queueSize = Math.min(this.queueBlocks * problem.maxOrdersPerBlock, numOrders);
  }

  /** f: points for dropping the order at this moment. HOT: small enough to be inlined. */
  dropCost(order: number, drop: number): number {
    const late = drop - this.problem.orderPromise[order];
    let cost = this.clickToDoor[order] * (drop - this.problem.orderPlaced[order]);
    if (late > 0) {
      cost += this.late[order] * late;
      const severe = drop - this.severeAt[order];
      if (severe > 0) cost += this.severe[order] * severe;
    }
    return cost;
  }

  /** Points of pay, and of activation, for a courier with this many planned orders. */
  courierCost(courier: number, planned: number): number {
    const { courierPayPerOrder, courierOrders, courierGuarantee, courierActive, weights } = this.problem;
    const earned = courierPayPerOrder[courier] * (courierOrders[courier] + planned) - courierGuarantee[courier];
    const activation = planned > 0 && courierActive[courier] === 0 ? weights.activation : 0;
    return (earned > 0 ? weights.pay * earned : 0) + activation;
  }

  /** Points of change if this courier carries the order. */
  changeCost(order: number, courier: number): number {
    const incumbent = this.problem.orderIncumbent[order];
    return incumbent >= 0 && incumbent !== courier ? this.problem.weights.change : 0;
  }
}
