// What the indices of a problem stand for.
import { type Courier, TRAVEL_MODES, type TravelMode } from '../domain/courier.ts';
import type { Facts } from '../domain/facts.ts';
import type { Order } from '../domain/order.ts';
import type { Store } from '../domain/store.ts';
import { compareText } from '../kernel/compare-text.ts';

export interface ProblemIndex {
  readonly orders: readonly Order[];
  readonly couriers: readonly Courier[];
  readonly stores: readonly Store[];
}

/** Orders without a known store or in a frozen offer, and couriers who cannot be given work are left out. Sorted by id. */
export function indexOf(facts: Facts): ProblemIndex {
  const frozen = new Set([...facts.frozen.values()].flat().flatMap(({ orders }) => orders));
  const orders = facts.snapshot.orders.filter(
    (order) =>
      (order.stage === 'open' || order.stage === 'offered') && facts.stores.has(order.storeId) && !frozen.has(order),
  );
  const used = new Set(orders.map((order) => order.storeId));
  return {
    orders: orders.toSorted((a, b) => compareText(a.orderId, b.orderId)),
    couriers: [...facts.available.values()].sort((a, b) => compareText(a.courierId, b.courierId)),
    stores: [...facts.stores.values()]
      .filter((store) => used.has(store.storeId))
      .sort((a, b) => compareText(a.storeId, b.storeId)),
  };
}

/** The modes that couriers of the problem travel by; a profile is a position in this list. */
export const profilesOf = ({ couriers }: ProblemIndex): readonly TravelMode[] =>
  TRAVEL_MODES.filter((mode) => couriers.some((courier) => courier.mode === mode));
