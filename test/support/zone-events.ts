// Events for tests of a whole zone: many orders and couriers, each with event ids of its own.
import type { CourierOnShift, OfferAccepted, OrderPlaced } from '../../shared/domain/event.ts';
import { AT } from './builders.ts';
import { accepted, onShift, placed } from './events.ts';

/** Ready when it is placed. */
export function anOrderPlaced(order: Partial<OrderPlaced['order']> = {}, at = AT): OrderPlaced {
  const usual = placed().order;
  const details = { ...usual, readyAt: at, ...order };
  return placed({ eventId: `placed-${details.orderId}`, at, order: details });
}

export function aCourierOnShift(courier: Partial<CourierOnShift['courier']> = {}, at = AT): CourierOnShift {
  const details = { ...onShift().courier, ...courier };
  return onShift({ eventId: `on-${details.courierId}`, at, courier: details });
}

export const anOfferAccepted = (changes: Partial<OfferAccepted> = {}): OfferAccepted => accepted(changes);
