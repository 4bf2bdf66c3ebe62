// What the search derives from a problem once: price constants of each order as doubles.
//
//   f(o, drop) = clickToDoor(o) * (drop - placed) + late(o) * max(0, drop - promise) + severe(o) * max(0, drop - severeAt)
//
// is piecewise linear and convex in the drop-off moment, with breaks at promise and severeAt.
import { FAR, type Problem } from './problem.ts';

/**
 * Blocks. Simulations of a backlog of 20 blocks end after 7 of them, but those of 4 blocks after 1; a backlog of 10 is a
 * third faster with suffix delay functions, and an idle day of 4 a few per cent slower.
 */
const LONG_QUEUE = 7;

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
  /** Seconds, [order]: as in the problem, but infinite where there is no limit. */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly maxRide: Float64Array;
  readonly released: Float64Array;
  /** Seconds, [courier]: likewise. */
  readonly close: Float64Array;
  /** 1: the order has a door window or a limit of its ride. */
  readonly isTimed: Uint8Array;
  /** Whether any order is timed, any store has hours, any order adds picking, any courier has breaks, or an end or a close. */
  readonly hasTimed: boolean;
  readonly hasHours: boolean;
  readonly hasPicking: boolean;
  readonly hasBreaks: boolean;
  readonly hasEnds: boolean;
  /** Whether any order is released later than everything. */
  readonly hasReleases: boolean;
  /** Whether queues may become so long that suffix delay functions pay for their upkeep. */
  readonly hasLongQueues: boolean;
  /** Most orders in one courier's queue. */
  readonly queueSize: number;
  /** Most blocks in one courier's queue. */
  readonly queueBlocks: number;

  constructor(problem: Problem) {
    const { numOrders } = problem;
    this.problem = problem;
    this.clickToDoor = new Float64Array(numOrders);
    this.late = new Float64Array(numOrders);
    this.severe = new Float64Array(numOrders);
    this.severeAt = new Float64Array(numOrders);
    this.unserved = new Float64Array(numOrders);
    this.opens = Float64Array.from(problem.orderOpens, fromTheStart);
    this.closes = new Float64Array(numOrders);
    this.maxRide = new Float64Array(numOrders);
    for (let order = 0; order < numOrders; order++) this.readOrder(order);
    this.released = Float64Array.from(problem.orderReleased ?? new Int32Array(numOrders).fill(-FAR), fromTheStart);
    this.close = new Float64Array(problem.numCouriers);
    for (let courier = 0; courier < problem.numCouriers; courier++) this.readCourier(courier);
    this.isTimed = Uint8Array.from(this.opens, (opens, order) =>
      Number(Number.isFinite(opens) || this.closes[order] < FAR || this.maxRide[order] < FAR),
    );
    this.hasTimed = this.isTimed.includes(1);
    this.hasHours = problem.storeHours.length > 0;
    this.hasPicking = problem.orderPicking.some((seconds) => seconds > 0);
    this.hasBreaks = problem.breaks.length > 0;
    this.hasEnds = problem.courierEndNode.some((node) => node >= 0) || this.close.some((at) => at < FAR);
    this.hasReleases = problem.orderReleased?.some((at) => at > -FAR) ?? false;
    this.queueBlocks = Math.min(problem.maxBlocksPerCourier, numOrders);
    this.hasLongQueues = this.queueBlocks >= LONG_QUEUE;
    this.queueSize = Math.min(this.queueBlocks * problem.maxOrdersPerBlock, numOrders);
  }

  /** Derives the order's constants from the problem, which has only made its limits wider or narrower since. */
  readOrder(order: number): void {
    const { problem } = this;
    const { weights } = problem;
    const priority = problem.orderPriority[order];
    this.clickToDoor[order] = weights.clickToDoor * priority;
    this.late[order] = weights.late * priority;
    this.severe[order] = weights.severeLate * priority;
    this.severeAt[order] = problem.orderPromise[order] + problem.severeLate;
    this.unserved[order] = problem.orderUnserved[order] + (problem.orderIncumbent[order] >= 0 ? weights.change : 0);
    this.closes[order] = unlimited(problem.orderCloses[order]);
    this.maxRide[order] = unlimited(problem.orderMaxRide[order]);
  }

  /** Likewise the courier's. */
  readCourier(courier: number): void {
    this.close[courier] = unlimited(this.problem.courierClose[courier]);
  }

  /** Whether the order has no windows or limits, and the courier no breaks. */
  isPlainPair(order: number, courier: number): boolean {
    const { breakFirst } = this.problem;
    return !(this.hasTimed && this.isTimed[order] === 1) && breakFirst[courier] === breakFirst[courier + 1];
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

  /** Points for the metres of a way. */
  travelCost(courier: number, from: number, to: number): number {
    const { numNodes, travelMeters, courierProfile, weights } = this.problem;
    return weights.travel * travelMeters[(courierProfile[courier] * numNodes + from) * numNodes + to];
  }

  /** Points for the metres of going by a door on the way to the next drop; next -1: there is none in the block. */
  detourCost(courier: number, from: number, door: number, next: number): number {
    const there = this.travelCost(courier, from, door);
    if (next < 0) return there;
    const to = this.problem.orderNode[next];
    return there + this.travelCost(courier, door, to) - this.travelCost(courier, from, to);
  }

  /** Points of change if this courier carries the order. */
  changeCost(order: number, courier: number): number {
    const incumbent = this.problem.orderIncumbent[order];
    return incumbent >= 0 && incumbent !== courier ? this.problem.weights.change : 0;
  }
}

const fromTheStart = (at: number): number => (at > -FAR ? at : Number.NEGATIVE_INFINITY);

const unlimited = (limit: number): number => (limit < FAR ? limit : Number.POSITIVE_INFINITY);
