// How fast a day is played: so many times real time, or as fast as the work allows. The stack's clock stands between its
// moments; who paces waits before he moves it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochSeconds } from '../../shared/kernel/units.ts';

/** Longest wait before somebody who wants to stop is heard, in real ms. */
const LISTEN_MS = 200;

export class Pace {
  private readonly speed: number | 'max';
  private readonly isInterrupted: () => boolean;
  private readonly from: EpochSeconds;
  private begun: { readonly at: EpochSeconds; readonly realMs: number } | null = null;

  /** @param speed virtual seconds a real one @param from until then nobody waits: there is nothing to see */
  constructor(speed: number | 'max', isInterrupted: () => boolean, from: EpochSeconds = 0) {
    this.speed = speed;
    this.from = from;
    this.isInterrupted = isInterrupted;
  }

  /** Returns when it is `at`, or when somebody interrupts. The first that waits says when the day begins. */
  async reach(at: EpochSeconds): Promise<void> {
    if (this.speed === 'max' || at < this.from) return;
    this.begun ??= { at, realMs: performance.now() };
    const { realMs, at: from } = this.begun;
    const dueMs = realMs + ((at - from) * 1000) / this.speed;
    while (!this.isInterrupted() && performance.now() < dueMs)
      await sleep(Math.min(LISTEN_MS, Math.max(1, dueMs - performance.now())));
  }
}
