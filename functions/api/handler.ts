// The function behind the HTTP API: `answer-request` on the ports of this process.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { bareErrors } from '../bare-errors.ts';
import { meterCapacity } from '../meter-capacity.ts';
import { publishMetrics } from '../publish-metrics.ts';
import { capacity, logger, makePorts, metrics, telemetry } from '../wiring.ts';
import { makeAnswerRequest, type Request, type Response } from './answer-request.ts';

const answerRequest = makeAnswerRequest({ ports: makePorts(), log: telemetry });

export const handler = middy<Request, Response>(answerRequest)
  .use(injectLambdaContext(logger))
  .use(bareErrors(telemetry))
  .use(publishMetrics(metrics))
  .use(meterCapacity(capacity, telemetry));
