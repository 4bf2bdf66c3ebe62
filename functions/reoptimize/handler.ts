// Re-plan queue -> one cycle of one zone. The engine is warmed while the function starts, so the first time box counts.
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseReplanRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { reoptimize } from '../../shared/app/reoptimize.ts';
import { warmUp } from '../../shared/app/warm-up.ts';
import { park } from '../park.ts';
import { logger, makeDeadLetters, makePorts, metrics } from '../wiring.ts';

const ports = makePorts();
const deadLetters = makeDeadLetters();
warmUp();

async function replan(record: SQSRecord, context: Context): Promise<void> {
  const parsed = parseReplanRecord(record.body);
  if (!parsed.ok) return park(deadLetters, record, parsed.error);
  await reoptimize(ports, parsed.value, () => context.getRemainingTimeInMillis());
}

/** One message a call (batch size 1); were there more, each would have to wait for the solve of the one before. */
async function replanAll(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  for (const [index, record] of event.Records.entries()) {
    try {
      await replan(record, context);
    } catch (error) {
      logger.error('a zone could not be planned; its request comes again', { messageId: record.messageId, error });
      return { batchItemFailures: event.Records.slice(index).map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }
  }
  return { batchItemFailures: [] };
}

export const handler = middy<SQSEvent, SQSBatchResponse>(replanAll)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics));
