// A standard queue with delays: a message shows up when its moment has come.
import type { Clock } from '../../app/ports.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import { freeze } from './freeze.ts';

export interface DelayedMessage<T> {
  readonly visibleAt: EpochSeconds;
  readonly body: T;
}

export class MemoryDelayQueue<T> {
  private readonly clock: Clock;
  private waiting: readonly DelayedMessage<T>[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
  }

  send(body: T, delaySec: Seconds): void {
    const message = { visibleAt: this.clock.now() + delaySec, body: freeze(body) };
    this.waiting = [...this.waiting, message].sort((a, b) => a.visibleAt - b.visibleAt);
  }

  /** Takes out the next message whose moment has come; null when there is none. */
  take(): T | null {
    const next = this.waiting[0];
    if (!next || next.visibleAt > this.clock.now()) return null;
    this.waiting = this.waiting.slice(1);
    return next.body;
  }

  /** All that waits, soonest first. */
  messages(): readonly DelayedMessage<T>[] {
    return this.waiting;
  }
}
