// The schedule's minute, or a beat of it from the queue -> requests to re-plan the zones that are due.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseBeatRecord } from '../../shared/adapters/sqs/parse-record.ts';
import type { DeadLetters } from '../../shared/app/ports.ts';
import { tickBeat, tickMinute } from '../../shared/app/tick.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import type { HandlerLog } from '../handler-log.ts';
import { inMessage } from '../in-message.ts';
import { park } from '../park.ts';
import { scheduledMinute } from './scheduled-minute.ts';

export interface TickParts {
  readonly ports: Ports;
  readonly deadLetters: DeadLetters;
  readonly log: HandlerLog;
}

export const makeRunTick =
  (parts: TickParts) =>
  async (event: unknown): Promise<SQSBatchResponse | undefined> => {
    if (isQueueEvent(event)) return runBeats(parts, event);
    await tickMinute(parts.ports, scheduledMinute(event, parts.ports.clock.now()));
    return undefined;
  };

const runBeats = (parts: TickParts, event: SQSEvent): Promise<SQSBatchResponse> =>
  processPartialResponse(
    event,
    (record: SQSRecord) => inMessage(parts, record, () => runBeat(parts, record)),
    new BatchProcessor(EventType.SQS),
    { throwOnFullBatchFailure: false },
  );

async function runBeat(parts: TickParts, record: SQSRecord): Promise<void> {
  const parsed = parseBeatRecord(record.body);
  if (!parsed.ok) return park(parts, record, parsed.error);
  await tickBeat(parts.ports, parsed.value);
}

const isQueueEvent = (event: unknown): event is SQSEvent =>
  typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);
