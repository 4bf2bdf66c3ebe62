// The case before the judge: plan, snapshot and travel, looked up by id. On purpose nothing here comes from the code that
// makes plans.
import type { CourierId, OfferId, OrderId, StoreId } from '../../kernel/ids.ts';
import type { Courier, CourierPosition } from '../courier.ts';
import type { Order } from '../order.ts';
import type { Batch, Plan, Stop } from '../plan.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Store } from '../store.ts';
import type { TravelTable } from '../travel.ts';
import { type FrozenOffer, frozenOffers } from './frozen-offers.ts';

export interface Case {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly travel: TravelTable;
  readonly orders: ReadonlyMap<OrderId, Order>;
  readonly couriers: ReadonlyMap<CourierId, Courier>;
  readonly stores: ReadonlyMap<StoreId, Store>;
  readonly positions: ReadonlyMap<CourierId, CourierPosition>;
  readonly frozen: ReadonlyMap<OfferId, FrozenOffer>;
  /** Orders by the offer that they were last part of. */
  readonly ofOffer: ReadonlyMap<OfferId, readonly Order[]>;
}

/** A stop with the batch that it belongs to; a break or an end belongs to none. */
export interface RouteStop {
  readonly stop: Stop;
  readonly batch: Batch | null;
}

export interface StopOfBatch extends RouteStop {
  readonly batch: Batch;
}

export const openCase = (plan: Plan, snapshot: Snapshot, travel: TravelTable): Case => ({
  plan,
  snapshot,
  travel,
  orders: new Map(snapshot.orders.map((order) => [order.orderId, order])),
  couriers: new Map(snapshot.couriers.map((courier) => [courier.courierId, courier])),
  stores: new Map(snapshot.stores.map((store) => [store.storeId, store])),
  positions: new Map(snapshot.positions.map((position) => [position.courierId, position])),
  frozen: frozenOffers(snapshot),
  ofOffer: Map.groupBy(
    snapshot.orders.filter(({ offerId }) => offerId !== null),
    ({ offerId }) => offerId ?? '',
  ),
});

/** What the planner chose to do, or chose to keep; the rest is fact and not to be blamed. */
export const isNewWork = ({ stage, offerId }: Batch, { frozen }: Pick<Case, 'frozen'>): boolean =>
  stage === 'planned' || (stage === 'offered' && !frozen.has(offerId));

/** The orders of a batch that the snapshot knows. */
export const ordersOf = (batch: Batch, { orders }: Case): readonly Order[] =>
  batch.orderIds.flatMap((orderId) => orders.get(orderId) ?? []);
