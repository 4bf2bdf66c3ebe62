// The function behind the events queue: `ingest-batch` on the ports of this process.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { bareErrors } from '../bare-errors.ts';
import { meterCapacity } from '../meter-capacity.ts';
import { publishMetrics } from '../publish-metrics.ts';
import { capacity, logger, makeDeadLetters, makePorts, metrics, telemetry } from '../wiring.ts';
import { makeIngestBatch } from './ingest-batch.ts';

const ingestBatch = makeIngestBatch({ ports: makePorts(), deadLetters: makeDeadLetters(), log: telemetry });

export const handler = middy<SQSEvent, SQSBatchResponse>(ingestBatch)
  .use(injectLambdaContext(logger))
  .use(bareErrors(telemetry))
  .use(publishMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
