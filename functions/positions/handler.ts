// The function behind the positions queue: `store-batch` on the ports of this process.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { bareErrors } from '../bare-errors.ts';
import { meterCapacity } from '../meter-capacity.ts';
import { publishMetrics } from '../publish-metrics.ts';
import { capacity, logger, makeDeadLetters, makePositionPorts, metrics, telemetry } from '../wiring.ts';
import { makeStoreBatch } from './store-batch.ts';

const storeBatch = makeStoreBatch({ ports: makePositionPorts(), deadLetters: makeDeadLetters(), log: telemetry });

export const handler = middy<SQSEvent, SQSBatchResponse>(storeBatch)
  .use(injectLambdaContext(logger))
  .use(bareErrors(telemetry))
  .use(publishMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
