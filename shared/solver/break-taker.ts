// Which breaks a courier takes before its next block; the rule is in timing.ts.
import { breakLimits } from './constraints/breaks.ts';
import type { Model } from './model.ts';
import { openingFrom } from './opening.ts';

export class BreakTaker {
  /** What the last `take` found: the first break not taken, */
  pending = 0;
  /** whether one starts too late because of what was planned before, */
  isLate = false;
  /** and, in [0], when the courier leaves for the block. */
  readonly leave = new Float64Array(1);
  private readonly model: Model;
  /** [break]: see breakLimits. */
  private readonly limits: Float64Array;

  constructor(model: Model) {
    const { problem } = model;
    this.model = model;
    const limits = Array.from({ length: problem.numCouriers }, (_, courier) => breakLimits(problem, courier));
    this.limits = Float64Array.from(limits.flat());
  }

  /**
   * HOT: for a courier who could leave for a block at `time`.
   * @param toPickup seconds from there to the pickup, if it need not wait.
   * @param release, span, doors of the block's record.
   */
  take(
    courier: number,
    pending: number,
    time: number,
    toPickup: number,
    store: number,
    release: number,
    span: number,
    doors: number,
  ): void {
    const { limits } = this;
    const { problem } = this.model;
    const { breaks } = problem;
    const last = problem.breakFirst[courier + 1];
    let at = time;
    let next = pending;
    this.isLate = false;
    for (; next < last; next++) {
      const earliest = breaks[3 * next];
      const latest = breaks[3 * next + 1];
      if (at < earliest) {
        const pickup = openingFrom(problem, store, Math.max(at + toPickup, release));
        if (Math.max(pickup + span, doors) <= latest) break;
        at = earliest;
      } else if (at > limits[next]) {
        this.isLate = true;
      }
      at += breaks[3 * next + 2];
    }
    this.pending = next;
    this.leave[0] = at;
  }
}
