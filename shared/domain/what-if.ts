// Questions about a zone that change nothing: what they ask, what an answer says, and the snapshot in which what is asked
// about is so.
import type { CourierId, OrderId, StoreId } from '../kernel/ids.ts';
import type { EpochSeconds, Meters, Seconds } from '../kernel/units.ts';
import type { AdmittingChange } from './admitting-change.ts';
import type { OrderPlaced } from './event.ts';
import type { Alternative, BlockedCourier } from './explanation.ts';
import { newOrder } from './fold-order.ts';
import { isClosed, type Order } from './order.ts';
import type { PlanCost, UnassignedOrder } from './plan.ts';
import type { Weights } from './policy.ts';
import type { Snapshot } from './snapshot.ts';

/** An order that is there, by its id, or one that might be placed now. */
export type AskedOrder = { readonly orderId: OrderId } | { readonly order: OrderPlaced['order'] };

export type WhatIfQuestion =
  /** Where would the order fit? */
  | ({ readonly ask: 'fit' } & AskedOrder)
  /** What would the order cost under other promises? At most 12. */
  | ({ readonly ask: 'promise'; readonly promises: readonly PromiseWindow[] } & AskedOrder)
  /** What if the courier went home now? */
  | { readonly ask: 'courier_leaves'; readonly courierId: CourierId }
  /** What if everything that waits at the store were ready so much later? */
  | { readonly ask: 'store_late'; readonly storeId: StoreId; readonly minutes: number }
  /** What if these weights were others? */
  | { readonly ask: 'weights'; readonly weights: Partial<Weights> };

export interface PromiseWindow {
  readonly promiseBy: EpochSeconds;
  readonly promiseFrom?: EpochSeconds;
}

export interface FitAnswer {
  readonly ask: 'fit';
  /** Who has the order in the plan as it would be; null: nobody. */
  readonly courierId: CourierId | null;
  /** Cheapest first; `cost` is what carrying the order there adds to the plan without it. */
  readonly options: readonly FitOption[];
  /** Nearest to the store first. */
  readonly blocked: readonly BlockedCourier[];
  /** What would admit it, if nobody can carry it at less than it costs to leave it out. */
  readonly changes: readonly AdmittingChange[];
}

export interface FitOption extends Alternative {
  /** After the promise. */
  readonly lateSec: Seconds;
}

export interface PromiseAnswer {
  readonly ask: 'promise';
  /** As asked, in that order; null: nobody could carry it. */
  readonly options: readonly (PromiseWindow & { readonly best: FitOption | null })[];
}

export interface ReplanAnswer {
  readonly ask: 'courier_leaves' | 'store_late' | 'weights';
  /** Of a plan made now for the zone as it is, and as asked, by the same number of work units. */
  readonly before: PlanFigures;
  readonly after: PlanFigures;
  /** Orders that another courier would have, or nobody. */
  readonly moved: readonly {
    readonly orderId: OrderId;
    readonly from: CourierId | null;
    readonly to: CourierId | null;
  }[];
}

export interface PlanFigures {
  readonly cost: PlanCost;
  readonly unassigned: readonly UnassignedOrder[];
  readonly lateOrders: number;
  readonly lateSec: Seconds;
  /** Sum over the orders assigned. */
  readonly clickToDoorSec: Seconds;
  readonly distanceM: Meters;
  readonly couriers: number;
}

export type WhatIfAnswer = FitAnswer | PromiseAnswer | ReplanAnswer;

/** What is wrong with a question about this zone. */
export type UnansweredReason = 'ORDER_UNKNOWN' | 'ORDER_BOUND' | 'ORDER_EXISTS' | 'COURIER_UNKNOWN' | 'STORE_UNKNOWN';

/** The order that is asked about, as the zone has it or as it would be placed now. */
export function askedOrder(snapshot: Snapshot, asked: AskedOrder): Order | UnansweredReason {
  if ('order' in asked) {
    const { at, zone, orders } = snapshot;
    if (orders.some(({ orderId }) => orderId === asked.order.orderId)) return 'ORDER_EXISTS';
    const order = newOrder({ ...asked.order, zoneId: zone.zoneId, placedAt: at });
    return snapshot.stores.some(({ storeId }) => storeId === order.storeId) ? order : 'STORE_UNKNOWN';
  }
  const order = snapshot.orders.find(({ orderId }) => orderId === asked.orderId);
  if (order === undefined) return 'ORDER_UNKNOWN';
  if (order.stage !== 'open' && order.stage !== 'offered') return 'ORDER_BOUND';
  return snapshot.stores.some(({ storeId }) => storeId === order.storeId) ? order : 'STORE_UNKNOWN';
}

export function withOrder(snapshot: Snapshot, order: Order): Snapshot {
  const others = snapshot.orders.filter(({ orderId }) => orderId !== order.orderId);
  return { ...snapshot, orders: [...others, order] };
}

/** The zone as the question has it; a reason when it asks about somebody who is not there. */
export function supposed(
  snapshot: Snapshot,
  question: Exclude<WhatIfQuestion, { readonly ask: 'fit' | 'promise' }>,
): Snapshot | UnansweredReason {
  switch (question.ask) {
    case 'courier_leaves':
      return withoutCourier(snapshot, question.courierId) ?? 'COURIER_UNKNOWN';
    case 'store_late':
      return withLateStore(snapshot, question.storeId, 60 * question.minutes) ?? 'STORE_UNKNOWN';
    case 'weights': {
      const { policy } = snapshot;
      return { ...snapshot, policy: { ...policy, weights: { ...policy.weights, ...question.weights } } };
    }
  }
}

/** What the courier has agreed to it still carries out. */
function withoutCourier(snapshot: Snapshot, gone: CourierId): Snapshot | null {
  if (!snapshot.couriers.some(({ courierId }) => courierId === gone)) return null;
  return {
    ...snapshot,
    couriers: snapshot.couriers.map((courier) =>
      courier.courierId === gone ? { ...courier, status: 'off' } : courier,
    ),
  };
}

function withLateStore(snapshot: Snapshot, storeId: StoreId, seconds: Seconds): Snapshot | null {
  if (!snapshot.stores.some((store) => store.storeId === storeId)) return null;
  const isConcerned = (order: Order): boolean =>
    order.storeId === storeId && !isClosed(order) && order.stage !== 'picked_up';
  const later = (order: Order): Order => ({ ...order, readyAt: Math.max(order.readyAt, snapshot.at) + seconds });
  return { ...snapshot, orders: snapshot.orders.map((order) => (isConcerned(order) ? later(order) : order)) };
}
