// The world's ends of the queues: events and positions in, as a producer's app would send them; changes out.
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { ChangeMessage } from '../../shared/domain/change.ts';
import type { DomainEvent, PositionsReported } from '../../shared/domain/event.ts';

const MESSAGES_A_BATCH = 10;

export class WorldQueues {
  private readonly sqs: SQSClient;
  private readonly urls: { readonly events: string; readonly positions: string; readonly changes: string };

  constructor(sqs: SQSClient, urls: { readonly events: string; readonly positions: string; readonly changes: string }) {
    this.sqs = sqs;
    this.urls = urls;
  }

  /** In order: a zone's events are one group of the FIFO queue. */
  async sendEvents(events: readonly DomainEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += MESSAGES_A_BATCH) {
      const batch = events.slice(from, from + MESSAGES_A_BATCH);
      await this.send(
        this.urls.events,
        batch.map((event, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(event),
          MessageGroupId: event.zoneId,
          MessageDeduplicationId: event.eventId,
        })),
      );
    }
  }

  async sendPositions(reports: readonly PositionsReported[]): Promise<void> {
    for (let from = 0; from < reports.length; from += MESSAGES_A_BATCH) {
      const batch = reports.slice(from, from + MESSAGES_A_BATCH);
      await this.send(
        this.urls.positions,
        batch.map((report, index) => ({ Id: String(index), MessageBody: JSON.stringify(report) })),
      );
    }
  }

  /** Everything that waits on the changes queue now, in order; each is deleted as it is handed over. */
  async *receiveChanges(): AsyncGenerator<ChangeMessage> {
    for (;;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.urls.changes,
          MaxNumberOfMessages: MESSAGES_A_BATCH,
          WaitTimeSeconds: 0,
        }),
      );
      if (Messages.length === 0) return;
      for (const message of Messages) {
        yield JSON.parse(message.Body ?? '') as ChangeMessage;
        await this.sqs.send(
          new DeleteMessageCommand({ QueueUrl: this.urls.changes, ReceiptHandle: message.ReceiptHandle ?? '' }),
        );
      }
    }
  }

  private async send(
    QueueUrl: string,
    Entries: { Id: string; MessageBody: string; MessageGroupId?: string; MessageDeduplicationId?: string }[],
  ): Promise<void> {
    const { Failed = [] } = await this.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const [first] = Failed;
    if (first) throw new Error(`QUEUE_REFUSED: ${first.Code} ${first.Message}. Look at the queue's log lines above.`);
  }
}
