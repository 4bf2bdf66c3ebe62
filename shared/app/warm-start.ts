// Where the search begins: what couriers have been told, then what the last plan meant for them. What is no longer true
// (closed, bound, unknown, off shift, not allowed any more) falls out here or in the search's own repair.

import type { Courier } from '../domain/courier.ts';
import { type Facts, isOfferLive } from '../domain/facts.ts';
import type { Order } from '../domain/order.ts';
import type { CourierId, OrderId } from '../kernel/ids.ts';
import type { BlockPlan } from '../solver/problem.ts';

type Block = readonly number[];

/** Blocks of order indices for each courier index; an index is a position in `orders` or `couriers`. No order twice. */
export function warmStartOf(orders: readonly Order[], couriers: readonly Courier[], facts: Facts): BlockPlan {
  const orderIndex = new Map(orders.map((order, index) => [order.orderId, index]));
  const taken = new Set<number>();
  const take = (orderIds: readonly OrderId[]): Block => {
    const block = orderIds.flatMap((orderId) => orderIndex.get(orderId) ?? []).filter((order) => !taken.has(order));
    for (const order of block) taken.add(order);
    return block;
  };
  const standing = couriers.map(({ courierId }) => standingOffers(courierId, facts).map(take));
  const last = batchesOf(facts);
  return couriers.map(({ courierId }, courier) =>
    [...(standing[courier] ?? []), ...(last.get(courierId) ?? []).map(take)].filter((block) => block.length > 0),
  );
}

function standingOffers(courierId: CourierId, facts: Facts): readonly (readonly OrderId[])[] {
  const batches = facts.offered.get(courierId) ?? [];
  return batches.map(({ orders }) => orders.filter((order) => isOfferLive(order, facts)).map((order) => order.orderId));
}

function batchesOf({ snapshot }: Facts): ReadonlyMap<CourierId, readonly (readonly OrderId[])[]> {
  const routes = snapshot.lastPlan?.routes ?? [];
  return new Map(routes.map((route) => [route.courierId, route.batches.map((batch) => batch.orderIds)]));
}
