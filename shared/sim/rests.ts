// The breaks of a simulated courier: taken between batches, where it stands, each once and in sequence. Work that it has
// agreed to comes first, unless there is time for the break before it.
import type { Courier, CourierBreak } from '../domain/courier.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';

/** A break that may begin, and how long it lasts. */
export interface Rest {
  readonly startAt: EpochSeconds;
  readonly durationSec: Seconds;
}

export class Rests {
  private readonly shift: Courier['shift'];
  private readonly left: CourierBreak[];

  constructor({ shift, breaks = [] }: Pick<Courier, 'shift' | 'breaks'>) {
    this.shift = shift;
    this.left = [...breaks];
  }

  /** The next break of a courier without work since `since`, if it is over before `busyFrom`, the departure for the next. */
  next(since: EpochSeconds, busyFrom: EpochSeconds): Rest | null {
    const freeAt = Math.max(since, this.shift.startAt);
    const one = this.left.find(({ latestAt, durationSec }) => freeAt <= latestAt + durationSec);
    if (one === undefined) return null;
    const { durationSec } = one;
    const startAt = Math.max(freeAt, one.earliestAt);
    return startAt < this.shift.endAt && startAt + durationSec <= busyFrom ? { startAt, durationSec } : null;
  }

  /** It begins at `at`: it and those that lapsed before it are no more. */
  begin(at: EpochSeconds): void {
    while (this.left[0] !== undefined && at > this.left[0].latestAt + this.left[0].durationSec) this.left.shift();
    this.left.shift();
  }
}
