// A dead-letter queue, looked through message by message. What is received is hidden for a while, so that the next one comes;
// who is done lets go of what is left. A FIFO queue hides the rest of a group with it: of a group with many messages only
// the first ten can be seen, until they are gone.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Fault } from '../../../shared/app/ports.ts';
import type { Seconds } from '../../../shared/kernel/units.ts';

export interface DeadLetterUrls {
  readonly parked: string;
  /** Where its messages came from. */
  readonly source: string;
}

export interface Letter {
  /** Of the message on the dead-letter queue, also when it was parked by a function. */
  readonly messageId: string;
  readonly body: string;
  /** Null on a standard queue. */
  readonly group: string | null;
  readonly sentAtMs: number;
  /** Why it was parked; null: nobody said, it was received too often. */
  readonly fault: Fault | null;
  /** Its end was cut off when it was parked: it is good for looking at only. */
  readonly isCut: boolean;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  readonly handle: string;
}

/** Longer than it takes to go through what a person wants to look at; the rest comes back by itself. */
const HIDDEN_SEC: Seconds = 120;
const WAIT_SEC: Seconds = 1;
const MOST_AT_ONCE = 10;
/** What a function adds when it parks a message (shared/adapters/sqs/dead-letters.ts). */
const PARKED_WITH: ReadonlySet<string> = new Set(['code', 'cause', 'action', 'messageId', 'truncated']);

export class DeadLetterQueue {
  private readonly client: SQSClient;
  private readonly urls: DeadLetterUrls;
  private readonly waitSec: Seconds;
  private readonly held = new Map<string, Letter>();

  /** @param waitSec how long an empty queue is listened to; all servers of the queue are asked then */
  constructor(client: SQSClient, urls: DeadLetterUrls, waitSec: Seconds = WAIT_SEC) {
    this.client = client;
    this.urls = urls;
    this.waitSec = waitSec;
  }

  /** About how many there are. */
  async count(): Promise<number> {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const command = new GetQueueAttributesCommand({ QueueUrl: this.urls.parked, AttributeNames: [...names] });
    const { Attributes = {} } = await this.client.send(command);
    return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  }

  /** Each message once, oldest first within a group, as far as they can be seen. */
  async *letters(): AsyncGenerator<Letter> {
    const seen = new Set<string>();
    for (;;) {
      const command = new ReceiveMessageCommand({
        QueueUrl: this.urls.parked,
        MaxNumberOfMessages: MOST_AT_ONCE,
        VisibilityTimeout: HIDDEN_SEC,
        WaitTimeSeconds: this.waitSec,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      });
      const { Messages = [] } = await this.client.send(command);
      const letters = Messages.map(letterOf);
      for (const letter of letters) this.held.set(letter.messageId, letter);
      const fresh = letters.filter(({ messageId }) => !seen.has(messageId));
      if (fresh.length === 0) return;
      for (const letter of fresh) {
        seen.add(letter.messageId);
        yield letter;
      }
    }
  }

  /**
   * Sends a message back where it came from, in its group, then deletes it here. A crash in between leaves both; within five
   * minutes the queue takes them for one, and later a repetition does no harm.
   */
  async redrive(letter: Letter): Promise<void> {
    const attributes = Object.entries(letter.attributes).filter(([name]) => !PARKED_WITH.has(name));
    const command = new SendMessageCommand({
      QueueUrl: this.urls.source,
      MessageBody: letter.body,
      ...(attributes.length === 0 ? {} : { MessageAttributes: Object.fromEntries(attributes) }),
      ...(letter.group === null
        ? {}
        : { MessageGroupId: letter.group, MessageDeduplicationId: `redrive:${letter.messageId}` }),
    });
    await this.client.send(command);
    await this.client.send(new DeleteMessageCommand({ QueueUrl: this.urls.parked, ReceiptHandle: letter.handle }));
    this.held.delete(letter.messageId);
  }

  /** Lets the messages that were looked at, and are still there, be seen again. */
  async release(): Promise<void> {
    for (const { handle } of this.held.values()) {
      const again = { QueueUrl: this.urls.parked, ReceiptHandle: handle, VisibilityTimeout: 0 };
      // One that has come back by itself cannot be let go of any more, and need not be.
      await this.client.send(new ChangeMessageVisibilityCommand(again)).catch(() => {});
    }
    this.held.clear();
  }
}

function letterOf(message: Message): Letter {
  const { MessageId = '', Body = '', ReceiptHandle = '', Attributes = {}, MessageAttributes = {} } = message;
  const text = (name: string): string => MessageAttributes[name]?.StringValue ?? '';
  const code = text('code');
  return {
    messageId: MessageId,
    body: Body,
    group: Attributes.MessageGroupId ?? null,
    sentAtMs: Number(Attributes.SentTimestamp ?? 0),
    fault: code === '' ? null : { code, cause: text('cause'), action: text('action') },
    isCut: text('truncated') === 'true',
    attributes: MessageAttributes,
    handle: ReceiptHandle,
  };
}
