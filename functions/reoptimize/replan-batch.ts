// A message of the re-plan queue -> one cycle of one zone.
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseReplanRecord } from '../../shared/adapters/sqs/parse-record.ts';
import type { DeadLetters } from '../../shared/app/ports.ts';
import { reoptimize } from '../../shared/app/reoptimize.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import type { HandlerLog } from '../handler-log.ts';
import { inMessage } from '../in-message.ts';
import { park } from '../park.ts';

export interface ReplanParts {
  readonly ports: Ports;
  readonly deadLetters: DeadLetters;
  readonly log: HandlerLog;
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>;

/** One message a call (batch size 1); were there more, each would have to wait for the solve of the one before. */
export const makeReplanBatch =
  (parts: ReplanParts) =>
  async (event: SQSEvent, context: RemainingTime): Promise<SQSBatchResponse> => {
    for (const [index, record] of event.Records.entries()) {
      try {
        await inMessage(parts, record, () => replan(parts, record, context));
      } catch {
        return { batchItemFailures: event.Records.slice(index).map((left) => ({ itemIdentifier: left.messageId })) };
      }
    }
    return { batchItemFailures: [] };
  };

async function replan(parts: ReplanParts, record: SQSRecord, context: RemainingTime): Promise<void> {
  const parsed = parseReplanRecord(record.body);
  if (!parsed.ok) return park(parts, record, parsed.error);
  await reoptimize(parts.ports, parsed.value, () => context.getRemainingTimeInMillis());
}
