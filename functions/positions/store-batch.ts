// A batch of the positions queue -> the last position of each courier. No order between messages, no wake-up: the newest
// position wins.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parsePositionsRecord } from '../../shared/adapters/sqs/parse-record.ts';
import type { DeadLetters } from '../../shared/app/ports.ts';
import { reportPositions } from '../../shared/app/report-positions.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import type { HandlerLog } from '../handler-log.ts';
import { inMessage } from '../in-message.ts';
import { park } from '../park.ts';

export interface PositionParts {
  readonly ports: Pick<Ports, 'clock' | 'couriers' | 'telemetry'>;
  readonly deadLetters: DeadLetters;
  readonly log: HandlerLog;
}

export const makeStoreBatch =
  (parts: PositionParts) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    processPartialResponse(
      event,
      (record: SQSRecord) => inMessage(parts, record, () => storePositions(parts, record)),
      new BatchProcessor(EventType.SQS),
      { throwOnFullBatchFailure: false },
    );

async function storePositions(parts: PositionParts, record: SQSRecord): Promise<void> {
  const parsed = parsePositionsRecord(record.body);
  if (!parsed.ok) return park(parts, record, parsed.error);
  await reportPositions(parts.ports, parsed.value);
}
