// The function behind the events queue: `ingest-batch` on the ports of this process.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { meterCapacity } from '../meter-capacity.ts';
import { capacity, logger, makeDeadLetters, makePorts, metrics, telemetry } from '../wiring.ts';
import { makeIngestBatch } from './ingest-batch.ts';

const ingestBatch = makeIngestBatch({ ports: makePorts(), deadLetters: makeDeadLetters(), log: logger });

export const handler = middy<SQSEvent, SQSBatchResponse>(ingestBatch)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
