// The two emulators of the stack, each in a thread of its own that reads the virtual clock.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import type { ClockMemory } from '../clock/virtual-clock.ts';
import { REGION } from '../template/references.ts';
import type { DynamoDbThreadData } from './dynamodb-thread.ts';
import type { QueueNotice, QueueRequest, QueueState, ReceivedMessage, SqsThreadData } from './queue-protocol.ts';
import { Thread } from './thread.ts';

/** What every SDK client of the stack needs beside the endpoint, which is passed explicitly. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  /** The emulator of the queues has the buckets, too. */
  readonly s3: string;
}

export interface EmulatorOptions {
  readonly clock: ClockMemory;
  readonly timerMs: Milliseconds | null;
  readonly ports: { readonly dynamodb: number; readonly sqs: number };
  /** A folder that survives the stack; null: everything is in memory. */
  readonly dataDir: string | null;
}

export const CLIENT_CONFIG: ClientConfig = {
  region: REGION,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

/** The runner's own way to the queues, past HTTP. */
export class Queues {
  private readonly thread: Thread;

  constructor(thread: Thread) {
    this.thread = thread;
  }

  async receive(queue: string, max: number): Promise<readonly ReceivedMessage[]> {
    return (await this.call({ kind: 'receive', queue, max })) as readonly ReceivedMessage[];
  }

  /** @param done receipt handles of messages to delete @param failed of messages that are to come back */
  async settle(queue: string, done: readonly string[], failed: readonly string[]): Promise<void> {
    await this.call({ kind: 'settle', queue, done, failed });
  }

  async states(queues: readonly string[]): Promise<readonly QueueState[]> {
    return (await this.call({ kind: 'states', queues })) as readonly QueueState[];
  }

  private call(request: QueueRequest): Promise<unknown> {
    return this.thread.call(request);
  }
}

export class Emulators {
  readonly endpoints: Endpoints;
  readonly queues: Queues;
  private readonly threads: readonly Thread[];

  private constructor(dynamodb: Thread, sqs: Thread) {
    this.endpoints = { dynamodb: endpointOf(dynamodb), sqs: endpointOf(sqs), s3: endpointOf(sqs) };
    this.queues = new Queues(sqs);
    this.threads = [dynamodb, sqs];
  }

  /** @param onAvailable called with the name of a queue that has something to receive */
  static async start(options: EmulatorOptions, onAvailable: (queue: string) => void): Promise<Emulators> {
    const { clock, timerMs, ports, dataDir } = options;
    const inDataDir = (name: string) => (dataDir === null ? null : join(dataDir, name));
    if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
    const dynamodbData: DynamoDbThreadData = { clock, port: ports.dynamodb, dataDir: inDataDir('dynamodb') };
    const sqsData: SqsThreadData = { clock, timerMs, port: ports.sqs, region: REGION, dataDir: inDataDir('sqs') };
    const onNotice = (value: unknown) => onAvailable((value as QueueNotice).available);
    const started = await Promise.allSettled([
      Thread.start('DynamoDB', new URL('./dynamodb-thread.ts', import.meta.url), dynamodbData),
      Thread.start('SQS', new URL('./sqs-thread.ts', import.meta.url), sqsData, onNotice),
    ]);
    const [dynamodb, sqs] = started;
    if (dynamodb.status === 'fulfilled' && sqs.status === 'fulfilled') return new Emulators(dynamodb.value, sqs.value);
    await Promise.all(started.map((start) => (start.status === 'fulfilled' ? stop(start.value) : undefined)));
    throw started.find((start) => start.status === 'rejected')?.reason;
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.map(stop));
  }
}

function stop(thread: Thread): Promise<void> {
  return thread.stop({ kind: 'stop' } satisfies QueueRequest);
}

function endpointOf(thread: Thread): string {
  return `http://127.0.0.1:${String(thread.greeting)}`;
}
