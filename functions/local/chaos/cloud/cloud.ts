// The platform of a storm: one table, five queues with their dead letters, one true clock. Everything that takes effect
// passes through `execute`, so whoever watches sees who did it.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Random } from '../../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../../shared/kernel/units.ts';
import type { Faults } from '../faults.ts';
import type { Program } from '../scheduler.ts';
import { type QueueOptions, SimulatedQueue } from './simulated-queue.ts';
import { SimulatedTable, type TableWrite } from './simulated-table.ts';

export type QueueName = 'events' | 'positions' | 'replan' | 'beats' | 'changes';

/** As the stack has them. */
const QUEUES: readonly (QueueOptions & { readonly name: QueueName })[] = [
  { name: 'events', isFifo: true, visibilitySec: 90, maxReceives: 5 },
  { name: 'positions', isFifo: false, visibilitySec: 92, maxReceives: 5 },
  { name: 'replan', isFifo: true, visibilitySec: 90, maxReceives: 5 },
  { name: 'beats', isFifo: false, visibilitySec: 180, maxReceives: 5 },
  { name: 'changes', isFifo: true, visibilitySec: 30, maxReceives: null },
];

const MAX_DELAY_SEC: Seconds = 60;

/** Hears of everything that takes effect, in its order. */
export interface Watcher {
  wrote(write: TableWrite, by: Program): void;
  sent(queue: QueueName, body: string, by: Program): void;
}

/** The address of a queue's dead letters. */
export const deadLettersOf = (queue: QueueName): string => `${queue}-dead-letters`;

export class Cloud {
  readonly table: SimulatedTable;
  readonly queues: Readonly<Record<QueueName, SimulatedQueue>>;
  private readonly faults: Faults;
  private readonly watchers: Watcher[] = [];
  private time: EpochSeconds;
  private acting: Program | null = null;

  constructor(startAt: EpochSeconds, rng: Random, faults: Faults) {
    this.time = startAt;
    this.faults = faults;
    this.table = new SimulatedTable((write) => {
      for (const watcher of this.watchers) if (this.acting) watcher.wrote(write, this.acting);
    });
    const queues = QUEUES.map((options) => [options.name, new SimulatedQueue(options, () => this.time, rng)]);
    this.queues = Object.fromEntries(queues) as Record<QueueName, SimulatedQueue>;
  }

  watchedBy(watcher: Watcher): void {
    this.watchers.push(watcher);
  }

  /** The true time. */
  now(): EpochSeconds {
    return this.time;
  }

  advance(seconds: Seconds): void {
    this.time += seconds;
  }

  execute(by: Program, command: object, how: { readonly isStale?: boolean; readonly taken?: number }): object {
    if (command instanceof SendMessageCommand) return this.send(by, command);
    // What is kept for replay is read by nobody here.
    if (command instanceof PutObjectCommand) return {};
    this.acting = by;
    return this.table.execute(command, how);
  }

  private send(by: Program, { input }: SendMessageCommand): object {
    const url = String(input.QueueUrl);
    const body = String(input.MessageBody);
    const parked = Object.values(this.queues).find((queue) => deadLettersOf(queue.name as QueueName) === url);
    if (parked !== undefined) {
      const attributes = Object.entries(input.MessageAttributes ?? {}).map(([name, one]) => [
        name,
        one.StringValue ?? '',
      ]);
      const group = input.MessageGroupId ?? null;
      parked.deadLetters.push({ messageId: url, body, group, attributes: Object.fromEntries(attributes) });
      return {};
    }
    const queue = this.queues[url as QueueName];
    const delaySec = (input.DelaySeconds ?? 0) + this.delay();
    const isNew = queue.send({
      body,
      delaySec,
      ...(input.MessageGroupId === undefined ? {} : { group: input.MessageGroupId }),
      ...(input.MessageDeduplicationId === undefined ? {} : { deduplicationId: input.MessageDeduplicationId }),
    });
    if (isNew) for (const watcher of this.watchers) watcher.sent(url as QueueName, body, by);
    return {};
  }

  private delay(): Seconds {
    return this.faults.strikes('delay') ? 1 + this.faults.below('delay', MAX_DELAY_SEC) : 0;
  }
}
