// A clock that stands still until it is told: business time and elapsed time are set apart.
import type { Clock } from '../../app/ports.ts';
import { invariant } from '../../kernel/result.ts';
import type { EpochSeconds, Milliseconds, Seconds } from '../../kernel/units.ts';

export class MemoryClock implements Clock {
  private at: EpochSeconds;
  private elapsed: Milliseconds = 0;

  constructor(at: EpochSeconds = 0) {
    this.at = at;
  }

  now(): EpochSeconds {
    return this.at;
  }

  elapsedMs(): Milliseconds {
    return this.elapsed;
  }

  set(at: EpochSeconds): void {
    this.at = at;
  }

  advance(seconds: Seconds): void {
    this.at += seconds;
  }

  /** Lets real time pass, as a slow call would; business time stays. */
  elapse(ms: Milliseconds): void {
    invariant(ms >= 0, `elapsed time never goes back, asked for ${ms} ms`);
    this.elapsed += ms;
  }
}
