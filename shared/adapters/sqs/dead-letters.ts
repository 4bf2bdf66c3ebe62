// Parks a message that can never be processed: its body as it came, and why as message attributes.
import { type MessageAttributeValue, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetters } from '../../app/ports.ts';
import { invariant } from '../../kernel/result.ts';
import { translated } from '../aws-errors.ts';
import { MAX_MESSAGE_BYTES, toMessageId, toMessageText, truncateBytes } from './message-text.ts';

/** Of each attribute; five of them with their names stay under the reserve. */
const MAX_ATTRIBUTE_BYTES = 2_000;
/** Kept of a message for the attributes. */
const ATTRIBUTES_RESERVE_BYTES = 12_000;

export class SqsDeadLetters implements DeadLetters {
  private readonly client: SQSClient;
  private readonly queueUrl: string;

  constructor(client: SQSClient, queueUrl: string) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  async park(letter: DeadLetter): Promise<void> {
    invariant(letter.faults.length > 0, `message ${letter.messageId} is parked without a fault`);
    const text = toMessageText(letter.body);
    const body = truncateBytes(text, MAX_MESSAGE_BYTES - ATTRIBUTES_RESERVE_BYTES);
    const command = new SendMessageCommand({
      QueueUrl: this.queueUrl,
      MessageBody: body === '' ? ' ' : body,
      MessageAttributes: attributesOf(letter, body.length < text.length),
      ...(letter.group === null ? {} : fifoPlace(letter.group, letter.messageId)),
    });
    await translated('the dead-letter queue', this.client.send(command));
  }
}

/** A message that is parked twice, because its acknowledgement got lost, is kept once. */
const fifoPlace = (group: string, messageId: string) => ({
  MessageGroupId: toMessageId(group),
  MessageDeduplicationId: toMessageId(messageId),
});

function attributesOf({ faults, messageId }: DeadLetter, isTruncated: boolean): Record<string, MessageAttributeValue> {
  const codes = [...new Set(faults.map((fault) => fault.code))];
  const actions = [...new Set(faults.map((fault) => fault.action))];
  return {
    code: attribute(codes.join(', ')),
    cause: attribute(faults.map((fault) => fault.cause).join('\n')),
    action: attribute(actions.join('\n')),
    messageId: attribute(messageId),
    ...(isTruncated ? { truncated: attribute('true') } : {}),
  };
}

const attribute = (text: string): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: truncateBytes(toMessageText(text), MAX_ATTRIBUTE_BYTES) || '-',
});
