// Positions queue -> the last position of each courier. No order between messages, no wake-up: the newest position wins.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parsePositionsRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { reportPositions } from '../../shared/app/report-positions.ts';
import { park } from '../park.ts';
import { logger, makeDeadLetters, makePositionPorts, metrics } from '../wiring.ts';

const ports = makePositionPorts();
const deadLetters = makeDeadLetters();
const processor = new BatchProcessor(EventType.SQS);

async function storePositions(record: SQSRecord): Promise<void> {
  const parsed = parsePositionsRecord(record.body);
  if (!parsed.ok) return park(deadLetters, record, parsed.error);
  await reportPositions(ports, parsed.value);
}

export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  processPartialResponse(event, storePositions, processor, { throwOnFullBatchFailure: false }),
)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics));
