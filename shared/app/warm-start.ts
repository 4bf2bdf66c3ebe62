// Where the search begins: the last plan, and offers that it does not speak of. What is no longer true (closed, bound,
// unknown, off shift, not allowed any more) falls out here or in the search's own repair.

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
  const lastRoutes = new Map(facts.snapshot.lastPlan?.routes.map((route) => [route.courierId, route.batches]));
  const lastBatches = (courierId: CourierId) => (lastRoutes.get(courierId) ?? []).map(({ orderIds }) => take(orderIds));
  const last = couriers.map(({ courierId }) => lastBatches(courierId));
  const leftOut = new Set(facts.snapshot.lastPlan?.unassigned.map((order) => order.orderId));
  const standing = couriers.map(({ courierId }) => standingOffers(courierId, facts, leftOut).map(take));
  return couriers.map((_, courier) =>
    [...(standing[courier] ?? []), ...(last[courier] ?? [])].filter((block) => block.length > 0),
  );
}

/** What the courier has been told and the last plan does not speak of. */
function standingOffers(
  courierId: CourierId,
  facts: Facts,
  leftOut: ReadonlySet<OrderId>,
): readonly (readonly OrderId[])[] {
  const stands = (order: Order): boolean => isOfferLive(order, facts) && !leftOut.has(order.orderId);
  const batches = facts.offered.get(courierId) ?? [];
  return batches.map(({ orders }) => orders.filter(stands).map((order) => order.orderId));
}
