// The function behind the schedule and the beats queue: `run-tick` on the ports of this process.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { bareErrors } from '../bare-errors.ts';
import { meterCapacity } from '../meter-capacity.ts';
import { publishMetrics } from '../publish-metrics.ts';
import { capacity, logger, makeDeadLetters, makePorts, metrics, telemetry } from '../wiring.ts';
import { makeRunTick } from './run-tick.ts';

const runTick = makeRunTick({ ports: makePorts(), deadLetters: makeDeadLetters(), log: telemetry });

export const handler = middy<unknown, SQSBatchResponse | undefined>(runTick)
  .use(injectLambdaContext(logger))
  .use(bareErrors(telemetry))
  .use(publishMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
