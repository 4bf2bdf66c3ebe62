// Orders in the table: the hot item of each open (or just closed) order under its zone, and under its own id the item
// that says which zone has it and, later, holds its archive.
import type { OrderStore, WriteOutcome } from '../../app/ports.ts';
import { isClosed, type Order } from '../../domain/order.ts';
import type { OrderId, ZoneId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import { orderKey, ordersOf, registerKey } from './keys.ts';
import { fromItem, toItem } from './marshal.ts';
import { type Condition, IF_ABSENT, type Table } from './table.ts';
import { getRecord, ifVersionOrAbsent, listRecords, putVersion } from './versioned.ts';

interface Registration {
  readonly zoneId: ZoneId;
  /** The version of `order`; absent while the order's life is not over. */
  readonly orderVersion?: number;
  readonly order?: Order;
}

const IS_THIS_ZONES = '#zoneId = :zoneId';
const HAS_NO_NEWER_ARCHIVE = '(attribute_not_exists(#orderVersion) OR #orderVersion <= :orderVersion)';

export class DynamoOrderStore implements OrderStore {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  get(zoneId: ZoneId, orderId: OrderId): Promise<Order | null> {
    return getRecord<Order>(this.table, orderKey(zoneId, orderId));
  }

  list(zoneId: ZoneId): Promise<readonly Order[]> {
    return listRecords<Order>(this.table, ordersOf(zoneId));
  }

  put(order: Order, expected: number | null): Promise<WriteOutcome> {
    return putVersion(this.table, orderKey(order.zoneId, order.orderId), order, expected);
  }

  async claimId(orderId: OrderId, zoneId: ZoneId): Promise<'claimed' | 'archived' | 'elsewhere'> {
    const key = registerKey(orderId);
    if ((await this.table.put(toItem(key, { zoneId }), IF_ABSENT)) === 'written') return 'claimed';
    const registration = await getRecord<Registration>(this.table, key);
    invariant(registration !== null, `the registration of order ${orderId} is gone. Maybe somebody deletes by hand`);
    if (registration.order) return 'archived';
    return registration.zoneId === zoneId ? 'claimed' : 'elsewhere';
  }

  async archive(order: Order): Promise<WriteOutcome> {
    invariant(isClosed(order), `order ${order.orderId} is ${order.stage}: only a closed one is archived`);
    const registration: Registration = { zoneId: order.zoneId, orderVersion: order.version, order };
    const item = toItem(registerKey(order.orderId), registration);
    if ((await this.table.put(item, ifArchivable(order))) === 'conflict') return 'conflict';
    return this.table.delete(orderKey(order.zoneId, order.orderId), ifVersionOrAbsent(order.version));
  }

  async getArchived(orderId: OrderId): Promise<Order | null> {
    const item = await this.table.get(registerKey(orderId));
    return item === null ? null : (fromItem<Registration>(item).order ?? null);
  }
}

/** Not over another zone's order, and never backwards: a slow archiver may hold an older version. */
const ifArchivable = ({ zoneId, version }: Order): Condition => ({
  if: `${IF_ABSENT.if} OR (${IS_THIS_ZONES} AND ${HAS_NO_NEWER_ARCHIVE})`,
  names: { '#zoneId': 'zoneId', '#orderVersion': 'orderVersion' },
  values: { ':zoneId': zoneId, ':orderVersion': version },
});
