// What would have to be different, and by how little, for an order without a courier to be carried by the plan as it is:
// one thing at a time, in the smallest unit that people deal in.
import type { CourierId } from '../kernel/ids.ts';
import type { Seconds } from '../kernel/units.ts';
import type { Courier } from './courier.ts';
import type { Load } from './load.ts';
import type { Order } from './order.ts';
import type { Snapshot } from './snapshot.ts';

export type AdmittingChange =
  /** The promise, which is hard, so many minutes later. */
  | { readonly kind: 'promise'; readonly minutes: number }
  /** So many minutes more from placed to the door. */
  | { readonly kind: 'click_to_door'; readonly minutes: number }
  /** So many minutes more on board. */
  | { readonly kind: 'pickup_to_door'; readonly minutes: number }
  /** Its price of being left out, `unservedPct`, so many percent higher. */
  | { readonly kind: 'worth'; readonly percent: number }
  /** One courier has one skill more. */
  | { readonly kind: 'skill'; readonly courierId: CourierId; readonly skill: string }
  /** The courier has not said no, nor been excluded, nor is the order pinned to another. */
  | { readonly kind: 'ask_again'; readonly courierId: CourierId }
  /** The courier holds so much more: grams, millilitres or bags. */
  | {
      readonly kind: 'capacity';
      readonly courierId: CourierId;
      readonly dimension: keyof Load;
      readonly amount: number;
    }
  /** The courier's shift is so many minutes longer. */
  | { readonly kind: 'shift'; readonly courierId: CourierId; readonly minutes: number };

const MINUTE: Seconds = 60;

/** The order as the change has it; the same order when the change is about a courier. */
export function changedOrder(order: Order, change: AdmittingChange): Order {
  switch (change.kind) {
    case 'promise':
      return { ...order, promiseBy: order.promiseBy + MINUTE * change.minutes };
    case 'click_to_door':
      return { ...order, maxClickToDoorSec: (order.maxClickToDoorSec ?? 0) + MINUTE * change.minutes };
    case 'pickup_to_door':
      return { ...order, maxPickupToDoorSec: (order.maxPickupToDoorSec ?? 0) + MINUTE * change.minutes };
    case 'worth':
      return { ...order, unservedPct: (order.unservedPct ?? 100) + change.percent };
    case 'ask_again': {
      const others = (ids: readonly CourierId[]) => ids.filter((id) => id !== change.courierId);
      const { declinedBy, excludedCouriers = [], onlyCourier = null } = order;
      return {
        ...order,
        declinedBy: others(declinedBy),
        excludedCouriers: others(excludedCouriers),
        onlyCourier: onlyCourier === change.courierId ? onlyCourier : null,
      };
    }
    default:
      return order;
  }
}

/** The courier as the change has it; the same courier when the change is not about it. */
export function changedCourier(courier: Courier, change: AdmittingChange): Courier {
  if (!('courierId' in change) || change.courierId !== courier.courierId) return courier;
  switch (change.kind) {
    case 'skill':
      return { ...courier, skills: [...courier.skills, change.skill] };
    case 'capacity': {
      const { capacity } = courier;
      return { ...courier, capacity: { ...capacity, [change.dimension]: capacity[change.dimension] + change.amount } };
    }
    case 'shift':
      return { ...courier, shift: { ...courier.shift, endAt: courier.shift.endAt + MINUTE * change.minutes } };
    default:
      return courier;
  }
}

/** The snapshot in which the change for that order has been made. */
export const changedSnapshot = (snapshot: Snapshot, orderId: string, change: AdmittingChange): Snapshot => ({
  ...snapshot,
  orders: snapshot.orders.map((order) => (order.orderId === orderId ? changedOrder(order, change) : order)),
  couriers: snapshot.couriers.map((courier) => changedCourier(courier, change)),
});
