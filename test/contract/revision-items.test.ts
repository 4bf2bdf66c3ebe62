// How a revision lies in the table.
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DynamoRevisionStore } from '../../shared/adapters/dynamodb/revision-store.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { type LocalDynamo, startDynalite } from '../support/dynalite.ts';
import { aRevision } from './a-revision.ts';

let dynamo: LocalDynamo;
let TableName: string;
let revisions: DynamoRevisionStore;
beforeAll(async () => {
  dynamo = await startDynalite();
  TableName = await dynamo.newTable();
  revisions = new DynamoRevisionStore(new Table(dynamo.client, TableName));
});
afterAll(() => dynamo.stop());

test('every chunk is an item of its own, under 400 KB, and expires', async () => {
  await revisions.put('north', aRevision({ revision: 4, attempt: 9 }, 20_000), 1_900_000_000);

  const { Items = [] } = await dynamo.client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': 'Z#north#R#4#9' },
    }),
  );
  expect(Items.length).toBeGreaterThanOrEqual(3);
  expect(Items.map((item) => item.SK)).toEqual(Items.map((_, i) => `00${i}`));
  for (const item of Items) {
    expect(item.expiresAt).toBe(1_900_000_000);
    expect(item.data.length).toBeLessThan(400_000);
  }
});

test('a revision with a chunk missing is none', async () => {
  await revisions.put('north', aRevision({ revision: 5, attempt: 9 }, 20_000), 1_900_000_000);
  const Key = { PK: 'Z#north#R#5#9', SK: '001' };

  await dynamo.client.send(new DeleteCommand({ TableName, Key }));

  expect(await revisions.get('north', 5, 9)).toBeNull();
});
