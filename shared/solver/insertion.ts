// The cheapest place for an absent order: a new block at any place of a courier's queue, or any drop position in a block
// of the same store. A plain block shifts as a whole; what has windows, limits or breaks is simulated. Pruned by the
// candidates' bounds, and along a queue: later places mean later drops, as long as detours save no time.

import type { Random } from '../kernel/random.ts';
import { BEST, BestPlace, NEW_BLOCK, TIME } from './best-place.ts';
import type { Candidates } from './candidates.ts';
import { mayJoin } from './constraints/index.ts';
import { Following } from './following.ts';
import type { Model } from './model.ts';
import { openingFrom } from './opening.ts';
import {
  EARLIEST,
  END,
  IS_TIMED,
  LAST_NODE,
  LATEST,
  MAX_READY,
  PICKUP,
  PLACES,
  RECORD,
  RELEASED,
  SERVICE,
  STORE,
} from './record.ts';
import { SimulatedPlaces } from './simulated-places.ts';
import type { Solution } from './solution.ts';
import { leastRide } from './soonest.ts';
import { UNREACHABLE } from './validate.ts';

export class Inserter {
  /** What the last `findBest` found. */
  readonly best: BestPlace;
  private readonly model: Model;
  private readonly solution: Solution;
  private readonly candidates: Candidates;
  private readonly following: Following;
  private readonly simulated: SimulatedPlaces;

  constructor(solution: Solution, candidates: Candidates, rng: Random) {
    this.model = solution.model;
    this.solution = solution;
    this.candidates = candidates;
    this.best = new BestPlace(rng);
    this.following = new Following(solution, this.best);
    this.simulated = new SimulatedPlaces(solution, this.best, this.following);
  }

  /** Points that the last `findBest` adds to the queue, to be set against what leaving the order out costs. */
  get price(): number {
    return this.best.points[BEST];
  }

  /** Finds the cheapest place for an absent order, by the limits of `BestPlace.begin`. */
  findBest(order: number, limit: number, blinkBp: number): boolean {
    const { candidates, solution, model, best } = this;
    const row = order * model.problem.numCouriers;
    const end = row + candidates.countOf(order);
    best.begin(limit, blinkBp);
    for (let i = row; i < end && candidates.bound[i] < best.points[BEST]; i++) {
      const courier = candidates.courier[i];
      const fixed = solution.nextCost[courier];
      if (candidates.bound[i] + fixed < best.points[BEST]) {
        const all = fixed + model.changeCost(order, courier);
        if (model.isPlainPair(order, courier)) this.scanQueue(order, courier, all);
        else this.simulated.scanQueue(order, courier, all);
      }
    }
    return best.courier >= 0;
  }

  /** Finds the cheapest place for an absent order with one courier who may carry it, however dear. */
  findWith(order: number, courier: number): boolean {
    const { solution, model, best } = this;
    best.begin(Number.POSITIVE_INFINITY, 0);
    const all = solution.nextCost[courier] + model.changeCost(order, courier);
    if (model.isPlainPair(order, courier)) this.scanQueue(order, courier, all);
    else this.simulated.scanQueue(order, courier, all);
    return best.courier >= 0;
  }

  /** Puts the order where the last `findBest` found. */
  apply(order: number): void {
    const { courier, block, position } = this.best;
    if (position === NEW_BLOCK) this.solution.openBlock(order, courier, block);
    else this.solution.joinBlock(order, courier, block, position);
  }

  /** HOT: every place of a courier's queue. @param fixed points that any place in it costs. */
  private scanQueue(order: number, courier: number, fixed: number): void {
    const { model, solution, best } = this;
    const { problem, hasHours, hasTimed, hasReleases } = model;
    const { numNodes, travelSeconds } = problem;
    const { points } = best;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const row = courier * solution.blockStride;
    const { record, places } = solution;
    const blocks = solution.numBlocks[courier];
    const store = problem.orderStore[order];
    const storeNode = problem.storeNode[store];
    const toDoor = travelSeconds[table + storeNode * numNodes + problem.orderNode[order]];
    const pickupToDrop =
      problem.storeHandover[store] + problem.orderPicking[order] + toDoor + problem.orderAccess[order];
    const shiftEnd = problem.courierEnd[courier];
    if (model.hasBreaks) this.following.pending = problem.breakFirst[courier];
    let time: number = problem.courierFree[courier];
    let node = problem.courierNode[courier];
    for (let block = 0; block <= blocks; block++) {
      const leg = travelSeconds[table + node * numNodes + storeNode];
      const toPickup = leg + problem.storeParking[store];
      const earliest = time + toPickup;
      const ready = problem.orderReady[order];
      let pickup = earliest > ready ? earliest : ready;
      if (hasHours) pickup = openingFrom(problem, store, pickup);
      if (leg < UNREACHABLE && pickup > shiftEnd) return;
      const drop = pickup + pickupToDrop;
      const price = fixed + model.dropCost(order, drop);
      if (leg < UNREACHABLE && price >= points[BEST]) return;
      if (leg < UNREACHABLE && blocks < solution.blockStride - 1 && !best.blinks()) {
        points[TIME] = drop + problem.orderHandoff[order];
        if (hasReleases) this.tryReleased(order, courier, block, node, pickup, toPickup, fixed);
        else this.tryNewBlock(order, courier, block, node, price);
      }
      if (block === blocks) return;
      const p = (row + block) * PLACES;
      if (places[p + STORE] === store && mayJoin(solution, order, courier, row + block)) {
        if (hasTimed && record[(row + block) * RECORD + IS_TIMED] === 1) {
          this.simulated.scanBlock(order, courier, block, fixed);
        } else {
          this.scanBlock(order, courier, block, fixed, toPickup);
        }
      }
      time = record[(row + block) * RECORD + END];
      node = places[p + LAST_NODE];
    }
  }

  /**
   * As `tryNewBlock`, for a courier who may have to set out later than it could: that does not end the scan, for a later
   * place may be nearer.
   */
  private tryReleased(
    order: number,
    courier: number,
    block: number,
    from: number,
    soonest: number,
    toPickup: number,
    fixed: number,
  ): void {
    const { model, best } = this;
    const { problem } = model;
    const store = problem.orderStore[order];
    const pickup = openingFrom(problem, store, Math.max(soonest, model.released[order] + toPickup));
    if (pickup > problem.courierEnd[courier]) return;
    const drop = pickup + leastRide(problem, order, courier);
    best.points[TIME] = drop + problem.orderHandoff[order];
    this.tryNewBlock(order, courier, block, from, fixed + model.dropCost(order, drop));
  }

  private tryNewBlock(order: number, courier: number, block: number, from: number, price: number): void {
    const { model, best } = this;
    const { problem } = model;
    let total = price;
    if (problem.weights.travel > 0) {
      const storeNode = problem.storeNode[problem.orderStore[order]];
      total += model.travelCost(courier, from, storeNode);
      total += model.travelCost(courier, storeNode, problem.orderNode[order]);
    }
    if (this.following.isCheaper(courier, block, problem.orderNode[order], total)) best.keep(courier, block, NEW_BLOCK);
  }

  /**
   * HOT: every drop position in a plain block of the same store, which the order, a plain one too, may join.
   * @param toPickup seconds from where the courier leaves for the block to the pickup, if it need not wait.
   */
  private scanBlock(order: number, courier: number, block: number, fixed: number, toPickup: number): void {
    const { model, solution, best, following } = this;
    const { problem } = model;
    const { numNodes, travelSeconds, orderNode } = problem;
    const { queue, record, drop, dropCost } = solution;
    const { points } = best;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const row = courier * solution.blockStride + block;
    const first = courier * solution.queueSize + solution.start[row];
    const last = courier * solution.queueSize + solution.start[row + 1];
    const store = problem.orderStore[order];
    const ready = Math.max(record[row * RECORD + MAX_READY], problem.orderReady[order]);
    let earliest = Math.max(record[row * RECORD + EARLIEST], ready);
    if (model.hasReleases) {
      const released = Math.max(record[row * RECORD + RELEASED], model.released[order]);
      earliest = Math.max(earliest, released + toPickup);
    }
    const pickup = model.hasHours ? openingFrom(problem, store, earliest) : earliest;
    if (pickup > record[row * RECORD + LATEST]) return;
    const door = orderNode[order];
    const picking = problem.orderPicking[order];
    const shift = pickup + picking - record[row * RECORD + PICKUP];
    let before = fixed;
    let time = pickup + picking + record[row * RECORD + SERVICE];
    let node = problem.storeNode[store];
    for (let at = first; at <= last; at++) {
      const toDoor = travelSeconds[table + node * numNodes + door];
      if (toDoor < UNREACHABLE && !best.blinks()) {
        const own = time + toDoor + problem.orderAccess[order];
        let price = before + model.dropCost(order, own);
        let leave = own + problem.orderHandoff[order];
        let next = UNREACHABLE;
        if (at < last) {
          next = travelSeconds[table + door * numNodes + orderNode[queue[at]]];
          const delay = leave + next + problem.orderAccess[queue[at]] - drop[queue[at]];
          for (let i = at; i < last && price < points[BEST]; i++) {
            price += model.dropCost(queue[i], drop[queue[i]] + delay) - dropCost[queue[i]];
          }
          leave = record[row * RECORD + END] + delay;
        }
        if (at === last || next < UNREACHABLE) {
          if (problem.weights.travel > 0) price += model.detourCost(courier, node, door, at < last ? queue[at] : -1);
          points[TIME] = leave;
          const end = at < last ? orderNode[queue[last - 1]] : door;
          if (following.isCheaper(courier, block + 1, end, price)) best.keep(courier, block, at - first);
        }
      }
      if (at === last) return;
      const order2 = queue[at];
      before += model.dropCost(order2, drop[order2] + shift) - dropCost[order2];
      time = drop[order2] + shift + problem.orderHandoff[order2];
      node = orderNode[order2];
    }
  }
}
