// Events for tests, as producers send them: each builder makes a usual one, and takes what the test is about.
import type { CourierOnShift, OfferAccepted, OrderPlaced } from '../../shared/domain/event.ts';
import { AT, aCourier, anOrder, place } from './builders.ts';

export function anOrderPlaced(order: Partial<OrderPlaced['order']> = {}, at = AT): OrderPlaced {
  const { orderId, storeId, readyAt, promiseBy, load, requirements, dropoff, priority, batchable } = anOrder();
  const details = { orderId, storeId, readyAt, promiseBy, load, requirements, dropoff, priority, batchable, ...order };
  return { type: 'order_placed', eventId: `placed-${details.orderId}`, zoneId: 'north', at, order: details };
}

export function aCourierOnShift(courier: Partial<CourierOnShift['courier']> = {}, at = AT): CourierOnShift {
  const { courierId, mode, shift, capacity, skills, pay } = aCourier();
  const details = { courierId, mode, shift, capacity, skills, pay, ...courier };
  return {
    type: 'courier_on_shift',
    eventId: `on-${details.courierId}`,
    zoneId: 'north',
    at,
    courier: details,
    location: place(0),
  };
}

export const anOfferAccepted = (changes: Partial<OfferAccepted> = {}): OfferAccepted => ({
  type: 'offer_accepted',
  eventId: 'accepted-1',
  zoneId: 'north',
  at: AT,
  courierId: 'c1',
  offerId: 'north-1-0',
  orderIds: ['o1'],
  ...changes,
});
