// What the blocks after a place in a queue pay for a change before them. Forward simulation: a block that starts later
// shifts as a whole, and the simulation ends when a block absorbs the delay by waiting, when the price is no longer the
// best, or when the rest of the delay is within the first piece of a block's suffix delay function.
import { BEST, type BestPlace, TIME } from './best-place.ts';
import { BreakTaker } from './break-taker.ts';
import type { Model } from './model.ts';
import { openingFrom } from './opening.ts';
import {
  DOORS,
  LAST_NODE,
  LATEST,
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
import type { Solution } from './solution.ts';
import { UNREACHABLE } from './validate.ts';

export class Following {
  /** The first break not taken at the place being tried, if any courier has breaks. */
  pending = 0;

  private readonly model: Model;
  private readonly solution: Solution;
  private readonly points: Float64Array;
  private readonly breakTaker: BreakTaker;

  constructor(solution: Solution, best: BestPlace) {
    this.model = solution.model;
    this.solution = solution;
    this.points = best.points;
    this.breakTaker = new BreakTaker(solution.model);
  }

  /**
   * HOT: whether the price stays below the best when the blocks from `block` on follow a courier who leaves `node` at
   * points[TIME]; if so, it is the best price.
   */
  isCheaper(courier: number, block: number, node: number, price: number): boolean {
    const { model, solution, points } = this;
    const { problem, hasHours, hasBreaks, hasLongQueues, hasReleases } = model;
    const { numNodes, travelSeconds } = problem;
    const { start, record, places } = solution;
    const table = problem.courierProfile[courier] * numNodes * numNodes;
    const row = courier * solution.blockStride;
    const base = courier * solution.queueSize;
    const blocks = solution.numBlocks[courier];
    const lastBreak = hasBreaks ? problem.breakFirst[courier + 1] : 0;
    let pending = hasBreaks ? this.pending : 0;
    let total = price;
    let time = points[TIME];
    let from = node;
    if (problem.weights.travel > 0) total += this.reconnectCost(courier, block, node);
    for (let b = block; b < blocks; b++) {
      if (total >= points[BEST]) return false;
      const r = (row + b) * RECORD;
      const p = (row + b) * PLACES;
      const leg = travelSeconds[table + from * numNodes + places[p + STORE_NODE]];
      const toPickup = leg + places[p + PARKING];
      let soonest = record[r + RELEASE];
      if (hasReleases && record[r + RELEASED] + toPickup > soonest) soonest = record[r + RELEASED] + toPickup;
      if (pending < lastBreak) {
        const { breakTaker } = this;
        breakTaker.take(
          courier,
          pending,
          time,
          toPickup,
          places[p + STORE],
          soonest,
          record[r + SPAN],
          record[r + DOORS],
        );
        if (breakTaker.isLate) return false;
        pending = breakTaker.pending;
        time = breakTaker.leave[0];
      }
      const earliest = time + toPickup;
      let pickup = earliest > soonest ? earliest : soonest;
      if (hasHours) pickup = openingFrom(problem, places[p + STORE], pickup);
      if (leg >= UNREACHABLE || pickup > record[r + LATEST]) return false;
      const shift = pickup - record[r + PICKUP];
      if (hasLongQueues && shift > 0 && shift <= record[r + SUFFIX_SLACK] && pending === lastBreak) {
        return this.isBest(total + shift * record[r + SUFFIX_SLOPE]);
      }
      if (shift === 0 && (!hasBreaks || pending === record[r + PENDING])) return this.isBest(total);
      if (shift >= 0 && shift <= record[r + SLACK]) total += shift * record[r + SLOPE];
      else total += this.shiftCost(base + start[row + b], base + start[row + b + 1], pickup + record[r + SERVICE]);
      time = pickup + record[r + SPAN];
      if (time < record[r + DOORS]) time = record[r + DOORS];
      from = places[p + LAST_NODE];
    }
    if (model.hasEnds && !this.endsInTime(courier, from, time)) return false;
    return this.isBest(total);
  }

  private endsInTime(courier: number, node: number, time: number): boolean {
    const { problem, close } = this.model;
    const end = problem.courierEndNode[courier];
    if (end < 0) return time <= close[courier];
    const leg = (problem.courierProfile[courier] * problem.numNodes + node) * problem.numNodes + end;
    return problem.travelSeconds[leg] < UNREACHABLE && time + problem.travelSeconds[leg] <= close[courier];
  }

  private isBest(total: number): boolean {
    const { points } = this;
    if (total >= points[BEST]) return false;
    points[BEST] = total;
    return true;
  }

  /** Points if the orders at these places of the queue left their store at `departure`. */
  private shiftCost(first: number, last: number, departure: number): number {
    const { model, solution } = this;
    const { queue, offset, door, dropCost } = solution;
    const { hasTimed } = model;
    let cost = 0;
    for (let i = first; i < last; i++) {
      const order = queue[i];
      let drop = departure + offset[order];
      if (hasTimed && drop < door[order]) drop = door[order];
      cost += model.dropCost(order, drop) - dropCost[order];
    }
    return cost;
  }

  /** Points for the metres of coming to the block, or to the route's end, from `node` instead of from where it is now. */
  private reconnectCost(courier: number, block: number, node: number): number {
    const { model, solution } = this;
    const { problem } = model;
    const p = (courier * solution.blockStride + block) * PLACES;
    const isLast = block === solution.numBlocks[courier];
    const next = isLast ? problem.courierEndNode[courier] : solution.places[p + STORE_NODE];
    if (next < 0) return 0;
    const there = model.travelCost(courier, node, next);
    if (block === 0) return isLast ? there : there - model.travelCost(courier, problem.courierNode[courier], next);
    return there - model.travelCost(courier, solution.places[p - PLACES + LAST_NODE], next);
  }
}
