// The schedule's minute, or a beat of it from the queue -> requests to re-plan the zones that are due.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseBeatRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { tickBeat, tickMinute } from '../../shared/app/tick.ts';
import { park } from '../park.ts';
import { logger, makeDeadLetters, makePorts, metrics } from '../wiring.ts';
import { scheduledMinute } from './scheduled-minute.ts';

const ports = makePorts();
const deadLetters = makeDeadLetters();
const processor = new BatchProcessor(EventType.SQS);

async function runBeat(record: SQSRecord): Promise<void> {
  const parsed = parseBeatRecord(record.body);
  if (!parsed.ok) return park(deadLetters, record, parsed.error);
  await tickBeat(ports, parsed.value);
}

async function runTick(event: unknown): Promise<SQSBatchResponse | undefined> {
  if (isQueueEvent(event)) return processPartialResponse(event, runBeat, processor, { throwOnFullBatchFailure: false });
  await tickMinute(ports, scheduledMinute(event, ports.clock.now()));
  return undefined;
}

const isQueueEvent = (event: unknown): event is SQSEvent =>
  typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);

export const handler = middy<unknown, SQSBatchResponse | undefined>(runTick)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics));
