// The queues out, in memory: whoever runs the world takes the messages from here and hands them to the use cases.
import type { Beat, Clock, Outbox, ReplanRequest } from '../../app/ports.ts';
import type { ChangeMessage } from '../../domain/change.ts';
import { invariant } from '../../kernel/result.ts';
import type { Seconds } from '../../kernel/units.ts';
import { MemoryDelayQueue } from './delay-queue.ts';
import { MemoryFifoQueue } from './fifo-queue.ts';

export class MemoryOutbox implements Outbox {
  readonly replan: MemoryFifoQueue<ReplanRequest>;
  readonly changes: MemoryFifoQueue<ChangeMessage>;
  readonly beats: MemoryDelayQueue<Beat>;

  constructor(clock: Clock) {
    this.replan = new MemoryFifoQueue(clock);
    this.changes = new MemoryFifoQueue(clock);
    this.beats = new MemoryDelayQueue(clock);
  }

  async requestReplan(request: ReplanRequest, deduplicationId: string): Promise<void> {
    this.replan.send(request, request.zoneId, deduplicationId);
  }

  async publish(message: ChangeMessage, deduplicationId: string): Promise<void> {
    this.changes.send(message, message.zoneId, deduplicationId);
  }

  async sendBeat(beat: Beat, delaySec: Seconds): Promise<void> {
    invariant(delaySec >= 0 && delaySec <= 900, `a beat is delayed by 0 to 900 seconds, not ${delaySec}`);
    this.beats.send(beat, delaySec);
  }
}
