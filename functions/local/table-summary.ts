// The summary of a day on the local stack: every order as the table has it.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoHeadStore } from '../../shared/adapters/dynamodb/head-store.ts';
import { DynamoOrderStore } from '../../shared/adapters/dynamodb/order-store.ts';
import { DynamoRevisionStore } from '../../shared/adapters/dynamodb/revision-store.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import type { Order } from '../../shared/domain/order.ts';
import { audit } from '../../shared/sim/audit/audit.ts';
import type { Day } from '../../shared/sim/day.ts';
import type { LocalStack } from './stack/local-stack.ts';
import { type Ended, type Summary, summaryOf } from './summary.ts';

export async function summarize(stack: LocalStack, tableName: string, ended: Ended): Promise<Summary> {
  const client = new DynamoDBClient(stack.clientConfig('dynamodb'));
  const table = new Table(DynamoDBDocumentClient.from(client), tableName);
  const { day, log } = ended;
  const placed = log.orders.filter(({ placedAt }) => placedAt !== null).map(({ orderId }) => orderId);
  const orders = await readOrders(new DynamoOrderStore(table), day, placed);
  const head = await new DynamoHeadStore(table).get(day.zoneId);
  const last = head && (await new DynamoRevisionStore(table).get(day.zoneId, head.revision, head.attempt));
  client.destroy();
  return summaryOf(
    ended,
    orders,
    last,
    audit({ day, log, acknowledged: placed, orders, lastPlan: last?.plan ?? null }),
  );
}

async function readOrders(store: DynamoOrderStore, day: Day, orderIds: readonly string[]): Promise<Order[]> {
  const open = new Map((await store.list(day.zoneId)).map((order) => [order.orderId, order]));
  const found = await Promise.all(orderIds.map(async (id) => open.get(id) ?? (await store.getArchived(id))));
  return found.filter((order) => order !== null);
}
