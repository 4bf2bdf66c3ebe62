// What an event does to an order. Events come more than once and in any order: stages only grow, the last event ids are
// remembered, and an end that is reported before the order was placed leaves a tombstone that a late `placed` finds.
//
// What cannot be made independent of the order of arrival, and how it ends:
// - Of two ends the first one stands. A cancellation after the pickup has no effect.
// - `order_changed` carries no clock for each field: the last one applied wins; before the order is placed it is lost.
// - A pickup or delivery of an order that nobody was told of is a fact all the same, and binds the order to that courier.
import type { CourierId, OfferId, OrderId } from '../kernel/ids.ts';
import { assertNever } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type {
  OfferAccepted,
  OfferDeclined,
  OrderCancelled,
  OrderChanged,
  OrderDelivered,
  OrderFailed,
  OrderPickedUp,
  OrderPlaced,
} from './event.ts';
import { NO_LOAD } from './load.ts';
import { isClosed, type Order, type OrderDetails, type OrderStage } from './order.ts';

export type OrderEvent =
  | OrderPlaced
  | OrderChanged
  | OrderCancelled
  | OfferAccepted
  | OfferDeclined
  | OrderPickedUp
  | OrderDelivered
  | OrderFailed;

export type OrderFold =
  /** The order as it is to be written: its version one more, the event remembered. */
  | { readonly kind: 'changed'; readonly order: Order }
  /** A duplicate, or overtaken by a later fact. */
  | { readonly kind: 'unchanged' }
  /** An accept of an offer that is not the courier's any more. */
  | { readonly kind: 'refused' };

/** Duplicates come within minutes; an order sees about eight events in its life. */
const SEEN_EVENTS = 12;

/** An order that is with nobody; also what is left of the binding when an offer ends. */
export const UNBOUND = {
  courierId: null,
  offerId: null,
  offerSequence: null,
  offeredAt: null,
  departAt: null,
  acceptedAt: null,
} as const satisfies Partial<Order>;

/** Applies `event` to the order that it names; of a batch's answer, to the one order `orderId`. Null: never seen. */
export function foldOrder(order: Order | null, orderId: OrderId, event: OrderEvent): OrderFold {
  if (order?.seen.includes(event.eventId)) return { kind: 'unchanged' };
  const next = order === null ? begin(orderId, event) : advance(order, event);
  if (next === null) return { kind: 'unchanged' };
  if (next === 'refused') return { kind: 'refused' };
  const seen = [...next.seen, event.eventId].slice(-SEEN_EVENTS);
  return { kind: 'changed', order: { ...next, version: next.version + 1, seen } };
}

function begin(orderId: OrderId, event: OrderEvent): Order | null | 'refused' {
  switch (event.type) {
    case 'order_placed':
      return newOrder({ ...event.order, zoneId: event.zoneId, placedAt: event.at });
    case 'order_cancelled':
      return close(tombstone(orderId, event), 'cancelled', event.at, event.reason);
    case 'order_failed':
      return close(tombstone(orderId, event), 'failed', event.at, event.reason);
    case 'offer_accepted':
      return 'refused';
    default:
      return null;
  }
}

function advance(order: Order, event: OrderEvent): Order | null | 'refused' {
  switch (event.type) {
    case 'order_placed':
      return null;
    case 'order_changed':
      return isClosed(order) ? null : { ...order, ...event.changes };
    case 'order_cancelled':
      return isClosed(order) || order.stage === 'picked_up' ? null : close(order, 'cancelled', event.at, event.reason);
    case 'order_failed':
      return isClosed(order) ? null : close(order, 'failed', event.at, event.reason);
    case 'offer_accepted':
      return accept(order, event);
    case 'offer_declined':
      return decline(order, event);
    case 'order_picked_up':
      return pickUp(order, event);
    case 'order_delivered':
      return deliver(order, event);
    default:
      return assertNever(event);
  }
}

/** Exactly one of an accept and the planner's withdrawal finds the offer standing. A repeated accept is no news. */
function accept(order: Order, event: OfferAccepted): Order | null | 'refused' {
  if (!isWith(order, event.courierId, event.offerId)) return 'refused';
  if (order.acceptedAt !== null) return null;
  return order.stage === 'offered' ? { ...order, stage: 'accepted', acceptedAt: event.at } : 'refused';
}

function decline(order: Order, event: OfferDeclined): Order | null {
  const canDecline = order.stage === 'offered' || order.stage === 'accepted';
  if (!canDecline || !isWith(order, event.courierId, event.offerId)) return null;
  const declinedBy = [...new Set([...order.declinedBy, event.courierId])];
  return { ...order, ...UNBOUND, stage: 'open', declinedBy };
}

/** A pickup that is reported after the delivery fills in its moment. */
function pickUp(order: Order, event: OrderPickedUp): Order | null {
  if (isWithSomeoneElse(order, event.courierId)) return null;
  if (order.stage === 'delivered' && order.pickedUpAt === null) return { ...order, pickedUpAt: event.at };
  if (isClosed(order) || order.stage === 'picked_up') return null;
  return { ...bind(order, event), stage: 'picked_up', pickedUpAt: event.at };
}

function deliver(order: Order, event: OrderDelivered): Order | null {
  if (isClosed(order) || isWithSomeoneElse(order, event.courierId)) return null;
  return { ...close(bind(order, event), 'delivered', event.at, null), deliveredAt: event.at };
}

/** Who carries an order has agreed to it, at the latest now. Without an offer the batch is named after the order. */
function bind(order: Order, event: OrderPickedUp | OrderDelivered): Order {
  return {
    ...order,
    courierId: event.courierId,
    offerId: order.offerId ?? `unoffered-${order.orderId}`,
    offerSequence: order.offerSequence ?? 0,
    departAt: order.departAt ?? event.at,
    acceptedAt: order.acceptedAt ?? event.at,
  };
}

function close(order: Order, stage: OrderStage, at: EpochSeconds, reason: string | null): Order {
  return { ...order, stage, closedAt: at, closedReason: reason };
}

function isWith(order: Order, courierId: CourierId, offerId: OfferId): boolean {
  return order.courierId === courierId && order.offerId === offerId;
}

function isWithSomeoneElse(order: Order, courierId: CourierId): boolean {
  return order.courierId !== null && order.courierId !== courierId;
}

/** An order of which nothing is known but what it is: open, and not yet written (version 0). */
export function newOrder(details: OrderDetails): Order {
  return {
    ...details,
    ...UNBOUND,
    version: 0,
    stage: 'open',
    pickedUpAt: null,
    deliveredAt: null,
    closedAt: null,
    closedReason: null,
    declinedBy: [],
    resolved: null,
    seen: [],
  };
}

/** What is kept of an order that ended before it was placed. Closed orders are never planned, so nobody reads its details. */
function tombstone(orderId: OrderId, event: OrderCancelled | OrderFailed): Order {
  return newOrder({
    orderId,
    zoneId: event.zoneId,
    storeId: '',
    placedAt: event.at,
    readyAt: event.at,
    promiseBy: event.at,
    load: NO_LOAD,
    requirements: [],
    dropoff: { location: { lat: 0, lng: 0 }, accessSec: 0, handoffSec: 0 },
    priority: 1,
    batchable: false,
  });
}
