// What a block would be with one more order in it, whenever it starts: its record as far as that goes, and what its
// drop-off moments cost. For blocks with door windows or limits of rides, and for couriers with breaks ahead, whose
// blocks may start elsewhere when they grow.
import type { Model } from './model.ts';
import { DOORS, LATEST, RECORD, RELEASE, RELEASED, SERVICE, SPAN } from './record.ts';
import type { Solution } from './solution.ts';

export class BlockShape {
  /** RELEASE, RELEASED, LATEST, SERVICE, SPAN and DOORS of the last block taken. */
  readonly record = new Float64Array(RECORD);
  /** The order at its last drop position. */
  lastOrder = 0;
  private readonly solution: Solution;
  private readonly model: Model;
  /** Orders in drop sequence; seconds from departure without waiting at a door, and moments if it always waited. */
  private readonly orders: Int32Array;
  private readonly offset: Float64Array;
  private readonly door: Float64Array;
  private size = 0;

  constructor(solution: Solution) {
    const { maxOrdersPerBlock } = solution.model.problem;
    this.solution = solution;
    this.model = solution.model;
    this.orders = new Int32Array(maxOrdersPerBlock);
    this.offset = new Float64Array(maxOrdersPerBlock);
    this.door = new Float64Array(maxOrdersPerBlock);
  }

  /** Takes a block of one order. */
  takeAlone(order: number, courier: number): void {
    this.orders[0] = order;
    this.size = 1;
    this.shape(courier);
  }

  /** Takes the courier's block with an order that may join it as drop `position`. */
  takeJoined(order: number, courier: number, block: number, position: number): void {
    const { queue, start, blockStride, queueSize } = this.solution;
    const first = courier * queueSize + start[courier * blockStride + block];
    const last = courier * queueSize + start[courier * blockStride + block + 1];
    let size = 0;
    for (let i = first; i < last; i++) {
      if (size === position) this.orders[size++] = order;
      this.orders[size++] = queue[i];
    }
    if (size === position) this.orders[size++] = order;
    this.size = size;
    this.shape(courier);
  }

  /** HOT. */
  private shape(courier: number): void {
    const { model, orders, offset, door, record } = this;
    const { problem, opens, closes, maxRide } = model;
    const { travelSeconds, numNodes, orderNode } = problem;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const store = problem.orderStore[orders[0]];
    let node = problem.storeNode[store];
    let service = problem.storeHandover[store];
    let span = 0;
    let doors = Number.NEGATIVE_INFINITY;
    let release = Number.NEGATIVE_INFINITY;
    let released = Number.NEGATIVE_INFINITY;
    let latest: number = problem.courierEnd[courier];
    let lastStart = Number.POSITIVE_INFINITY;
    let leastRoom = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.size; i++) {
      const order = orders[i];
      const toDoor = travelSeconds[table + node * numNodes + orderNode[order]] + problem.orderAccess[order];
      service += problem.orderPicking[order];
      span += toDoor;
      doors += toDoor;
      if (doors < opens[order]) doors = opens[order];
      offset[i] = span;
      door[i] = doors;
      if (model.released[order] > released) released = model.released[order];
      if (problem.orderReady[order] > release) release = problem.orderReady[order];
      if (doors - maxRide[order] > release) release = doors - maxRide[order];
      if (doors > closes[order]) latest = Number.NEGATIVE_INFINITY;
      if (closes[order] - span < lastStart) lastStart = closes[order] - span;
      if (maxRide[order] - span < leastRoom) leastRoom = maxRide[order] - span;
      span += problem.orderHandoff[order];
      doors += problem.orderHandoff[order];
      node = orderNode[order];
    }
    if (lastStart - service < latest) latest = lastStart - service;
    if (leastRoom < service) latest = Number.NEGATIVE_INFINITY;
    this.lastOrder = orders[this.size - 1];
    record[RELEASE] = release;
    record[RELEASED] = released;
    record[LATEST] = latest;
    record[SERVICE] = service;
    record[SPAN] = span + service;
    record[DOORS] = doors;
  }

  /** Points for its drop-off moments after a pickup at this moment, on top of `before`. */
  dropCost(pickup: number, before: number): number {
    const { model, orders, offset, door } = this;
    const departure = pickup + this.record[SERVICE];
    let cost = before;
    for (let i = 0; i < this.size; i++) {
      const drop = departure + offset[i];
      cost += model.dropCost(orders[i], drop > door[i] ? drop : door[i]);
    }
    return cost;
  }
}
