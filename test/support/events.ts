// Events for tests: each builder makes a usual one of order o1, courier c1 and offer north-1-0.
import type {
  CourierBreakEnded,
  CourierBreakStarted,
  CourierEnRoute,
  CourierOffShift,
  CourierOnShift,
  OfferAccepted,
  OfferDeclined,
  OrderCancelled,
  OrderChanged,
  OrderDelivered,
  OrderFailed,
  OrderPickedUp,
  OrderPlaced,
} from '../../shared/domain/event.ts';
import { AT, place } from './builders.ts';

const usual = { zoneId: 'north', at: AT };
const answer = { courierId: 'c1', offerId: 'north-1-0', orderIds: ['o1'] };

export const placed = (changes: Partial<OrderPlaced> = {}): OrderPlaced => ({
  ...usual,
  type: 'order_placed',
  eventId: 'placed',
  order: {
    orderId: 'o1',
    storeId: 'bakery',
    readyAt: AT + 600,
    promiseBy: AT + 2400,
    load: { weightG: 1000, volumeMl: 2000, bags: 1 },
    requirements: [],
    dropoff: { location: place(1000), accessSec: 120, handoffSec: 120 },
    priority: 1,
    batchable: true,
  },
  ...changes,
});

export const changed = (changes: Partial<OrderChanged> = {}): OrderChanged => ({
  ...usual,
  type: 'order_changed',
  eventId: 'changed',
  orderId: 'o1',
  changes: { readyAt: AT + 900 },
  ...changes,
});

export const cancelled = (changes: Partial<OrderCancelled> = {}): OrderCancelled => ({
  ...usual,
  type: 'order_cancelled',
  eventId: 'cancelled',
  orderId: 'o1',
  reason: 'customer',
  ...changes,
});

export const failed = (changes: Partial<OrderFailed> = {}): OrderFailed => ({
  ...usual,
  type: 'order_failed',
  eventId: 'failed',
  orderId: 'o1',
  reason: 'nobody at home',
  ...changes,
});

export const accepted = (changes: Partial<OfferAccepted> = {}): OfferAccepted => ({
  ...usual,
  ...answer,
  type: 'offer_accepted',
  eventId: 'accepted',
  ...changes,
});

export const declined = (changes: Partial<OfferDeclined> = {}): OfferDeclined => ({
  ...usual,
  ...answer,
  type: 'offer_declined',
  eventId: 'declined',
  ...changes,
});

export const pickedUp = (changes: Partial<OrderPickedUp> = {}): OrderPickedUp => ({
  ...usual,
  type: 'order_picked_up',
  eventId: 'picked up',
  orderId: 'o1',
  courierId: 'c1',
  ...changes,
});

export const delivered = (changes: Partial<OrderDelivered> = {}): OrderDelivered => ({
  ...usual,
  type: 'order_delivered',
  eventId: 'delivered',
  orderId: 'o1',
  courierId: 'c1',
  ...changes,
});

export const onShift = (changes: Partial<CourierOnShift> = {}): CourierOnShift => ({
  ...usual,
  type: 'courier_on_shift',
  eventId: 'on shift',
  courier: {
    courierId: 'c1',
    mode: 'car',
    shift: { startAt: AT, endAt: AT + 14_400 },
    capacity: { weightG: 50_000, volumeMl: 100_000, bags: 10 },
    skills: [],
    pay: { perOrder: 1000, guaranteePerHour: 1500 },
  },
  location: place(300),
  ...changes,
});

export const offShift = (changes: Partial<CourierOffShift> = {}): CourierOffShift => ({
  ...usual,
  type: 'courier_off_shift',
  eventId: 'off shift',
  courierId: 'c1',
  ...changes,
});

export const breakStarted = (changes: Partial<CourierBreakStarted> = {}): CourierBreakStarted => ({
  ...usual,
  type: 'courier_break_started',
  eventId: 'break started',
  courierId: 'c1',
  ...changes,
});

export const breakEnded = (changes: Partial<CourierBreakEnded> = {}): CourierBreakEnded => ({
  ...usual,
  type: 'courier_break_ended',
  eventId: 'break ended',
  courierId: 'c1',
  ...changes,
});

export const enRoute = (changes: Partial<CourierEnRoute> = {}): CourierEnRoute => ({
  ...usual,
  type: 'courier_en_route',
  eventId: 'en route',
  courierId: 'c1',
  storeId: 'bakery',
  arriveAt: AT + 300,
  ...changes,
});
