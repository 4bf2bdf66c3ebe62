// From environment to use cases: the one place where AWS clients are made, once a process. The endpoint is always passed
// explicitly when it is set: the SQS client would otherwise take the host of the queue's URL.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../shared/adapters/clock.ts';
import { Capacity } from '../shared/adapters/dynamodb/capacity.ts';
import { DynamoCourierStore } from '../shared/adapters/dynamodb/courier-store.ts';
import { DynamoHeadStore } from '../shared/adapters/dynamodb/head-store.ts';
import { DynamoOrderStore } from '../shared/adapters/dynamodb/order-store.ts';
import { DynamoRevisionStore } from '../shared/adapters/dynamodb/revision-store.ts';
import { DynamoSettingsStore } from '../shared/adapters/dynamodb/settings-store.ts';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { SqsDeadLetters } from '../shared/adapters/sqs/dead-letters.ts';
import { SqsOutbox } from '../shared/adapters/sqs/outbox.ts';
import { MetricGroups } from '../shared/adapters/telemetry/metric-groups.ts';
import { PowertoolsTelemetry } from '../shared/adapters/telemetry/powertools.ts';
import { TravelProvider } from '../shared/adapters/travel/travel-times.ts';
import type { SolveArchive, SolveKeeping } from '../shared/app/ports.ts';
import type { Ports } from '../shared/app/use-case-ports.ts';
import { shown } from './aws-clients.ts';
import { codeDigest } from './code-digest.ts';
import { ENV, requireEnv } from './env.ts';

export const logger = new Logger();
export const metrics = new MetricGroups({
  makeMetrics: () => new Metrics(),
  groups: (process.env[ENV.zoneGroups] ?? '').split(',').filter((group) => group !== ''),
  code: runningCode(),
});
export const telemetry = new PowertoolsTelemetry(logger, metrics);
/** What this process consumes of the table. */
export const capacity = new Capacity();

/** Which function this is, as the platform says; null where there is none, and for code that is no published version. */
function runningCode(): { function: string; version: string } | null {
  const { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_VERSION: version } = process.env;
  return name && version && version !== '$LATEST' ? { function: name, version } : null;
}

const endpointOf = (service: 'DYNAMODB' | 'S3' | 'SQS'): { endpoint?: string } => {
  const endpoint = process.env[`AWS_ENDPOINT_URL_${service}`] ?? process.env.AWS_ENDPOINT_URL;
  return endpoint ? { endpoint } : {};
};

const sqs = shown(new SQSClient(endpointOf('SQS')));

/** The stores of a function that only writes positions. */
export function makePositionPorts(): Pick<Ports, 'clock' | 'couriers' | 'telemetry'> {
  return { clock: systemClock, couriers: new DynamoCourierStore(openTable()), telemetry };
}

/** All ports. A queue that the function has no URL of is one that it may not send to. */
export function makePorts(): Ports {
  const table = openTable();
  return {
    clock: systemClock,
    orders: new DynamoOrderStore(table),
    couriers: new DynamoCourierStore(table),
    settings: new DynamoSettingsStore(table, (error) =>
      telemetry.incident('the settings of a zone cannot be read; it is left out', { error }),
    ),
    heads: new DynamoHeadStore(table),
    revisions: new DynamoRevisionStore(table),
    outbox: new SqsOutbox(sqs, queueUrls()),
    travel: new TravelProvider(telemetry),
    telemetry,
  };
}

/** All ports, and the archive of solves if the stack has one. Only the function that solves carries its client. */
export function makePlannerPorts(): Ports {
  const keeping = makeKeeping();
  return keeping === null ? makePorts() : { ...makePorts(), keeping };
}

function makeKeeping(): SolveKeeping | null {
  const bucket = process.env[ENV.solvesBucket];
  if (!bucket) return null;
  const percent = Number(requireEnv(ENV.archivePercent));
  return { archive: openArchive(bucket), percent, code: codeDigest(import.meta.filename) };
}

/** Its client is loaded when the first solve is kept, after that cycle's work: a tenth of the function's start is spared. */
function openArchive(bucket: string): SolveArchive {
  let opened: Promise<SolveArchive> | null = null;
  return {
    put: async (solve, limitMs) => {
      opened ??= import('./open-solve-archive.ts').then((module) => module.openSolveArchive(bucket, endpointOf('S3')));
      await (await opened).put(solve, limitMs);
    },
  };
}

/** Where this function parks what it can never process. */
export const makeDeadLetters = (): SqsDeadLetters => new SqsDeadLetters(sqs, requireEnv(ENV.deadLetterQueue));

function openTable(): Table {
  const client = shown(new DynamoDBClient(endpointOf('DYNAMODB')));
  // It copies whatever comes and goes for a logger that nobody set: 39 ms instead of 27 to read 1,000 orders.
  client.middlewareStack.remove('loggerMiddleware');
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return new Table(documents, requireEnv(ENV.table), capacity);
}

function queueUrls(): { replan?: string; changes?: string; beats?: string } {
  const urls = {
    replan: process.env[ENV.replanQueue],
    changes: process.env[ENV.changesQueue],
    beats: process.env[ENV.beatsQueue],
  };
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined));
}
