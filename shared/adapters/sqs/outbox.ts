// The queues out, on SQS. De-duplication ids are always explicit: they carry meaning (docs/architecture.md).
import { SendMessageCommand, type SendMessageCommandInput, type SQSClient } from '@aws-sdk/client-sqs';
import type { Beat, Outbox, ReplanRequest } from '../../app/ports.ts';
import type { ChangeMessage } from '../../domain/change.ts';
import { invariant } from '../../kernel/result.ts';
import type { Seconds } from '../../kernel/units.ts';
import { translated } from '../aws-errors.ts';
import { toJsonText, toMessageId } from './message-text.ts';

/** The publisher cuts its messages by number of changes; a larger one means that it counts wrong. */
const MAX_CHANGE_MESSAGE_BYTES = 200_000;

/** Queue URLs; a function has only those that it may send to. */
export interface OutboxUrls {
  readonly replan?: string;
  readonly changes?: string;
  readonly beats?: string;
}

export class SqsOutbox implements Outbox {
  private readonly client: SQSClient;
  private readonly urls: OutboxUrls;

  constructor(client: SQSClient, urls: OutboxUrls) {
    this.client = client;
    this.urls = urls;
  }

  async requestReplan(request: ReplanRequest, deduplicationId: string): Promise<void> {
    await this.send('replan', {
      MessageBody: toJsonText(request),
      MessageGroupId: toMessageId(request.zoneId),
      MessageDeduplicationId: toMessageId(deduplicationId),
    });
  }

  async publish(message: ChangeMessage, deduplicationId: string): Promise<void> {
    const body = toJsonText(message);
    const bytes = Buffer.byteLength(body);
    invariant(bytes <= MAX_CHANGE_MESSAGE_BYTES, `change message ${deduplicationId} has ${bytes} bytes`);
    await this.send('changes', {
      MessageBody: body,
      MessageGroupId: toMessageId(message.zoneId),
      MessageDeduplicationId: toMessageId(deduplicationId),
    });
  }

  async sendBeat(beat: Beat, delaySec: Seconds): Promise<void> {
    invariant(delaySec >= 0 && delaySec <= 900, `a beat is delayed by 0 to 900 seconds, not ${delaySec}`);
    await this.send('beats', { MessageBody: toJsonText(beat), DelaySeconds: delaySec });
  }

  private async send(queue: keyof OutboxUrls, message: Omit<SendMessageCommandInput, 'QueueUrl'>): Promise<void> {
    const url = this.urls[queue];
    invariant(url, `this function sends to the ${queue} queue, but has no URL of it. Maybe its grant is missing, too`);
    const command = new SendMessageCommand({ ...message, QueueUrl: url });
    await translated(`the ${queue} queue`, this.client.send(command));
  }
}
