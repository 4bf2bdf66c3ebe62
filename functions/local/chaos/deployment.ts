// The five functions on the simulated platform: each delivery of a queue, each tick and each call starts a program,
// which runs the handler's own body on the real adapters, with a client and a clock of its own.
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { Capacity } from '../../../shared/adapters/dynamodb/capacity.ts';
import { DynamoCourierStore } from '../../../shared/adapters/dynamodb/courier-store.ts';
import { DynamoHeadStore } from '../../../shared/adapters/dynamodb/head-store.ts';
import { DynamoOrderStore } from '../../../shared/adapters/dynamodb/order-store.ts';
import { DynamoRevisionStore } from '../../../shared/adapters/dynamodb/revision-store.ts';
import { DynamoSettingsStore } from '../../../shared/adapters/dynamodb/settings-store.ts';
import { Table } from '../../../shared/adapters/dynamodb/table.ts';
import { S3SolveArchive } from '../../../shared/adapters/s3/solve-archive.ts';
import { SqsDeadLetters } from '../../../shared/adapters/sqs/dead-letters.ts';
import { SqsOutbox } from '../../../shared/adapters/sqs/outbox.ts';
import { TravelProvider } from '../../../shared/adapters/travel/travel-times.ts';
import { Unavailable } from '../../../shared/app/errors.ts';
import type { Telemetry, TravelTimes } from '../../../shared/app/ports.ts';
import type { Ports } from '../../../shared/app/use-case-ports.ts';
import type { ZoneId } from '../../../shared/kernel/ids.ts';
import type { Random } from '../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../shared/kernel/units.ts';
import { type AnswerRequest, makeAnswerRequest } from '../../api/answer-request.ts';
import type { HandlerLog } from '../../handler-log.ts';
import { makeIngestBatch } from '../../ingest/ingest-batch.ts';
import { makeStoreBatch } from '../../positions/store-batch.ts';
import { makeReplanBatch } from '../../reoptimize/replan-batch.ts';
import { makeRunTick } from '../../tick/run-tick.ts';
import { deadLettersOf, type QueueName } from './cloud/cloud.ts';
import { type ClientParts, SimulatedClient } from './cloud/simulated-client.ts';
import type { Received } from './cloud/simulated-queue.ts';
import { type ReadingBook, reading } from './reading.ts';
import type { Program } from './scheduler.ts';

/** The queues that functions consume. */
export type ConsumedQueue = Exclude<QueueName, 'changes'>;

interface FunctionSpec {
  readonly timeoutSec: Seconds;
  readonly batchSize: number;
}

/** As the stack has them. */
const FUNCTIONS: Readonly<Record<ConsumedQueue, FunctionSpec>> = {
  events: { timeoutSec: 30, batchSize: 10 },
  positions: { timeoutSec: 15, batchSize: 10 },
  replan: { timeoutSec: 30, batchSize: 1 },
  beats: { timeoutSec: 30, batchSize: 1 },
};

/** The gateway's own. */
const CALL_TIMEOUT_SEC: Seconds = 29;

/** Of the solves; keeping one is the last that a cycle does. */
const KEPT_PERCENT = 30;
const MAX_SKEW_SEC: Seconds = 120;

export interface DeploymentParts extends ClientParts {
  readonly rng: Random;
  readonly telemetry: Telemetry;
  readonly readings: ReadingBook;
  /** The zone in which planning breaks now and then; null: none. */
  readonly cursedZone: ZoneId | null;
  /** A function has said that it is done with a message. */
  readonly onAcknowledged: (queue: ConsumedQueue, body: string) => void;
  /** A function ended with an error that no handler passes on on purpose. */
  readonly onBug: (program: Program, error: unknown) => void;
}

export class Deployment {
  private readonly parts: DeploymentParts;
  private readonly travel: TravelProvider;
  private programs = 0;

  constructor(parts: DeploymentParts) {
    this.parts = parts;
    this.travel = new TravelProvider(parts.telemetry);
  }

  /** The platform hands what a queue has to a new run of its function; nothing when there is nothing. */
  deliver(name: ConsumedQueue): void {
    const queue = this.parts.cloud.queues[name];
    const { batchSize } = FUNCTIONS[name];
    const batch = queue.receive(batchSize);
    if (batch.length === 0) return;
    const program = this.newProgram(name);
    this.parts.trace.note(program.name, `takes ${batch.map(({ messageId }) => messageId).join(' ')}`);
    this.run(program, async () => {
      const failed = await this.handle(name, program, batch);
      for (const message of batch.filter(({ messageId }) => !failed.has(messageId))) this.acknowledge(name, message);
    });
  }

  /** The platform takes the message off the queue, or does not know that it is done. */
  private acknowledge(name: ConsumedQueue, message: Received): void {
    const queue = this.parts.cloud.queues[name];
    this.parts.onAcknowledged(name, message.body);
    if (this.parts.faults.strikes('redelivery')) queue.release(message);
    else queue.delete(message);
  }

  /** The schedule fires for the minute that the true time is in. */
  tick(): void {
    const program = this.newProgram('beats');
    const scheduledTime = new Date(this.parts.cloud.now() * 1000).toISOString();
    this.run(program, async () => {
      await makeRunTick(this.handlerParts('beats', program, null))({ scheduledTime });
    });
  }

  /** Somebody calls the API. There may be no answer: the function died, or its answer got lost. */
  call(request: Parameters<AnswerRequest>[0], onAnswer: (answer: Awaited<ReturnType<AnswerRequest>>) => void): void {
    const program = this.newProgram('api');
    const client = new SimulatedClient(this.parts, program);
    const parts = { ports: this.portsOf(program, client, null), log: this.logOf(program) };
    this.run(program, async () => {
      const answer = await makeAnswerRequest(parts)(request);
      this.parts.trace.note(program.name, `answers ${answer.statusCode}`);
      if (!this.parts.faults.strikes('lostAnswer')) onAnswer(answer);
    });
  }

  private async handle(name: ConsumedQueue, program: Program, batch: readonly Received[]): Promise<Set<string>> {
    const event = { Records: batch.map(recordOf) } as SQSEvent;
    const zoneId = name === 'replan' ? (batch[0]?.group ?? null) : null;
    const parts = this.handlerParts(name, program, zoneId);
    const remaining = () => Math.max(0, program.endsAt - this.parts.cloud.now()) * 1000;
    const handlers = {
      events: () => makeIngestBatch(parts)(event),
      positions: () => makeStoreBatch(parts)(event),
      replan: () => makeReplanBatch(parts)(event, { getRemainingTimeInMillis: remaining }),
      beats: () => makeRunTick(parts)(event),
    };
    const answer = await handlers[name]();
    return new Set((answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  }

  private run(program: Program, work: () => Promise<void>): void {
    const { trace, onBug } = this.parts;
    work().then(
      () => trace.note(program.name, 'is done'),
      (error: unknown) => {
        trace.note(program.name, `fails: ${String(error)}`);
        if (!(error instanceof Unavailable)) onBug(program, error);
      },
    );
  }

  private newProgram(name: ConsumedQueue | 'api'): Program {
    const { cloud, faults } = this.parts;
    this.programs += 1;
    return {
      name: `${name === 'beats' ? 'tick' : name}/${this.programs}`,
      isSlow: faults.strikes('slow'),
      endsAt: cloud.now() + (name === 'api' ? CALL_TIMEOUT_SEC : FUNCTIONS[name].timeoutSec),
      skewSec: faults.strikes('skewedClock') ? faults.below('skewedClock', 2 * MAX_SKEW_SEC + 1) - MAX_SKEW_SEC : 0,
      isDead: false,
    };
  }

  private handlerParts(name: ConsumedQueue, program: Program, zoneId: ZoneId | null) {
    const client = new SimulatedClient(this.parts, program);
    const deadLetters = new SqsDeadLetters(client.queues, deadLettersOf(name));
    return { ports: this.portsOf(program, client, zoneId), deadLetters, log: this.logOf(program) };
  }

  private portsOf(program: Program, client: SimulatedClient, zoneId: ZoneId | null): Ports {
    const table = new Table(client.documents, 'plan', new Capacity(), async () => {});
    const now = (): EpochSeconds => this.parts.cloud.now() + program.skewSec;
    const { telemetry, readings } = this.parts;
    const ports: Ports = {
      clock: { now, elapsedMs: () => this.parts.cloud.now() * 1000 },
      orders: new DynamoOrderStore(table),
      couriers: new DynamoCourierStore(table),
      settings: new DynamoSettingsStore(table),
      heads: new DynamoHeadStore(table),
      revisions: new DynamoRevisionStore(table),
      outbox: new SqsOutbox(client.queues, { replan: 'replan', changes: 'changes', beats: 'beats' }),
      travel: this.travelFor(zoneId),
      telemetry,
      keeping: { archive: new S3SolveArchive(client.bucket, 'solves'), percent: KEPT_PERCENT, code: 'storm' },
    };
    return reading(ports, readings.of(program));
  }

  /** In the cursed zone planning breaks, in the way of a bug and not of an outage. */
  private travelFor(zoneId: ZoneId | null): TravelTimes {
    const { travel } = this;
    return {
      matrix: async (...wanted) => {
        if (zoneId === this.parts.cursedZone && zoneId !== null && this.parts.faults.strikes('brokenPlanner'))
          throw new Error('the cursed zone');
        return travel.matrix(...wanted);
      },
    };
  }

  private logOf(program: Program): HandlerLog {
    const note = (message: string) => this.parts.trace.note(program.name, message);
    return { warn: note, error: note };
  }
}

const recordOf = ({ messageId, body, group, receipt }: Received): SQSRecord =>
  ({
    messageId,
    body,
    receiptHandle: receipt,
    attributes: group === null ? {} : { MessageGroupId: group },
    messageAttributes: {},
    eventSource: 'aws:sqs',
  }) as unknown as SQSRecord;
