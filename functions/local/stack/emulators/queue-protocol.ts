// What the runner and the thread of the SQS emulator say to each other.
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import type { ClockMemory } from '../clock/virtual-clock.ts';

export interface SqsThreadData {
  readonly clock: ClockMemory;
  /** 0: any free one. */
  readonly port: number;
  readonly region: string;
  /** Where messages are kept; null: in memory. */
  readonly dataDir: string | null;
  /** How often delays and visibility are looked at, in real ms; null: only when asked, for a clock that stands. */
  readonly timerMs: Milliseconds | null;
}

export type QueueRequest =
  /** Takes up to `max` messages and holds them until they are settled. Answer: ReceivedMessage[]. */
  | { readonly kind: 'receive'; readonly queue: string; readonly max: number }
  /** Deletes what is done; what failed becomes visible when its visibility time-out is over. */
  | {
      readonly kind: 'settle';
      readonly queue: string;
      readonly done: readonly string[];
      readonly failed: readonly string[];
    }
  /** Wakes delayed and invisible messages whose time has come. Answer: QueueState[]. */
  | { readonly kind: 'states'; readonly queues: readonly string[] }
  | { readonly kind: 'stop' };

/** A queue that was empty, as far as the runner knows, has a message to give. */
export interface QueueNotice {
  readonly available: string;
}

export interface QueueState {
  readonly queue: string;
  /** Whether a receive would get something now. */
  readonly isAvailable: boolean;
  /** Virtual ms at which the next delayed or invisible message can be received; null: there is none. */
  readonly wakeAtMs: Milliseconds | null;
  /** The same of invisible messages alone. */
  readonly returnsAtMs: Milliseconds | null;
}

/** As ReceiveMessage answers. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly MD5OfBody: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MD5OfMessageAttributes?: string;
  readonly MessageAttributes?: Readonly<
    Record<string, { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string }>
  >;
}
