// The cheapest place for an absent order: a new block at any place of a courier's queue, or any drop position in a block
// of the same store. Forward simulation from the place of insertion: a block that starts later shifts as a whole, and
// the simulation ends when a block absorbs the delay by waiting for its orders, or when the price is no longer the best.
// Pruned by the candidates' bounds, and along a queue: later places mean later drops, as long as detours save no time.

import type { Random } from '../kernel/random.ts';
import type { Candidates } from './candidates.ts';
import { mayJoin } from './constraints/index.ts';
import type { Model } from './model.ts';
import { EARLIEST, END, MAX_READY, PICKUP, RECORD, SLACK, SLOPE, type Solution } from './solution.ts';
import { UNREACHABLE } from './validate.ts';

/** As a drop position: the order has a block of its own. */
export const NEW_BLOCK = -1;

const BEST = 0;
const TIME = 1;

export class Inserter {
  /** Positions evaluated, and one for each order asked for. */
  units = 0;
  /** Places tested: for measuring only. */
  tested = 0;
  /** What the last `findBest` found; courier -1: no place below the limit. */
  courier = -1;
  block = 0;
  position = NEW_BLOCK;

  private readonly model: Model;
  private readonly solution: Solution;
  private readonly candidates: Candidates;
  private readonly rng: Random;
  /** Doubles that change in inner loops live here: a field would box them. */
  private readonly scratch = new Float64Array(2);
  private blinkBelow = 0;

  constructor(solution: Solution, candidates: Candidates, rng: Random) {
    this.model = solution.model;
    this.solution = solution;
    this.candidates = candidates;
    this.rng = rng;
  }

  /** Points that the last `findBest` adds to the queue, to be set against what leaving the order out costs. */
  get price(): number {
    return this.scratch[BEST];
  }

  /**
   * Finds the cheapest place for an absent order.
   * @param limit points: a place has to be cheaper.
   * @param blinkBp chance in basis points that a position is passed over (Christiaens and Vanden Berghe 2020, section 4.3).
   */
  findBest(order: number, limit: number, blinkBp: number): boolean {
    const { candidates, solution, model, scratch } = this;
    const row = order * model.problem.numCouriers;
    const end = row + candidates.countOf(order);
    this.blinkBelow = Math.floor((blinkBp * 4294967296) / 10000);
    this.courier = -1;
    this.units++;
    scratch[BEST] = limit;
    for (let i = row; i < end && candidates.bound[i] < scratch[BEST]; i++) {
      const courier = candidates.courier[i];
      const planned = solution.numPlanned(courier);
      const fixed = model.courierCost(courier, planned + 1) - model.courierCost(courier, planned);
      if (candidates.bound[i] + fixed < scratch[BEST]) {
        this.scanQueue(order, courier, fixed + model.changeCost(order, courier));
      }
    }
    return this.courier >= 0;
  }

  /** Puts the order where the last `findBest` found. */
  apply(order: number): void {
    if (this.position === NEW_BLOCK) this.solution.openBlock(order, this.courier, this.block);
    else this.solution.joinBlock(order, this.courier, this.block, this.position);
  }

  /** HOT: every place of a courier's queue. @param fixed points that any place in it costs. */
  private scanQueue(order: number, courier: number, fixed: number): void {
    const { model, solution, scratch } = this;
    const { problem } = model;
    const { numNodes, travelSeconds } = problem;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const row = courier * solution.blockStride;
    const base = courier * solution.queueSize;
    const blocks = solution.numBlocks[courier];
    const store = problem.orderStore[order];
    const storeNode = problem.storeNode[store];
    const toDoor = travelSeconds[table + storeNode * numNodes + problem.orderNode[order]];
    const pickupToDrop = problem.storeHandover[store] + toDoor + problem.orderAccess[order];
    const shiftEnd = problem.courierEnd[courier];
    let time = problem.courierFree[courier];
    let node = problem.courierNode[courier];
    for (let block = 0; block <= blocks; block++) {
      const leg = travelSeconds[table + node * numNodes + storeNode];
      const earliest = time + leg + problem.storeParking[store];
      const ready = problem.orderReady[order];
      const pickup = earliest > ready ? earliest : ready;
      if (leg < UNREACHABLE && pickup > shiftEnd) return;
      const drop = pickup + pickupToDrop;
      const price = fixed + model.dropCost(order, drop);
      if (leg < UNREACHABLE && price >= scratch[BEST]) return;
      if (leg < UNREACHABLE && blocks < solution.blockStride - 1 && !this.blinks()) {
        scratch[TIME] = drop + problem.orderHandoff[order];
        this.tryNewBlock(order, courier, block, node, price);
      }
      if (block === blocks) return;
      const first = base + solution.start[row + block];
      if (problem.orderStore[solution.queue[first]] === store && mayJoin(solution, order, courier, row + block)) {
        this.scanBlock(order, courier, block, fixed);
      }
      time = solution.record[(row + block) * RECORD + END];
      node = problem.orderNode[solution.queue[base + solution.start[row + block + 1] - 1]];
    }
  }

  private tryNewBlock(order: number, courier: number, block: number, from: number, price: number): void {
    const { problem } = this.model;
    let total = price;
    if (problem.weights.travel > 0) {
      const storeNode = problem.storeNode[problem.orderStore[order]];
      total +=
        this.travelCost(courier, from, storeNode) + this.travelCost(courier, storeNode, problem.orderNode[order]);
    }
    if (this.isCheaper(courier, block, problem.orderNode[order], total)) this.keep(courier, block, NEW_BLOCK);
  }

  /** HOT: every drop position in a block of the same store, which the order may join. */
  private scanBlock(order: number, courier: number, block: number, fixed: number): void {
    const { model, solution, scratch } = this;
    const { problem } = model;
    const { numNodes, travelSeconds, orderNode } = problem;
    const { queue, record, drop, dropCost } = solution;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const row = courier * solution.blockStride + block;
    const first = courier * solution.queueSize + solution.start[row];
    const last = courier * solution.queueSize + solution.start[row + 1];
    const ready = Math.max(record[row * RECORD + MAX_READY], problem.orderReady[order]);
    const pickup = Math.max(record[row * RECORD + EARLIEST], ready);
    // No check of the shift's end: the order alone was in time at this place, and so were its mates.
    const store = problem.orderStore[order];
    const door = orderNode[order];
    const shift = pickup - record[row * RECORD + PICKUP];
    let before = fixed;
    let time = pickup + problem.storeHandover[store];
    let node = problem.storeNode[store];
    for (let at = first; at <= last; at++) {
      const toDoor = travelSeconds[table + node * numNodes + door];
      if (toDoor < UNREACHABLE && !this.blinks()) {
        const own = time + toDoor + problem.orderAccess[order];
        let price = before + model.dropCost(order, own);
        let leave = own + problem.orderHandoff[order];
        let next = UNREACHABLE;
        if (at < last) {
          next = travelSeconds[table + door * numNodes + orderNode[queue[at]]];
          const delay = leave + next + problem.orderAccess[queue[at]] - drop[queue[at]];
          for (let i = at; i < last && price < scratch[BEST]; i++) {
            price += model.dropCost(queue[i], drop[queue[i]] + delay) - dropCost[queue[i]];
          }
          leave = record[row * RECORD + END] + delay;
        }
        if (at === last || next < UNREACHABLE) {
          if (problem.weights.travel > 0) price += this.detourCost(courier, node, door, at < last ? queue[at] : -1);
          scratch[TIME] = leave;
          const end = at < last ? orderNode[queue[last - 1]] : door;
          if (this.isCheaper(courier, block + 1, end, price)) this.keep(courier, block, at - first);
        }
      }
      if (at === last) return;
      const order2 = queue[at];
      before += model.dropCost(order2, drop[order2] + shift) - dropCost[order2];
      time = drop[order2] + shift + problem.orderHandoff[order2];
      node = orderNode[order2];
    }
  }

  /**
   * HOT: whether the price stays below the best when the blocks from `block` on follow a courier who leaves `node` at
   * scratch[TIME]; if so, scratch[BEST] is the price.
   */
  private isCheaper(courier: number, block: number, node: number, price: number): boolean {
    const { model, solution, scratch } = this;
    const { problem } = model;
    const { numNodes, travelSeconds } = problem;
    const { queue, start, record } = solution;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const row = courier * solution.blockStride;
    const base = courier * solution.queueSize;
    const blocks = solution.numBlocks[courier];
    let total = price;
    let time = scratch[TIME];
    let from = node;
    if (block < blocks && problem.weights.travel > 0) total += this.reconnectCost(courier, block, node);
    for (let b = block; b < blocks; b++) {
      if (total >= scratch[BEST]) return false;
      const r = (row + b) * RECORD;
      const store = problem.orderStore[queue[base + start[row + b]]];
      const leg = travelSeconds[table + from * numNodes + problem.storeNode[store]];
      const earliest = time + leg + problem.storeParking[store];
      const pickup = earliest > record[r + MAX_READY] ? earliest : record[r + MAX_READY];
      if (leg >= UNREACHABLE || pickup > problem.courierEnd[courier]) return false;
      const shift = pickup - record[r + PICKUP];
      if (shift === 0) break;
      if (shift > 0 && shift <= record[r + SLACK]) total += shift * record[r + SLOPE];
      else total += this.shiftCost(base + start[row + b], base + start[row + b + 1], shift);
      time = record[r + END] + shift;
      from = problem.orderNode[queue[base + start[row + b + 1] - 1]];
    }
    if (total >= scratch[BEST]) return false;
    scratch[BEST] = total;
    return true;
  }

  /** Points if the orders at these places of the queue were dropped so much later. */
  private shiftCost(first: number, last: number, shift: number): number {
    const { queue, drop, dropCost } = this.solution;
    let cost = 0;
    for (let i = first; i < last; i++) {
      cost += this.model.dropCost(queue[i], drop[queue[i]] + shift) - dropCost[queue[i]];
    }
    return cost;
  }

  private travelCost(courier: number, from: number, to: number): number {
    const { numNodes, travelMeters, courierProfile, weights } = this.model.problem;
    return weights.travel * travelMeters[(courierProfile[courier] * numNodes + from) * numNodes + to];
  }

  /** Points for the metres of going by a door on the way to the next drop; next -1: there is none in the block. */
  private detourCost(courier: number, from: number, door: number, next: number): number {
    const there = this.travelCost(courier, from, door);
    if (next < 0) return there;
    const to = this.model.problem.orderNode[next];
    return there + this.travelCost(courier, door, to) - this.travelCost(courier, from, to);
  }

  /** Points for the metres of coming to the block's store from `node` instead of from where the courier comes now. */
  private reconnectCost(courier: number, block: number, node: number): number {
    const { model, solution } = this;
    const { problem } = model;
    const at = courier * solution.queueSize + solution.start[courier * solution.blockStride + block];
    const before = block === 0 ? problem.courierNode[courier] : problem.orderNode[solution.queue[at - 1]];
    const storeNode = problem.storeNode[problem.orderStore[solution.queue[at]]];
    return this.travelCost(courier, node, storeNode) - this.travelCost(courier, before, storeNode);
  }

  private keep(courier: number, block: number, position: number): void {
    this.courier = courier;
    this.block = block;
    this.position = position;
  }

  private blinks(): boolean {
    this.units++;
    this.tested++;
    return this.blinkBelow > 0 && this.rng.uint32() < this.blinkBelow;
  }
}
