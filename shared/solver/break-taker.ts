// Which breaks a courier takes before its next block; the rule is in timing.ts.
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

  constructor(model: Model) {
    this.model = model;
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
      } else if (at > latest && at > problem.courierFree[courier]) {
        this.isLate = true;
      }
      at += breaks[3 * next + 2];
    }
    this.pending = next;
    this.leave[0] = at;
  }
}
