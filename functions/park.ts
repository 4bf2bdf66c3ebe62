// What can never be processed is sent to the dead letters by the handler itself, with its reason, and acknowledged: it
// would fail the same way each time, and nothing else in its batch shall wait for that.
import type { SQSRecord } from 'aws-lambda';
import type { DeadLetters, Fault } from '../shared/app/ports.ts';
import { logger } from './wiring.ts';

export async function park(deadLetters: DeadLetters, record: SQSRecord, faults: readonly Fault[]): Promise<void> {
  await deadLetters.park({
    body: record.body,
    group: record.attributes.MessageGroupId ?? null,
    messageId: record.messageId,
    faults,
  });
  logger.warn('a message was parked', { messageId: record.messageId, codes: faults.map((fault) => fault.code) });
}
