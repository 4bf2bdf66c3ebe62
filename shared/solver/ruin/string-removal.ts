// Adjacent string removal (Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
// Problems", Transportation Science 2020, section 4.2), for queues of blocks: around a seed order, one string of each
// queue that holds a related order. Deviations: a string is half the time the related order's whole block, queues are
// short, so there is no split string; and half the time the queues opened are those of the couriers who could serve the
// seed best, since the seed's own mates are not the ones it competes with.
import type { Random } from '../../kernel/random.ts';
import type { Candidates } from '../candidates.ts';
import type { Solution } from '../solution.ts';
import type { Relatedness } from './relatedness.ts';
import type { Ruin } from './ruin.ts';

/** Longest string, in orders. */
const MAX_STRING = 10;

export class StringRemoval implements Ruin {
  private readonly solution: Solution;
  private readonly relatedness: Relatedness;
  private readonly candidates: Candidates;
  private readonly rng: Random;
  /** [courier]: the last ruin that opened its queue. */
  private readonly openedIn: Int32Array;
  private ruins = 0;

  constructor(solution: Solution, relatedness: Relatedness, candidates: Candidates, rng: Random) {
    this.solution = solution;
    this.relatedness = relatedness;
    this.candidates = candidates;
    this.rng = rng;
    this.openedIn = new Int32Array(solution.numBlocks.length);
  }

  remove(size: number): number {
    const seed = this.pickSeed();
    this.ruins++;
    return this.rng.below(2) === 0 ? this.removeAroundOrder(seed, size) : this.removeAroundCouriers(seed, size);
  }

  /** Half the time an order that nobody carries, if there is one. */
  private pickSeed(): number {
    const { solution, rng } = this;
    const { orders, count } = solution.absent;
    if (count > 0 && rng.below(2) === 0) return orders[rng.below(count)];
    return rng.below(solution.courierOf.length);
  }

  private removeAroundOrder(seed: number, size: number): number {
    const { relatedness, solution } = this;
    const row = relatedness.rowOf(seed);
    let removed = 0;
    for (let i = row; i < row + relatedness.width && removed < size; i++) {
      const order = relatedness.nearest[i];
      const courier = solution.courierOf[order];
      if (courier < 0 || this.openedIn[courier] === this.ruins) continue;
      removed += this.openQueue(order, size - removed);
    }
    return removed;
  }

  private removeAroundCouriers(seed: number, size: number): number {
    const { candidates, solution, rng } = this;
    const count = candidates.countOf(seed);
    const row = seed * solution.numBlocks.length;
    let removed = solution.courierOf[seed] >= 0 ? this.openQueue(seed, size) : 0;
    for (let i = 0; i < count && removed < size; i++) {
      const courier = candidates.courier[row + i];
      const planned = solution.numPlanned(courier);
      if (planned === 0 || this.openedIn[courier] === this.ruins) continue;
      const order = solution.queue[courier * solution.queueSize + rng.below(planned)];
      removed += this.openQueue(order, size - removed);
    }
    return removed;
  }

  /** Takes a string with this order out of its queue. */
  private openQueue(order: number, most: number): number {
    const { solution, rng } = this;
    const courier = solution.courierOf[order];
    this.openedIn[courier] = this.ruins;
    if (rng.below(2) === 0) return this.removeBlock(order, courier);
    const planned = solution.numPlanned(courier);
    const length = 1 + rng.below(Math.min(planned, most, MAX_STRING));
    const base = courier * solution.queueSize;
    let at = 0;
    while (solution.queue[base + at] !== order) at++;
    const earliest = Math.max(0, at - length + 1);
    const latest = Math.min(at, planned - length);
    solution.removeString(courier, earliest + rng.below(latest - earliest + 1), length);
    return length;
  }

  private removeBlock(order: number, courier: number): number {
    const { solution } = this;
    const row = courier * solution.blockStride + solution.blockOf(order);
    const length = solution.start[row + 1] - solution.start[row];
    solution.removeString(courier, solution.start[row], length);
    return length;
  }
}
