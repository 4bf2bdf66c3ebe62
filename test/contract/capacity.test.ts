// What the table's calls are said to consume is what DynamoDB's rules ask for: reads by 4 KB (a query: of all items
// together), writes by 1 KB of the larger of the item before and after, each item on its own.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Capacity } from '../../shared/adapters/dynamodb/capacity.ts';
import { IF_ABSENT, Table } from '../../shared/adapters/dynamodb/table.ts';
import { type LocalDynamo, startDynalite } from '../support/dynalite.ts';

let dynamo: LocalDynamo;
let capacity: Capacity;
let table: Table;

beforeAll(async () => {
  dynamo = await startDynalite();
});
afterAll(() => dynamo.stop());

beforeEach(async () => {
  capacity = new Capacity();
  table = new Table(dynamo.client, await dynamo.newTable(), capacity);
});

const anItem = (SK: string, bytes: number) => ({ PK: 'P', SK, body: 'x'.repeat(bytes) });
const ALWAYS = { if: 'attribute_not_exists(never)' };

test('a put takes a unit a KB, of what was there if that was more', async () => {
  await table.put(anItem('a', 2_500), ALWAYS);
  expect(capacity.take()).toEqual({ read: 0, write: 3 });

  await table.put(anItem('a', 10), ALWAYS);
  expect(capacity.take()).toEqual({ read: 0, write: 3 });
});

test('a batch takes the units of each of its items', async () => {
  await table.putAll([anItem('a', 10), anItem('b', 1_500)]);

  expect(capacity.take()).toEqual({ read: 0, write: 3 });
});

test('a query takes a unit for each 4 KB of all its items together, a get at least one', async () => {
  await table.putAll(['a', 'b', 'c', 'd', 'e'].map((SK) => anItem(SK, 1_500)));
  capacity.take();

  await table.query('P');
  expect(capacity.take()).toEqual({ read: 2, write: 0 });

  await table.get({ PK: 'P', SK: 'none' });
  expect(capacity.take()).toEqual({ read: 1, write: 0 });
});

test('the units of all pages of a query are added up', async () => {
  await table.putAll(['a', 'b', 'c', 'd'].map((SK) => anItem(SK, 380_000)));
  capacity.take();

  expect(await table.query('P')).toHaveLength(4);

  // 4 x 380,000 bytes are 371.1 units of 4 KB; a page has 1 MB at most and is rounded up by itself.
  expect(capacity.take().read).toBeOneOf([372, 373]);
});

test('updates and deletes take units as puts do', async () => {
  await table.put(anItem('a', 1_500), IF_ABSENT);
  capacity.take();

  await table.update({ PK: 'P', SK: 'a' }, { update: 'SET more = :more', values: { ':more': 1 } });
  expect(capacity.take()).toEqual({ read: 0, write: 2 });

  await table.delete({ PK: 'P', SK: 'a' }, ALWAYS);
  expect(capacity.take()).toEqual({ read: 0, write: 2 });
});

test('a write whose condition fails counts as one unit, the least that it is charged', async () => {
  await table.put(anItem('a', 10), IF_ABSENT);
  capacity.take();

  expect(await table.put(anItem('a', 10), IF_ABSENT)).toBe('conflict');
  expect(capacity.take()).toEqual({ read: 0, write: 1 });
});
