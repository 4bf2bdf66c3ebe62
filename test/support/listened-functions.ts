// The five functions as they are deployed, their logger and metrics included, on ports of the test; every line that they
// write is kept.
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { makeAnswerRequest } from '../../functions/api/answer-request.ts';
import { bareErrors } from '../../functions/bare-errors.ts';
import { makeIngestBatch } from '../../functions/ingest/ingest-batch.ts';
import { makeStoreBatch } from '../../functions/positions/store-batch.ts';
import { publishMetrics } from '../../functions/publish-metrics.ts';
import { makeReplanBatch } from '../../functions/reoptimize/replan-batch.ts';
import { makeRunTick } from '../../functions/tick/run-tick.ts';
import { MetricGroups } from '../../shared/adapters/telemetry/metric-groups.ts';
import { PowertoolsTelemetry } from '../../shared/adapters/telemetry/powertools.ts';
import type { DeadLetter } from '../../shared/app/ports.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';

const GROUPS = ['centre'];

export class ListenedFunctions {
  /** Lines of logs and metrics, as JSON, oldest first. */
  readonly written: string[] = [];
  readonly parked: DeadLetter[] = [];
  readonly telemetry: PowertoolsTelemetry;
  private readonly logger = new Logger({ serviceName: 'rebatch-test', logLevel: 'DEBUG' });
  private readonly metrics = new MetricGroups({ makeMetrics: () => this.makeMetrics(), groups: GROUPS });
  private calls = 0;

  constructor() {
    this.listenTo(this.logger);
    this.telemetry = new PowertoolsTelemetry(this.logger, this.metrics);
  }

  /** Each takes the event and answers as the function would; undefined when it fails as a whole. */
  on(ports: Omit<Ports, 'telemetry'>) {
    const log = this.telemetry;
    const deadLetters = { park: async (letter: DeadLetter) => void this.parked.push(letter) };
    const parts = { ports: { ...ports, telemetry: this.telemetry }, deadLetters, log };
    return {
      ingest: this.wrap(makeIngestBatch(parts)),
      positions: this.wrap(makeStoreBatch(parts)),
      reoptimize: this.wrap(makeReplanBatch(parts)),
      tick: this.wrap(makeRunTick(parts)),
      api: this.wrap(makeAnswerRequest(parts)),
    };
  }

  /** As each handler.ts does. */
  private wrap<E, A = SQSBatchResponse>(body: (event: E, context: Context) => Promise<A | undefined>) {
    const handler = middy<E, A | undefined>(body)
      .use(injectLambdaContext(this.logger))
      .use(bareErrors(this.telemetry))
      .use(publishMetrics(this.metrics));
    return async (event: E): Promise<A | undefined> => {
      try {
        return await handler(event, this.newContext());
      } catch (error) {
        this.written.push(platformLine(error));
        return undefined;
      }
    };
  }

  private newContext(): Context {
    const awsRequestId = `request-${++this.calls}`;
    return { awsRequestId, functionName: 'f', getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  }

  private makeMetrics(): Metrics {
    const metrics = new Metrics({ namespace: 'Rebatch', serviceName: 'rebatch-test' });
    this.listenTo(metrics);
    return metrics;
  }

  private listenTo(speaker: object): void {
    const listen = (line: string) => void this.written.push(line);
    const levels = ['log', 'debug', 'info', 'warn', 'error'];
    Reflect.set(speaker, 'console', Object.fromEntries(levels.map((level) => [level, listen])));
  }
}

/** What the platform writes of an error that leaves a handler: all of it, its own properties and its causes. */
const platformLine = (error: unknown): string =>
  JSON.stringify(error, (_, value: unknown) =>
    value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value,
  );

/** A batch of messages in one group, with ids m1, m2, and so on. */
export function sqsEvent(bodies: readonly (string | object)[]): SQSEvent {
  const records = bodies.map((body, index) => ({
    messageId: `m${index + 1}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { MessageGroupId: 'north' },
  }));
  return { Records: records as unknown as SQSRecord[] };
}
