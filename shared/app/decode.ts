// Blocks of indices to a plan of orders and couriers: what couriers are bound to first, frozen offers with it, then what
// they have been told and keep, then what is planned. With encode.ts the only border between domain and solver.
import type { OfferedBatch } from '../domain/committed.ts';
import { errandsOf } from '../domain/errands.ts';
import { courierOf, type Facts, factsOf, isOfferLive, routeStart } from '../domain/facts.ts';
import { isClosed, type Order } from '../domain/order.ts';
import type { Plan, Route, UnassignedOrder } from '../domain/plan.ts';
import { planCost } from '../domain/plan-cost.ts';
import { positionIdle } from '../domain/positioning.ts';
import { Reasons } from '../domain/reason.ts';
import { type BatchToSchedule, constantBatches, scheduleRoute } from '../domain/schedule.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { compareText } from '../kernel/compare-text.ts';
import type { CourierId, OfferId } from '../kernel/ids.ts';
import { invariant } from '../kernel/result.ts';
import type { SearchResult } from '../solver/result.ts';
import type { Encoded } from './encode.ts';
import type { TravelMatrix } from './ports.ts';

/** The plan that `result` means. `revision` is the number it will have: the ids of its offers are made from it. */
export function decode(
  encoded: Pick<Encoded, 'index'>,
  result: Pick<SearchResult, 'plan'>,
  snapshot: Snapshot,
  travel: TravelMatrix,
  revision: number,
): Plan {
  const facts = factsOf(snapshot);
  const blocks = blocksOf(encoded, result);
  const nextOfferId = offerIds(snapshot.zone.zoneId, revision);
  const routes = [...new Set([...facts.committed.keys(), ...facts.frozen.keys(), ...blocks.keys()])]
    .sort(compareText)
    .map((courierId) => decodeRoute(courierId, blocks.get(courierId) ?? [], facts, travel, nextOfferId));
  const unassigned = leftOut(routes, facts, travel);
  const errands = [...errandsOf(routes, facts), ...positionIdle(routes, facts, travel)];
  return {
    zoneId: snapshot.zone.zoneId,
    plannedAt: snapshot.at,
    routes,
    unassigned,
    ...(errands.length === 0 ? {} : { errands }),
    cost: planCost({ routes, unassigned }, snapshot),
  };
}

/** The blocks of each courier who has any, as orders in drop sequence. */
function blocksOf({ index }: Pick<Encoded, 'index'>, { plan }: Pick<SearchResult, 'plan'>) {
  const orderAt = (order: number): Order => {
    const found = index.orders[order];
    invariant(found !== undefined, `a block holds order ${order} of ${index.orders.length}`);
    return found;
  };
  return new Map(
    index.couriers.flatMap(({ courierId }, courier) => {
      const blocks = plan[courier] ?? [];
      return blocks.length === 0 ? [] : [[courierId, blocks.map((block) => block.map(orderAt))] as const];
    }),
  );
}

/** Unique over all time: a revision is committed once, and its number is in the id. */
function offerIds(zoneId: string, revision: number): () => OfferId {
  let count = 0;
  return () => `${zoneId}-${revision}-${count++}`;
}

function decodeRoute(
  courierId: CourierId,
  blocks: readonly (readonly Order[])[],
  facts: Facts,
  travel: TravelMatrix,
  nextOfferId: () => OfferId,
): Route {
  const courier = courierOf(courierId, facts);
  const start = routeStart(courier, facts);
  invariant(start !== null, `nobody knows where courier ${courierId} is, and it has work`);
  const batches = [...constantBatches(courier, facts), ...newBatches(courierId, blocks, facts, nextOfferId)];
  return scheduleRoute({ courier, start, batches }, facts, travel);
}

/** A block that is just what the courier was told, with nothing new before it, is that offer; any other is planned anew. */
function newBatches(
  courierId: CourierId,
  blocks: readonly (readonly Order[])[],
  facts: Facts,
  nextOfferId: () => OfferId,
): readonly BatchToSchedule[] {
  const offers = facts.offered.get(courierId) ?? [];
  let isFirst = true;
  return blocks.map((orders) => {
    const kept = isFirst ? offers.find((offer) => isKept(offer, orders, facts)) : undefined;
    isFirst = kept !== undefined;
    return {
      offerId: kept?.offerId ?? nextOfferId(),
      storeId: orders[0]?.storeId ?? '',
      stage: kept === undefined ? 'planned' : 'offered',
      orderIds: orders.map((order) => order.orderId),
      departAt: null,
    };
  });
}

function isKept(offer: OfferedBatch, orders: readonly Order[], facts: Facts): boolean {
  if (offer.orders.length !== orders.length) return false;
  return offer.orders.every((told, index) => told.orderId === orders[index]?.orderId && isOfferLive(told, facts));
}

/** Every order that is not closed and in no route, with the reason. */
function leftOut(routes: readonly Route[], facts: Facts, travel: TravelMatrix): readonly UnassignedOrder[] {
  const carried = new Set(routes.flatMap(({ batches }) => batches.flatMap(({ orderIds }) => orderIds)));
  const orders = facts.snapshot.orders.filter((order) => !isClosed(order) && !carried.has(order.orderId));
  if (orders.length === 0) return [];
  const reasons = new Reasons(facts, travel, routes);
  return orders
    .toSorted((a, b) => compareText(a.orderId, b.orderId))
    .map((order) => ({ orderId: order.orderId, reason: reasons.of(order) }));
}
