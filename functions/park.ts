// What can never be processed is sent to the dead letters by the handler itself, with its reason, and acknowledged: it
// would fail the same way each time, and nothing else in its batch shall wait for that.
import type { SQSRecord } from 'aws-lambda';
import type { DeadLetters, Fault } from '../shared/app/ports.ts';
import type { HandlerLog } from './handler-log.ts';

export async function park(
  { deadLetters, log }: { readonly deadLetters: DeadLetters; readonly log: HandlerLog },
  record: SQSRecord,
  faults: readonly Fault[],
): Promise<void> {
  await deadLetters.park({
    body: record.body,
    group: record.attributes.MessageGroupId ?? null,
    messageId: record.messageId,
    faults,
  });
  log.warn('a message was parked', { messageId: record.messageId, codes: faults.map((fault) => fault.code) });
}
