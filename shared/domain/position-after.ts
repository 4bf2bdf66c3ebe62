// Where an event leaves its courier: the facts that tell a place without the courier's own position reports.
import type { CourierPosition } from './courier.ts';
import type { DomainEvent } from './event.ts';
import type { Order } from './order.ts';
import type { Store } from './store.ts';

/** What the event itself does not carry. */
export interface PositionContext {
  readonly order: Order | null;
  /** Of the event, or of its order. */
  readonly store: Store | null;
}

/**
 * The courier's position, or null when the event tells none. It leaves when the handing over at that stop is done. Who is
 * on its way to a store counts as there, free from the arrival on: nobody is diverted.
 */
export function positionAfter(event: DomainEvent, { order, store }: PositionContext): CourierPosition | null {
  switch (event.type) {
    case 'courier_on_shift':
      return { courierId: event.courier.courierId, location: event.location, at: event.at, departAt: event.at };
    case 'courier_en_route':
      return store === null
        ? null
        : {
            courierId: event.courierId,
            location: store.location,
            at: event.at,
            departAt: Math.max(event.at, event.arriveAt),
          };
    case 'order_picked_up':
      return store === null
        ? null
        : {
            courierId: event.courierId,
            location: store.location,
            at: event.at,
            departAt: event.at + store.handoverSec,
          };
    case 'order_delivered':
      return order === null || order.courierId !== event.courierId
        ? null
        : {
            courierId: event.courierId,
            location: order.dropoff.location,
            at: event.at,
            departAt: event.at + order.dropoff.handoffSec,
          };
    default:
      return null;
  }
}
