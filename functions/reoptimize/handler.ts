// The function behind the re-plan queue: `replan-batch` on the ports of this process. The engine is warmed while the
// function starts, so the first time box counts.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { warmUp } from '../../shared/app/warm-up.ts';
import { meterCapacity } from '../meter-capacity.ts';
import { capacity, logger, makeDeadLetters, makePlannerPorts, metrics, telemetry } from '../wiring.ts';
import { makeReplanBatch } from './replan-batch.ts';

const replanBatch = makeReplanBatch({ ports: makePlannerPorts(), deadLetters: makeDeadLetters(), log: logger });
warmUp();

export const handler = middy<SQSEvent, SQSBatchResponse>(replanBatch)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
