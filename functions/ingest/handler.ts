// Events queue -> facts -> a request to re-plan the zones that were touched. Transient faults fail the rest of their
// zone's messages only; permanent ones are parked.
import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseEventRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { ingestEvent, wakeZone } from '../../shared/app/ingest.ts';
import type { ZoneId } from '../../shared/kernel/ids.ts';
import { park } from '../park.ts';
import { logger, makeDeadLetters, makePorts, metrics } from '../wiring.ts';

const ports = makePorts();
const deadLetters = makeDeadLetters();
const processor = new SqsFifoPartialProcessorAsync();

/** Messages by the zone that they touched: they are done when the zone's wake-up is. */
type Touched = Map<ZoneId, SQSBatchItemFailure[]>;

async function ingestBatch(event: SQSEvent): Promise<SQSBatchResponse> {
  const touched: Touched = new Map();
  const { batchItemFailures } = await processPartialResponse(
    event,
    (record: SQSRecord) => ingestRecord(record, touched),
    processor,
    {
      skipGroupOnError: true,
      throwOnFullBatchFailure: false,
    },
  );
  return { batchItemFailures: [...batchItemFailures, ...(await wakeZones(touched))] };
}

async function ingestRecord(record: SQSRecord, touched: Touched): Promise<void> {
  const parsed = parseEventRecord(record.body);
  if (!parsed.ok) return park(deadLetters, record, parsed.error);
  const outcome = await ingestEvent(ports, parsed.value);
  if (outcome.kind === 'refused') return park(deadLetters, record, [outcome.fault]);
  const { zoneId } = parsed.value;
  touched.set(zoneId, [...(touched.get(zoneId) ?? []), { itemIdentifier: record.messageId }]);
}

/** Answers the messages of the zones that could not be woken: they come again, and a duplicate wakes like the first. */
async function wakeZones(touched: Touched): Promise<SQSBatchItemFailure[]> {
  const failures: SQSBatchItemFailure[] = [];
  for (const [zoneId, messages] of touched) {
    try {
      await wakeZone(ports, zoneId);
    } catch (error) {
      logger.error('a zone could not be woken; its messages come again', { zoneId, error });
      failures.push(...messages);
    }
  }
  return failures;
}

export const handler = middy<SQSEvent, SQSBatchResponse>(ingestBatch)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics));
