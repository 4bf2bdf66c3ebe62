// Which messages of a batch failed, by what the function answered: "Reporting batch item failures for Lambda functions
// with an Amazon SQS trigger", AWS Lambda Developer Guide. An answer that cannot be understood fails the whole batch.
import { isRecord } from '../template/intrinsics.ts';

export type BatchResult =
  /** Ids of the messages that come back; the others are done. */
  | { readonly kind: 'understood'; readonly failed: ReadonlySet<string> }
  | { readonly kind: 'malformed'; readonly why: string };

/** @param messageIds of the batch @param response what the handler returned */
export function readBatchResponse(response: unknown, messageIds: ReadonlySet<string>): BatchResult {
  if (response === undefined || response === null) return none();
  if (!isRecord(response)) return malformed('the answer is not an object');
  const failures = response.batchItemFailures;
  if (failures === undefined || failures === null) return none();
  if (!Array.isArray(failures)) return malformed('batchItemFailures is not a list');
  const failed = new Set<string>();
  for (const failure of failures) {
    const id = isRecord(failure) ? failure.itemIdentifier : undefined;
    if (typeof id !== 'string' || id === '') return malformed('an itemIdentifier is missing or empty');
    if (!messageIds.has(id)) return malformed(`the itemIdentifier ${id} is not in the batch`);
    failed.add(id);
  }
  return { kind: 'understood', failed };
}

function none(): BatchResult {
  return { kind: 'understood', failed: new Set() };
}

function malformed(why: string): BatchResult {
  return { kind: 'malformed', why };
}
