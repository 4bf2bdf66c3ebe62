// Things to do at given moments, in their order; of one moment, in the order in which they were noted.
import type { EpochSeconds } from '../kernel/units.ts';

type Deed = (at: EpochSeconds) => void;

interface Entry {
  readonly at: EpochSeconds;
  readonly deed: Deed;
}

export class Diary {
  /** Latest first, so that the next one is taken from the end. */
  private entries: Entry[] = [];

  note(at: EpochSeconds, deed: Deed): void {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, { at, deed });
  }

  /** Infinity when there is nothing left. */
  nextAt(): EpochSeconds {
    return this.entries.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out the next thing that is due by `at`; null when there is none. */
  takeDue(at: EpochSeconds): Deed | null {
    return this.nextAt() <= at ? (this.entries.pop()?.deed ?? null) : null;
  }
}
