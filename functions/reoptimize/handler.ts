// The function behind the re-plan queue: `replan-batch` on the ports of this process. The engine is warmed while the
// function starts, so the first time box counts.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { warmUp } from '../../shared/app/warm-up.ts';
import { bareErrors } from '../bare-errors.ts';
import { meterCapacity } from '../meter-capacity.ts';
import { publishMetrics } from '../publish-metrics.ts';
import { capacity, logger, makeDeadLetters, makePlannerPorts, metrics, telemetry } from '../wiring.ts';
import { makeReplanBatch } from './replan-batch.ts';

const replanBatch = makeReplanBatch({ ports: makePlannerPorts(), deadLetters: makeDeadLetters(), log: telemetry });
const warmFrom = performance.now();
warmUp();
// For whoever looks into the process: `bench coldstart` does.
performance.measure('pre-warm', { start: warmFrom });

export const handler = middy<SQSEvent, SQSBatchResponse>(replanBatch)
  .use(injectLambdaContext(logger))
  .use(bareErrors(telemetry))
  .use(publishMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
