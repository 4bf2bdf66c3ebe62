// A FIFO queue as SQS has it: order within a group, a group waits while one of its messages is in flight, and a message
// with a de-duplication id of the last five minutes is taken and forgotten.
import type { Clock } from '../../app/ports.ts';
import { invariant } from '../../kernel/result.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import { freeze } from './freeze.ts';

/** How long an id is remembered, from the first send; also after the message is gone. */
const DEDUPLICATION_SEC: Seconds = 300;

export interface QueuedMessage<T> {
  /** Counts the messages that the queue kept, from 1. */
  readonly sequence: number;
  readonly group: string;
  readonly deduplicationId: string;
  readonly sentAt: EpochSeconds;
  readonly body: T;
}

export class MemoryFifoQueue<T> {
  private readonly clock: Clock;
  private readonly groups = new Map<string, QueuedMessage<T>[]>();
  private readonly inFlight = new Map<string, QueuedMessage<T>>();
  /** When each id was first sent, oldest first. */
  private readonly remembered = new Map<string, EpochSeconds>();
  private sequence = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  send(body: T, group: string, deduplicationId: string): void {
    const sentAt = this.clock.now();
    this.forget(sentAt - DEDUPLICATION_SEC);
    if (this.remembered.has(deduplicationId)) return;
    this.remembered.set(deduplicationId, sentAt);
    this.sequence += 1;
    const message = { sequence: this.sequence, group, deduplicationId, sentAt, body: freeze(body) };
    const waiting = this.groups.get(group);
    if (waiting) waiting.push(message);
    else this.groups.set(group, [message]);
  }

  /** The oldest message of all groups that have none in flight; null when there is none. It stays the group's first until deleted. */
  receive(): QueuedMessage<T> | null {
    let oldest: QueuedMessage<T> | null = null;
    for (const [group, [first]] of this.groups) {
      if (!first || this.inFlight.has(group)) continue;
      if (!oldest || first.sequence < oldest.sequence) oldest = first;
    }
    if (oldest) this.inFlight.set(oldest.group, oldest);
    return oldest;
  }

  /** The message was processed: the group's next may come. */
  delete(message: QueuedMessage<T>): void {
    this.release(message);
    const waiting = this.groups.get(message.group);
    waiting?.shift();
    if (waiting?.length === 0) this.groups.delete(message.group);
  }

  /** The message failed, or its visibility timeout is over: it comes again, before the rest of its group. */
  release(message: QueuedMessage<T>): void {
    const current = this.inFlight.get(message.group);
    invariant(current === message, `message ${message.sequence} of group ${message.group} is not in flight`);
    this.inFlight.delete(message.group);
  }

  /** All that is in the queue, in flight or not, in the order in which it was sent. */
  messages(): readonly QueuedMessage<T>[] {
    return [...this.groups.values()].flat().sort((a, b) => a.sequence - b.sequence);
  }

  private forget(before: EpochSeconds): void {
    for (const [id, sentAt] of this.remembered) {
      if (sentAt > before) return;
      this.remembered.delete(id);
    }
  }
}
