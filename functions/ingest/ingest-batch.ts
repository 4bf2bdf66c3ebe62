// A batch of the events queue -> facts -> a request to re-plan the zones that were touched. Transient faults fail the rest
// of their zone's messages only; permanent ones are parked.
import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseEventRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { ingestEvent, wakeZone } from '../../shared/app/ingest.ts';
import type { DeadLetters } from '../../shared/app/ports.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import { ZoneGroups } from '../../shared/app/zone-groups.ts';
import type { ZoneId } from '../../shared/kernel/ids.ts';
import type { HandlerLog } from '../handler-log.ts';
import { inMessage } from '../in-message.ts';
import { park } from '../park.ts';

export interface IngestParts {
  readonly ports: Ports;
  readonly deadLetters: DeadLetters;
  readonly log: HandlerLog;
}

/** Messages by the zone that they touched: they are done when the zone's wake-up is. */
type Touched = Map<ZoneId, SQSBatchItemFailure[]>;

export const makeIngestBatch =
  (parts: IngestParts, groups = new ZoneGroups(parts.ports)) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const touched: Touched = new Map();
    const { batchItemFailures } = await processPartialResponse(
      event,
      (record: SQSRecord) => inMessage(parts, record, () => ingestRecord(parts, groups, record, touched)),
      // Holds the state of one batch.
      new SqsFifoPartialProcessorAsync(),
      {
        skipGroupOnError: true,
        throwOnFullBatchFailure: false,
      },
    );
    return { batchItemFailures: [...batchItemFailures, ...(await wakeZones(parts, touched))] };
  };

async function ingestRecord(
  parts: IngestParts,
  groups: ZoneGroups,
  record: SQSRecord,
  touched: Touched,
): Promise<void> {
  const parsed = parseEventRecord(record.body);
  if (!parsed.ok) return park(parts, record, parsed.error);
  const { zoneId } = parsed.value;
  parts.ports.telemetry.about({ zoneId, group: await groups.of(zoneId) });
  const outcome = await ingestEvent(parts.ports, parsed.value);
  if (outcome.kind === 'refused') return park(parts, record, [outcome.fault]);
  touched.set(zoneId, [...(touched.get(zoneId) ?? []), { itemIdentifier: record.messageId }]);
}

/** Answers the messages of the zones that could not be woken: they come again, and a duplicate wakes like the first. */
async function wakeZones({ ports, log }: IngestParts, touched: Touched): Promise<SQSBatchItemFailure[]> {
  const failures: SQSBatchItemFailure[] = [];
  for (const [zoneId, messages] of touched) {
    try {
      await ports.telemetry.within({ zoneId }, () => wakeZone(ports, zoneId));
    } catch (error) {
      log.error('a zone could not be woken; its messages come again', { zoneId, error });
      failures.push(...messages);
    }
  }
  return failures;
}
