// Swaps blocks between two queues, whole: a block for a block, a tail for a tail (2-opt* on blocks: Potvin and Rousseau
// 1995, "An exchange heuristic for routeing problems with time windows"), or either for nothing, which is a relocation.
// What ruin and recreate does order by order, and so seldom to whole blocks in one step.
import type { Random } from '../../kernel/random.ts';
import type { BestPlace } from '../best-place.ts';
import type { Candidates } from '../candidates.ts';
import { mayCarry, mayJoin } from '../constraints/index.ts';
import type { Solution } from '../solution.ts';

/** The other queue is one of this many couriers who could have the first order soonest. */
const NEAREST = 8;

/** Work units of an order moved. */
const UNITS_PER_ORDER = 4;

export class BlockSwap {
  private readonly solution: Solution;
  private readonly candidates: Candidates;
  private readonly rng: Random;
  private readonly best: BestPlace;
  private readonly mine: Segment;
  private readonly theirs: Segment;

  /** @param best counts the units. */
  constructor(solution: Solution, candidates: Candidates, rng: Random, best: BestPlace) {
    this.solution = solution;
    this.candidates = candidates;
    this.rng = rng;
    this.best = best;
    this.mine = new Segment(solution);
    this.theirs = new Segment(solution);
  }

  /** Swaps at random places; false: nothing is changed. Orders that may not ride with the other courier are left out. */
  swap(): boolean {
    const { solution, candidates, rng, mine, theirs } = this;
    const order = rng.below(solution.courierOf.length);
    const courier = solution.courierOf[order];
    if (courier < 0) return false;
    const near = Math.min(candidates.countOf(order), NEAREST);
    const other = candidates.courier[order * solution.numBlocks.length + rng.below(near)];
    if (other === courier) return false;
    const at = solution.blockOf(order);
    const otherAt = rng.below(solution.numBlocks[other] + 1);
    mine.take(courier, at, rng.below(2) === 0 ? at + 1 : solution.numBlocks[courier]);
    theirs.take(other, otherAt, rng.below(2) === 0 ? otherAt + 1 : solution.numBlocks[other]);
    if (!mine.mayRideWith(other) || !theirs.mayRideWith(courier)) return false;
    mine.remove();
    theirs.remove();
    mine.putInto(other, otherAt);
    theirs.putInto(courier, at);
    this.best.units += UNITS_PER_ORDER * (mine.size + theirs.size);
    return true;
  }
}

/** Blocks of one queue that follow one another. */
class Segment {
  size = 0;
  private readonly solution: Solution;
  private readonly orders: Int32Array;
  /** [order of the segment] 1: it is the first of a block. */
  private readonly isFirst: Uint8Array;
  private courier = 0;
  private from = 0;

  constructor(solution: Solution) {
    this.solution = solution;
    this.orders = new Int32Array(solution.queueSize);
    this.isFirst = new Uint8Array(solution.queueSize);
  }

  /** The courier's blocks from `block` up to, but without, `end`; those that there are. */
  take(courier: number, block: number, end: number): void {
    const { queue, start, queueSize, blockStride, numBlocks } = this.solution;
    const row = courier * blockStride;
    const last = start[row + Math.min(end, numBlocks[courier])];
    this.courier = courier;
    this.from = start[row + block];
    this.size = 0;
    for (let i = this.from, b = block; i < last; i++) {
      this.isFirst[this.size] = Number(i === start[row + b]);
      if (i === start[row + b]) b++;
      this.orders[this.size++] = queue[courier * queueSize + i];
    }
  }

  mayRideWith(courier: number): boolean {
    for (let i = 0; i < this.size; i++) {
      if (!mayCarry(this.solution.model.problem, this.orders[i], courier)) return false;
    }
    return true;
  }

  remove(): void {
    if (this.size > 0) this.solution.removeString(this.courier, this.from, this.size);
  }

  /** Puts the blocks before the courier's present block of that number, as far as there is room. */
  putInto(courier: number, block: number): void {
    const { solution, orders } = this;
    let at = block - 1;
    for (let i = 0; i < this.size; i++) {
      if (this.isFirst[i] === 1) {
        if (solution.numBlocks[courier] >= solution.blockStride - 1) return;
        solution.openBlock(orders[i], courier, ++at);
      } else {
        const row = courier * solution.blockStride + at;
        const size = solution.start[row + 1] - solution.start[row];
        if (mayJoin(solution, orders[i], courier, row)) solution.joinBlock(orders[i], courier, at, size);
      }
    }
  }
}
