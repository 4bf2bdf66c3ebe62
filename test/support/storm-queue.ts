// A FIFO queue of one group, as SQS has it: one message in flight, the same again when its visibility runs out, and a
// consumer that comes late with its receipt deletes nothing.
import type { Seconds } from '../../shared/kernel/units.ts';

export type Receipt<T> = { readonly body: T };

const DEDUPLICATION_SEC: Seconds = 300;

export class StormQueue<T> {
  private readonly now: () => number;
  private readonly bodies: T[] = [];
  private readonly sentAt = new Map<string, number>();
  private inFlight: Receipt<T> | null = null;

  constructor(now: () => number) {
    this.now = now;
  }

  get isEmpty(): boolean {
    return this.bodies.length === 0;
  }

  send(body: T, deduplicationId: string): void {
    const before = this.sentAt.get(deduplicationId);
    if (before !== undefined && this.now() - before < DEDUPLICATION_SEC) return;
    this.sentAt.set(deduplicationId, this.now());
    this.bodies.push(body);
  }

  receive(): Receipt<T> | null {
    const [body] = this.bodies;
    if (this.inFlight || body === undefined) return null;
    this.inFlight = { body };
    return this.inFlight;
  }

  delete(receipt: Receipt<T>): void {
    if (this.inFlight !== receipt) return;
    this.inFlight = null;
    this.bodies.shift();
  }

  /** The visibility time is over, whether its consumer is dead, slow or well. */
  expire(): void {
    this.inFlight = null;
  }
}
