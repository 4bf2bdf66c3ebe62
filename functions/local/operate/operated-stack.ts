// A stack that runs, as an operator's commands see it: its queues and its table, by the outputs of the deployment.

import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoHeadStore } from '../../../shared/adapters/dynamodb/head-store.ts';
import { DynamoSettingsStore } from '../../../shared/adapters/dynamodb/settings-store.ts';
import { Table } from '../../../shared/adapters/dynamodb/table.ts';
import { parseEvent } from '../../../shared/adapters/schema/parse.ts';
import { toJsonText, toMessageId } from '../../../shared/adapters/sqs/message-text.ts';
import type { Fault, HeadStore, SettingsStore } from '../../../shared/app/ports.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { clientConfig } from '../client-config.ts';
import type { Outputs } from '../stack-outputs.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** The queues that have dead letters, and how the outputs call them. */
export const QUEUES = { events: 'Events', positions: 'Positions', replan: 'Replan', beats: 'Beats' } as const;
export type QueueName = keyof typeof QUEUES;

export class OperatedStack {
  readonly heads: HeadStore;
  readonly settings: SettingsStore;
  private readonly outputs: Outputs;
  private readonly sqs: SQSClient;
  private readonly dynamo: DynamoDBClient;

  constructor(outputs: Outputs, endpoint?: string) {
    this.outputs = outputs;
    this.sqs = new SQSClient(clientConfig('SQS', endpoint));
    this.dynamo = new DynamoDBClient(clientConfig('DYNAMODB', endpoint));
    const table = new Table(DynamoDBDocumentClient.from(this.dynamo), this.output('TableName'));
    this.heads = new DynamoHeadStore(table);
    this.settings = new DynamoSettingsStore(table);
  }

  deadLetters(queue: QueueName): DeadLetterQueue {
    const name = QUEUES[queue];
    return new DeadLetterQueue(this.sqs, {
      parked: this.output(`${name}DeadLettersUrl`),
      source: this.output(`${name}QueueUrl`),
    });
  }

  /**
   * Sends an event of the operator's own, checked as the border will check it. It goes in a message group of its own, so that it
   * does not wait behind what the zone's producers have sent.
   */
  async send(event: DomainEvent, group: string): Promise<Result<DomainEvent, readonly Fault[]>> {
    const parsed = parseEvent(event);
    if (!parsed.ok) return parsed;
    const command = new SendMessageCommand({
      QueueUrl: this.output('EventsQueueUrl'),
      MessageBody: toJsonText(event),
      MessageGroupId: toMessageId(`operate:${group}`),
      MessageDeduplicationId: event.eventId,
    });
    await this.sqs.send(command);
    return ok(parsed.value);
  }

  close(): void {
    this.sqs.destroy();
    this.dynamo.destroy();
  }

  private output(name: string): string {
    const value = this.outputs[name];
    if (value !== undefined) return value;
    throw new Error(`the stack has no output ${name}; these are the outputs of something else`);
  }
}

export const newEventId = (): string => `operate-${randomUUID()}`;

/** By the operator's own clock. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
