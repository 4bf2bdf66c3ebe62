// Places for an order where a shift of what is there does not say the price: blocks with door windows or limits of
// rides, and couriers with breaks ahead. Each is simulated: the shape of the grown block, the breaks before it, its start.
import { BEST, type BestPlace, NEW_BLOCK, TIME } from './best-place.ts';
import { BlockShape } from './block-shape.ts';
import { BreakTaker } from './break-taker.ts';
import { mayJoin } from './constraints/index.ts';
import type { Following } from './following.ts';
import type { Model } from './model.ts';
import { openingFrom } from './opening.ts';
import { DOORS, END, LAST_NODE, LATEST, PENDING, PLACES, RECORD, RELEASE, RELEASED, SPAN, STORE } from './record.ts';
import type { Solution } from './solution.ts';
import { UNREACHABLE } from './validate.ts';

export class SimulatedPlaces {
  private readonly model: Model;
  private readonly solution: Solution;
  private readonly best: BestPlace;
  private readonly following: Following;
  private readonly shape: BlockShape;
  private readonly breakTaker: BreakTaker;
  /** Where the courier could leave for the place: [0] when, from which node, with which break ahead. */
  private readonly time = new Float64Array(1);
  private node = 0;
  private pending = 0;
  /** [0]: the pickup moment of the shape that started last. */
  private readonly pickup = new Float64Array(1);

  constructor(solution: Solution, best: BestPlace, following: Following) {
    this.model = solution.model;
    this.solution = solution;
    this.best = best;
    this.following = following;
    this.shape = new BlockShape(solution);
    this.breakTaker = new BreakTaker(solution.model);
  }

  /** Tries every place of a courier's queue. @param fixed points that any place in it costs. */
  scanQueue(order: number, courier: number, fixed: number): void {
    const { solution } = this;
    const { orderStore, breakFirst } = this.model.problem;
    const row = courier * solution.blockStride;
    for (let block = 0; block <= solution.numBlocks[courier]; block++) {
      this.goTo(courier, block);
      const isHopeful = this.tryNewBlock(order, courier, block, fixed);
      if (block === solution.numBlocks[courier]) return;
      // Later is later, but not with a break ahead, nor where it is the release that counts: at a later place the courier
      // may set out as soon, and from nearer.
      if (!isHopeful && this.pending === breakFirst[courier + 1] && !this.model.hasReleases) return;
      const isSameStore = solution.places[(row + block) * PLACES + STORE] === orderStore[order];
      if (isSameStore && mayJoin(solution, order, courier, row + block)) {
        this.scanBlock(order, courier, block, fixed);
      }
    }
  }

  /** Goes to where the courier could leave for its present block of that number. */
  private goTo(courier: number, block: number): void {
    const { solution } = this;
    const { problem } = this.model;
    const row = courier * solution.blockStride;
    if (block === 0) {
      this.time[0] = problem.courierFree[courier];
      this.node = problem.courierNode[courier];
      this.pending = problem.breakFirst[courier];
    } else {
      this.time[0] = solution.record[(row + block - 1) * RECORD + END];
      this.node = solution.places[(row + block - 1) * PLACES + LAST_NODE];
      this.pending = solution.record[(row + block - 1) * RECORD + PENDING];
    }
  }

  /** Tries a block of the order alone. False: no place after a later departure is feasible or cheaper than the best. */
  private tryNewBlock(order: number, courier: number, block: number, fixed: number): boolean {
    const { model, solution, best, shape } = this;
    const { problem } = model;
    const storeNode = problem.storeNode[problem.orderStore[order]];
    if (this.secondsTo(courier, storeNode) >= UNREACHABLE) return true;
    shape.takeAlone(order, courier);
    if (!this.start(courier, problem.orderStore[order])) return false;
    let price = shape.dropCost(this.pickup[0], fixed);
    if (price >= best.points[BEST]) return false;
    if (solution.numBlocks[courier] >= solution.blockStride - 1 || best.blinks()) return true;
    if (problem.weights.travel > 0) {
      price += model.travelCost(courier, this.node, storeNode);
      price += model.travelCost(courier, storeNode, problem.orderNode[order]);
    }
    if (this.following.isCheaper(courier, block, problem.orderNode[order], price)) {
      best.keep(courier, block, NEW_BLOCK);
    }
    return true;
  }

  /** Tries every drop position in a block of the same store, which the order may join. */
  scanBlock(order: number, courier: number, block: number, fixed: number): void {
    const { model, solution, best } = this;
    const { problem } = model;
    const { queue, dropCost } = solution;
    const row = courier * solution.blockStride + block;
    const first = courier * solution.queueSize + solution.start[row];
    const last = courier * solution.queueSize + solution.start[row + 1];
    const door = problem.orderNode[order];
    this.goTo(courier, block);
    let before = fixed;
    for (let i = first; i < last; i++) before -= dropCost[queue[i]];
    let from = problem.storeNode[problem.orderStore[order]];
    if (this.secondsTo(courier, from) >= UNREACHABLE) return;
    for (let at = first; at <= last; at++) {
      const next = at < last ? queue[at] : -1;
      if (this.hasWay(courier, from, door, next) && !best.blinks()) {
        this.tryJoining(order, courier, block, at - first, before + this.detourCost(courier, from, door, next));
      }
      if (next >= 0) from = problem.orderNode[next];
    }
  }

  private tryJoining(order: number, courier: number, block: number, position: number, before: number): void {
    const { model, best, shape } = this;
    const { problem } = model;
    shape.takeJoined(order, courier, block, position);
    if (!this.start(courier, problem.orderStore[order])) return;
    const price = shape.dropCost(this.pickup[0], before);
    if (this.following.isCheaper(courier, block + 1, problem.orderNode[shape.lastOrder], price)) {
      best.keep(courier, block, position);
    }
  }

  /** Starts the shape, as soon as may be, and says what follows when; false: it may not start. */
  private start(courier: number, store: number): boolean {
    const { model, best, following, breakTaker } = this;
    const { problem } = model;
    const { record } = this.shape;
    const toPickup = this.secondsTo(courier, problem.storeNode[store]) + problem.storeParking[store];
    const soonest = Math.max(record[RELEASE], record[RELEASED] + toPickup);
    let time = this.time[0];
    let pending = this.pending;
    if (pending < problem.breakFirst[courier + 1]) {
      breakTaker.take(courier, pending, time, toPickup, store, soonest, record[SPAN], record[DOORS]);
      if (breakTaker.isLate) return false;
      pending = breakTaker.pending;
      time = breakTaker.leave[0];
    }
    const pickup = openingFrom(problem, store, Math.max(time + toPickup, soonest));
    if (pickup > record[LATEST]) return false;
    this.pickup[0] = pickup;
    following.pending = pending;
    best.points[TIME] = Math.max(pickup + record[SPAN], record[DOORS]);
    return true;
  }

  private secondsTo(courier: number, to: number): number {
    const { numNodes, travelSeconds, courierProfile } = this.model.problem;
    return travelSeconds[(courierProfile[courier] * numNodes + this.node) * numNodes + to];
  }

  /** Whether there is a way to the door, and from there to the next order's; -1: there is none. */
  private hasWay(courier: number, from: number, door: number, next: number): boolean {
    const { numNodes, travelSeconds, courierProfile, orderNode } = this.model.problem;
    const table = courierProfile[courier] * numNodes * numNodes;
    if (travelSeconds[table + from * numNodes + door] >= UNREACHABLE) return false;
    return next < 0 || travelSeconds[table + door * numNodes + orderNode[next]] < UNREACHABLE;
  }

  private detourCost(courier: number, from: number, door: number, next: number): number {
    return this.model.problem.weights.travel > 0 ? this.model.detourCost(courier, from, door, next) : 0;
  }
}
