// The one table, and the few things that are done with it: consistent reads, conditional writes on one item, batches of
// unconditional ones. Every call is metered. A failed condition is a result; a table that does not answer is `Unavailable`. Conditions see only
// the item they are on, and the old item is read again rather than asked for in the error, as not every
// DynamoDB-compatible store returns it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { WriteOutcome } from '../../app/ports.ts';
import { invariant } from '../../kernel/result.ts';
import type { Milliseconds } from '../../kernel/units.ts';
import { isNamed, translated } from '../aws-errors.ts';
import { Capacity } from './capacity.ts';
import type { Key } from './keys.ts';
import type { Item } from './marshal.ts';
import { putBatch } from './put-batch.ts';

/** A condition on the item that is written, with what its names (#) and values (:) stand for. */
export interface Condition {
  readonly if: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** An update expression, with or without a condition. */
export interface Update extends Partial<Condition> {
  readonly update: string;
}

/** No item is under the key. */
export const IF_ABSENT: Condition = { if: 'attribute_not_exists(PK)' };

export class Table {
  private readonly client: DynamoDBDocumentClient;
  private readonly capacity: Capacity;
  private readonly pause: (ms: Milliseconds) => Promise<unknown>;
  /** What every command names, and asks for. */
  private readonly metered: { readonly TableName: string; readonly ReturnConsumedCapacity: 'TOTAL' };

  /**
   * @param capacity gets what every call consumes.
   * @param pause waits between the tries of a batch; simulations hand in one that does not.
   */
  constructor(
    client: DynamoDBDocumentClient,
    name: string,
    capacity = new Capacity(),
    pause: (ms: Milliseconds) => Promise<unknown> = (ms) => sleep(ms),
  ) {
    this.client = client;
    this.capacity = capacity;
    this.pause = pause;
    this.metered = { TableName: name, ReturnConsumedCapacity: 'TOTAL' };
  }

  /** The item as it is now; null when there is none. */
  async get(key: Key): Promise<Item | null> {
    const command = new GetCommand({ ...this.metered, Key: { ...key }, ConsistentRead: true });
    const { Item, ConsumedCapacity } = await translated('the table', this.client.send(command));
    this.capacity.addRead(ConsumedCapacity);
    return Item ?? null;
  }

  /** All items under a partition key, in the order of their sort keys; page by page, each page consistent. */
  async query(partition: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const command = new QueryCommand({
        ...this.metered,
        KeyConditionExpression: 'PK = :partition',
        ExpressionAttributeValues: { ':partition': partition },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      const page = await translated('the table', this.client.send(command));
      this.capacity.addRead(page.ConsumedCapacity);
      for (const item of page.Items ?? []) items.push(item);
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  }

  async put(item: Item, condition: Condition): Promise<WriteOutcome> {
    const command = new PutCommand({ ...this.metered, Item: { ...item }, ...conditionOf(condition) });
    return (await this.conditional(this.client.send(command))) === null ? 'conflict' : 'written';
  }

  async delete(key: Key, condition: Condition): Promise<WriteOutcome> {
    const command = new DeleteCommand({ ...this.metered, Key: { ...key }, ...conditionOf(condition) });
    return (await this.conditional(this.client.send(command))) === null ? 'conflict' : 'written';
  }

  /** Updates the item, or makes it; answers it as it is then, null when the condition failed. */
  async update(key: Key, { update, ...condition }: Update): Promise<Item | null> {
    const command = new UpdateCommand({
      ...this.metered,
      Key: { ...key },
      UpdateExpression: update,
      ReturnValues: 'ALL_NEW',
      ...conditionOf(condition),
    });
    const answer = await this.conditional(this.client.send(command));
    if (answer === null) return null;
    invariant(answer.Attributes, `the table did not return the item ${key.PK} / ${key.SK} that it updated`);
    return answer.Attributes;
  }

  /** Writes the items without a condition, in batches. Not atomic: after a throw some may be written. */
  async putAll(items: readonly Item[]): Promise<void> {
    await putBatch({
      items,
      pause: this.pause,
      send: async (batch) => {
        const { TableName, ...asked } = this.metered;
        const requests = batch.map((item) => ({ PutRequest: { Item: { ...item } } }));
        const command = new BatchWriteCommand({ ...asked, RequestItems: { [TableName]: requests } });
        const { UnprocessedItems, ConsumedCapacity } = await translated('the table', this.client.send(command));
        for (const consumed of ConsumedCapacity ?? []) this.capacity.addWrite(consumed);
        return (UnprocessedItems?.[TableName] ?? []).flatMap(({ PutRequest }) => PutRequest?.Item ?? []);
      },
    });
  }

  /** The answer of a conditional write; null when its condition failed. */
  private async conditional<T extends { readonly ConsumedCapacity?: ConsumedCapacity | undefined }>(
    call: Promise<T>,
  ): Promise<T | null> {
    try {
      const answer = await translated('the table', call);
      this.capacity.addWrite(answer.ConsumedCapacity);
      return answer;
    } catch (error) {
      if (!isNamed(error, 'ConditionalCheckFailedException')) throw error;
      this.capacity.addRefusedWrite();
      return null;
    }
  }
}

const conditionOf = ({ if: condition, names, values }: Partial<Condition>) => ({
  ...(condition ? { ConditionExpression: condition } : {}),
  ...(names ? { ExpressionAttributeNames: { ...names } } : {}),
  ...(values ? { ExpressionAttributeValues: { ...values } } : {}),
});
