// An event source mapping at work: receives batches as long as the queue gives some and the maximum concurrency is not
// reached, calls the function, deletes what is done. What failed stays invisible until its visibility time-out is over.
import type { Queues } from '../emulators/emulators.ts';
import type { ReceivedMessage } from '../emulators/queue-protocol.ts';
import type { InvocationResult } from '../runtime/function-instance.ts';
import type { Invocable, MappingSpec } from '../template/topology.ts';
import { readBatchResponse } from './batch-response.ts';
import { sqsEvent } from './sqs-event.ts';

export interface PollerOptions {
  readonly mapping: MappingSpec;
  readonly queues: Pick<Queues, 'receive' | 'settle'>;
  readonly invoke: (target: Invocable, event: unknown) => Promise<InvocationResult>;
  /** Told of answers that cannot be understood. */
  readonly onMalformed: (why: string) => void;
  /** Told of a queue that does not answer: the stack is broken. */
  readonly onBroken: (error: unknown) => void;
  /** Told when the poller has come to rest. */
  readonly onIdle: () => void;
}

export class Poller {
  private readonly options: PollerOptions;
  private numRunning = 0;
  private isPolling = false;
  private isStopped = false;
  /** Whether the queue may have something that was not asked for yet. */
  private isDue = false;

  constructor(options: PollerOptions) {
    this.options = options;
  }

  /** Nothing of this mapping is being received or worked on. */
  get isIdle(): boolean {
    return this.numRunning === 0 && !this.isPolling;
  }

  /** The queue may have messages: receive now, or as soon as a batch has ended. */
  nudge(): void {
    this.isDue = true;
    void this.poll();
  }

  /** Receives no more; batches in work go on. */
  stop(): void {
    this.isStopped = true;
  }

  private async poll(): Promise<void> {
    if (this.isPolling) return;
    this.isPolling = true;
    const { mapping, queues, onBroken } = this.options;
    try {
      while (this.isDue && !this.isStopped && this.numRunning < mapping.maxConcurrency) {
        this.isDue = false;
        const batch = await queues.receive(mapping.queueName, mapping.batchSize);
        if (batch.length === 0) continue;
        this.isDue = true;
        void this.work(batch);
      }
    } catch (error) {
      if (!this.isStopped) onBroken(error);
    }
    this.isPolling = false;
    this.rest();
  }

  private async work(batch: readonly ReceivedMessage[]): Promise<void> {
    this.numRunning++;
    const { mapping, queues, invoke, onBroken } = this.options;
    try {
      const result = await invoke(mapping.target, sqsEvent(batch, mapping.queueArn));
      const isFailed = this.failures(batch, result);
      const handles = (failed: boolean) => batch.filter((m) => isFailed(m) === failed).map((m) => m.ReceiptHandle);
      await queues.settle(mapping.queueName, handles(false), handles(true));
    } catch (error) {
      if (!this.isStopped) onBroken(error);
    }
    this.numRunning--;
    if (this.isDue) void this.poll();
    this.rest();
  }

  private failures(batch: readonly ReceivedMessage[], result: InvocationResult): (message: ReceivedMessage) => boolean {
    if (result.kind !== 'answer') return () => true;
    if (!this.options.mapping.partialFailures) return () => false;
    const response = readBatchResponse(result.value, new Set(batch.map((message) => message.MessageId)));
    if (response.kind === 'understood') return (message) => response.failed.has(message.MessageId);
    this.options.onMalformed(response.why);
    return () => true;
  }

  private rest(): void {
    if (this.isIdle) this.options.onIdle();
  }
}
