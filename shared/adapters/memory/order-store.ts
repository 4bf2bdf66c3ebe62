// Orders in memory: the items of each zone, and the register of ids with its archive.
import { isDeepStrictEqual } from 'node:util';
import type { OrderStore, WriteOutcome } from '../../app/ports.ts';
import { isClosed, type Order } from '../../domain/order.ts';
import type { OrderId, ZoneId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import { freeze } from './freeze.ts';

interface Registration {
  readonly zoneId: ZoneId;
  readonly archived: Order | null;
}

export class MemoryOrderStore implements OrderStore {
  private readonly zones = new Map<ZoneId, Map<OrderId, Order>>();
  private readonly register = new Map<OrderId, Registration>();

  async get(zoneId: ZoneId, orderId: OrderId): Promise<Order | null> {
    return this.zones.get(zoneId)?.get(orderId) ?? null;
  }

  async list(zoneId: ZoneId): Promise<readonly Order[]> {
    return [...(this.zones.get(zoneId)?.values() ?? [])];
  }

  async put(order: Order, expected: number | null): Promise<WriteOutcome> {
    const items = this.itemsOf(order.zoneId);
    const stored = items.get(order.orderId) ?? null;
    if ((stored?.version ?? null) !== expected) return isDeepStrictEqual(stored, order) ? 'written' : 'conflict';
    items.set(order.orderId, freeze(order));
    return 'written';
  }

  async claimId(orderId: OrderId, zoneId: ZoneId): Promise<'claimed' | 'archived' | 'elsewhere'> {
    const registration = this.register.get(orderId);
    if (!registration) this.register.set(orderId, { zoneId, archived: null });
    if (registration?.archived) return 'archived';
    return !registration || registration.zoneId === zoneId ? 'claimed' : 'elsewhere';
  }

  async archive(order: Order): Promise<WriteOutcome> {
    invariant(isClosed(order), `order ${order.orderId} is ${order.stage}: only a closed one is archived`);
    if (!this.mayArchive(order)) return 'conflict';
    this.register.set(order.orderId, { zoneId: order.zoneId, archived: freeze(order) });
    const items = this.itemsOf(order.zoneId);
    const stored = items.get(order.orderId);
    if (stored && stored.version !== order.version) return 'conflict';
    items.delete(order.orderId);
    return 'written';
  }

  async getArchived(orderId: OrderId): Promise<Order | null> {
    return this.register.get(orderId)?.archived ?? null;
  }

  /** Not over another zone's order, and never backwards. */
  private mayArchive(order: Order): boolean {
    const registration = this.register.get(order.orderId);
    if (!registration) return true;
    return registration.zoneId === order.zoneId && (registration.archived?.version ?? 0) <= order.version;
  }

  private itemsOf(zoneId: ZoneId): Map<OrderId, Order> {
    const items = this.zones.get(zoneId);
    if (items) return items;
    const empty = new Map<OrderId, Order>();
    this.zones.set(zoneId, empty);
    return empty;
  }
}
