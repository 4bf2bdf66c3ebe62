// Times and prices a courier's queue anew: what a block is by itself first (its record), then when it starts, then what
// its drop-off moments cost. timing.ts says the same from scratch.
import { BreakTaker } from './break-taker.ts';
import type { Model } from './model.ts';
import { openingFrom } from './opening.ts';
import {
  COST,
  DOORS,
  EARLIEST,
  END,
  IS_BROKEN,
  IS_TIMED,
  LAST_NODE,
  LATEST,
  MAX_READY,
  MIN_READY,
  PARKING,
  PENDING,
  PICKUP,
  PLACES,
  RECORD,
  RELEASE,
  RELEASED,
  SERVICE,
  SLACK,
  SLOPE,
  SPAN,
  STORE,
  STORE_NODE,
  SUFFIX_SLACK,
  SUFFIX_SLOPE,
} from './record.ts';
import { UNREACHABLE } from './validate.ts';

/** What a timetable reads and writes of the working solution; see there for shapes and units. */
interface Books {
  readonly model: Model;
  readonly queue: Int32Array;
  readonly queueSize: number;
  readonly start: Int32Array;
  readonly blockStride: number;
  readonly numBlocks: Int32Array;
  readonly record: Float64Array;
  readonly places: Int32Array;
  readonly courierCost: Float64Array;
  readonly nextCost: Float64Array;
  readonly broken: Uint8Array;
  readonly drop: Float64Array;
  readonly dropCost: Float64Array;
  readonly offset: Float64Array;
  readonly door: Float64Array;
}

export class Timetable {
  private readonly books: Books;
  private readonly breakTaker: BreakTaker;

  constructor(books: Books) {
    this.books = books;
    this.breakTaker = new BreakTaker(books.model);
  }

  /** HOT: writes the courier's records and drops from block `changed` on, its cost, and whether its queue is broken. */
  write(courier: number, changed: number): void {
    const { books, breakTaker } = this;
    const { model, queue, start, record, places, drop, dropCost, offset, door } = books;
    const { problem, hasTimed, hasHours, hasPicking, hasReleases } = model;
    const { travelSeconds, travelMeters, numNodes, storeNode, orderNode, orderReady } = problem;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const base = courier * books.queueSize;
    const row = courier * books.blockStride;
    const blocks = books.numBlocks[courier];
    const shiftEnd = problem.courierEnd[courier];
    const travelWeight = problem.weights.travel;
    const lastBreak = problem.breakFirst[courier + 1];
    let pending = problem.breakFirst[courier];
    let time: number = problem.courierFree[courier];
    let node = problem.courierNode[courier];
    let cost = 0;
    let broken = 0;
    if (changed > 0) {
      const r = (row + changed - 1) * RECORD;
      pending = record[r + PENDING];
      time = record[r + END];
      node = places[(row + changed - 1) * PLACES + LAST_NODE];
      cost = record[r + COST];
      broken = record[r + IS_BROKEN];
    }
    for (let b = changed; b < blocks; b++) {
      const first = base + start[row + b];
      const last = base + start[row + b + 1];
      const store = problem.orderStore[queue[first]];
      const toStore = table + node * numNodes + storeNode[store];
      if (travelSeconds[toStore] >= UNREACHABLE) broken = 1;
      let meters = travelMeters[toStore];
      let maxReady = orderReady[queue[first]];
      let minReady = maxReady;
      let service = problem.storeHandover[store];
      let isTimed = 0;
      let span = 0;
      let doors = Number.NEGATIVE_INFINITY;
      let release = Number.NEGATIVE_INFINITY;
      let released = Number.NEGATIVE_INFINITY;
      let latest: number = shiftEnd;
      let leastRoom = Number.POSITIVE_INFINITY; // of a ride, after the service
      let lastStart = Number.POSITIVE_INFINITY; // departure from the store, for doors that close
      node = storeNode[store];
      for (let i = first; i < last; i++) {
        const order = queue[i];
        const ready = orderReady[order];
        if (ready > maxReady) maxReady = ready;
        if (ready < minReady) minReady = ready;
        const leg = table + node * numNodes + orderNode[order];
        if (travelSeconds[leg] >= UNREACHABLE) broken = 1;
        meters += travelMeters[leg];
        const toDoor = travelSeconds[leg] + problem.orderAccess[order];
        span += toDoor;
        offset[order] = span;
        if (hasReleases && model.released[order] > released) released = model.released[order];
        if (hasPicking) service += problem.orderPicking[order];
        if (hasTimed) {
          doors += toDoor;
          if (doors < model.opens[order]) doors = model.opens[order];
          door[order] = doors;
          isTimed |= model.isTimed[order];
          if (doors - model.maxRide[order] > release) release = doors - model.maxRide[order];
          if (doors > model.closes[order]) latest = Number.NEGATIVE_INFINITY;
          if (model.closes[order] - span < lastStart) lastStart = model.closes[order] - span;
          if (model.maxRide[order] - span < leastRoom) leastRoom = model.maxRide[order] - span;
          doors += problem.orderHandoff[order];
        }
        span += problem.orderHandoff[order];
        node = orderNode[order];
      }
      span += service;
      if (maxReady > release) release = maxReady;
      if (lastStart - service < latest) latest = lastStart - service;
      if (leastRoom < service) latest = Number.NEGATIVE_INFINITY;

      const toPickup = travelSeconds[toStore] + problem.storeParking[store];
      // Who sets out late is there late: seen from here, one more moment before which there is no pickup.
      const soonest = release > released + toPickup ? release : released + toPickup;
      if (pending < lastBreak) {
        breakTaker.take(courier, pending, time, toPickup, store, soonest, span, doors);
        pending = breakTaker.pending;
        time = breakTaker.leave[0];
        if (breakTaker.isLate) broken = 1;
      }
      const earliest = time + toPickup;
      let pickup = earliest > soonest ? earliest : soonest;
      if (hasHours) {
        const opening = openingFrom(problem, store, pickup);
        if (opening < Number.POSITIVE_INFINITY) pickup = opening;
        else broken = 1;
      }
      if (pickup > latest) broken = 1;

      const departure = pickup + service;
      let slope = 0;
      let slack = Number.POSITIVE_INFINITY;
      for (let i = first; i < last; i++) {
        const order = queue[i];
        let moment = departure + offset[order];
        let toBreak = Number.POSITIVE_INFINITY;
        if (hasTimed && moment < door[order]) {
          toBreak = door[order] - moment;
          moment = door[order];
        } else {
          slope += model.clickToDoor[order];
          toBreak = problem.orderPromise[order] - moment;
          if (toBreak <= 0) {
            slope += model.late[order];
            toBreak = model.severeAt[order] - moment;
            if (toBreak <= 0) {
              slope += model.severe[order];
              toBreak = Number.POSITIVE_INFINITY;
            }
          }
        }
        if (toBreak < slack) slack = toBreak;
        drop[order] = moment;
        dropCost[order] = model.dropCost(order, moment);
        cost += dropCost[order] + model.changeCost(order, courier);
      }
      time = pickup + span;
      if (time < doors) time = doors;
      const r = (row + b) * RECORD;
      record[r + EARLIEST] = earliest;
      record[r + PICKUP] = pickup;
      record[r + END] = time;
      record[r + MAX_READY] = maxReady;
      record[r + MIN_READY] = minReady;
      record[r + SLOPE] = slope;
      record[r + SLACK] = slack;
      record[r + RELEASE] = release;
      record[r + RELEASED] = released;
      record[r + LATEST] = latest;
      record[r + SERVICE] = service;
      record[r + SPAN] = span;
      record[r + DOORS] = doors;
      record[r + PENDING] = pending;
      record[r + IS_TIMED] = isTimed;
      cost += travelWeight * meters;
      record[r + COST] = cost;
      record[r + IS_BROKEN] = broken;
      const p = (row + b) * PLACES;
      places[p + STORE] = store;
      places[p + STORE_NODE] = storeNode[store];
      places[p + PARKING] = problem.storeParking[store];
      places[p + LAST_NODE] = node;
    }
    const endNode = problem.courierEndNode[courier];
    if (blocks > 0 && endNode >= 0) {
      const leg = table + node * numNodes + endNode;
      if (travelSeconds[leg] >= UNREACHABLE) broken = 1;
      cost += travelWeight * travelMeters[leg];
      time += travelSeconds[leg];
    }
    const room = model.close[courier] - time;
    if (blocks > 0 && room < 0) broken = 1;
    if (model.hasLongQueues) this.writeSuffixes(courier, changed, room);
    const ownCost = model.courierCost(courier, start[row + blocks]);
    books.courierCost[courier] = cost + ownCost;
    books.nextCost[courier] = model.courierCost(courier, start[row + blocks] + 1) - ownCost;
    books.broken[courier] = broken;
  }

  /**
   * HOT: writes the first piece of each block's suffix delay function, last block first. A delay that is not absorbed on
   * the way, at a door or at the next store, goes on to the next block; what comes after the piece is simulated.
   * @param room seconds by which the route may end later.
   */
  private writeSuffixes(courier: number, changed: number, room: number): void {
    const { record, places, blockStride, numBlocks, model } = this.books;
    const { storeHoursFirst, breakFirst } = model.problem;
    const row = courier * blockStride;
    let slope = 0;
    let slack = room;
    let wait = 0; // of the block after, at its store
    for (let b = numBlocks[courier] - 1; b >= 0; b--) {
      const r = (row + b) * RECORD;
      const store = places[(row + b) * PLACES + STORE];
      const atDoors = record[r + DOORS] - record[r + PICKUP] - record[r + SPAN];
      const absorbed = atDoors > 0 ? atDoors + wait : wait;
      if (absorbed > 0) {
        slope = 0;
        slack = absorbed;
      }
      slope += record[r + SLOPE];
      if (record[r + SLACK] < slack) slack = record[r + SLACK];
      if (record[r + LATEST] - record[r + PICKUP] < slack) slack = record[r + LATEST] - record[r + PICKUP];
      if (storeHoursFirst[store] < storeHoursFirst[store + 1]) slack = 0;
      if (record[r + PENDING] < breakFirst[courier + 1]) slack = 0;
      if (b < changed && record[r + SUFFIX_SLACK] === slack && record[r + SUFFIX_SLOPE] === slope) return;
      record[r + SUFFIX_SLACK] = slack;
      record[r + SUFFIX_SLOPE] = slope;
      wait = record[r + PICKUP] - record[r + EARLIEST];
    }
  }
}
