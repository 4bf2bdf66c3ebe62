// The network between the client and the table: answers that get lost after the write, refusals that pass, silence.
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DynamoHeadStore } from '../../shared/adapters/dynamodb/head-store.ts';
import { DynamoOrderStore } from '../../shared/adapters/dynamodb/order-store.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { Unavailable } from '../../shared/app/errors.ts';
import { anOfferedOrder, anOrder } from '../support/builders.ts';
import { type LocalDynamo, localClient, startDynalite } from '../support/dynalite.ts';

let dynamo: LocalDynamo;
let proxy: Server;
/** What happens to the next requests: the write is done and its answer lost, or the request is refused. */
let mishaps: ('lose the answer' | 'refuse')[];

beforeAll(async () => {
  dynamo = await startDynalite();
});
afterAll(() => dynamo.stop());

beforeEach(async () => {
  mishaps = [];
  proxy = createServer(async (incoming, outgoing) => {
    const body = await text(incoming);
    const mishap = mishaps.shift();
    if (mishap === 'refuse') {
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      outgoing.end(
        JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'slower' }),
      );
      return;
    }
    const { host: _, ...headers } = incoming.headers;
    const forwarded = request({ ...dynamo.address, method: 'POST', path: '/', headers });
    forwarded.end(body);
    const [answer] = await once(forwarded, 'response');
    const answered = await text(answer);
    if (mishap === 'lose the answer') outgoing.destroy();
    else outgoing.writeHead(answer.statusCode, answer.headers).end(answered);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterEach(async () => {
  proxy.close();
  proxy.closeAllConnections();
  await once(proxy, 'close');
});

async function tableBehindProxy(maxAttempts: number): Promise<Table> {
  return new Table(localClient((proxy.address() as AddressInfo).port, maxAttempts), await dynamo.newTable());
}

test('a put whose answer got lost is found to be our own when the client tries again', async () => {
  const orders = new DynamoOrderStore(await tableBehindProxy(3));
  await orders.put(anOrder(), null);
  mishaps = ['lose the answer'];

  expect(await orders.put(anOfferedOrder({ version: 2 }), 1)).toBe('written');
});

test('a commit whose answer got lost is found to be our own, by its attempt', async () => {
  const heads = new DynamoHeadStore(await tableBehindProxy(3));
  const commit = { zoneId: 'north', from: 0, attempt: 1, covered: 1, plannedAt: 5, nothingToPublish: false };
  mishaps = ['lose the answer'];

  expect(await heads.commit(commit)).toBe('written');
  expect(await heads.commit({ ...commit, attempt: 2 })).toBe('conflict');
});

test('a refusal that does not pass in time is Unavailable, with its cause', async () => {
  const orders = new DynamoOrderStore(await tableBehindProxy(1));
  mishaps = ['refuse'];

  const put = orders.put(anOrder(), null);

  await expect(put).rejects.toBeInstanceOf(Unavailable);
  await expect(put).rejects.toMatchObject({ cause: { name: 'ThrottlingException' } });
});

test('nobody at the endpoint is Unavailable', async () => {
  const table = await tableBehindProxy(1);
  mishaps = ['lose the answer'];

  await expect(new DynamoOrderStore(table).list('north')).rejects.toBeInstanceOf(Unavailable);
});

test('a table that does not exist is a fault of ours', async () => {
  const orders = new DynamoOrderStore(new Table(dynamo.client, 'no-such-table'));

  await expect(orders.get('north', 'o1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
