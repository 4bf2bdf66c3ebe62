// One valid event of each type, as producers send them.
import type {
  CourierOnShift,
  DomainEvent,
  OrderPlaced,
  StoreConfigured,
  ZoneConfigured,
} from '../../../../shared/domain/event.ts';
import { AT, aCourier, anOrder, aPolicy, aStore, aZone, place } from '../../../support/builders.ts';

const happened = { eventId: 'e1', zoneId: 'north', at: AT };
const answer = { courierId: 'c1', offerId: 'north-1-0', orderIds: ['o1', 'o2'] };
const stop = { orderId: 'o1', courierId: 'c1' };

const { storeId, location, parkingSec, handoverSec } = aStore();
const { policy, cadenceSec, timeBoxMs, travel, killSwitch } = aZone();
const { courierId, mode, shift, capacity, skills, pay } = aCourier();
const { orderId, readyAt, promiseBy, load, requirements, dropoff, priority, batchable } = anOrder();

export const ZONE_CONFIGURED: ZoneConfigured = {
  ...happened,
  type: 'zone_configured',
  zone: { policy, cadenceSec, timeBoxMs, travel, killSwitch },
};

export const ORDER_PLACED: OrderPlaced = {
  ...happened,
  type: 'order_placed',
  order: { orderId, storeId, readyAt, promiseBy, load, requirements, dropoff, priority, batchable },
};

export const COURIER_ON_SHIFT: CourierOnShift = {
  ...happened,
  type: 'courier_on_shift',
  courier: { courierId, mode, shift, capacity, skills, pay },
  location: place(0),
};

/** With every field that may be left out. */
const FULL_ORDER: OrderPlaced['order'] = {
  ...ORDER_PLACED.order,
  promiseFrom: AT,
  hardPromise: true,
  maxClickToDoorSec: 5400,
  maxPickupToDoorSec: 1800,
  pickingSec: 420,
  unservedPct: 50,
  excludedCouriers: ['c7'],
  onlyCourier: 'c8',
};

const BREAK = { earliestAt: AT, latestAt: AT + 1800, durationSec: 1800 };

const FULL_COURIER: CourierOnShift['courier'] = {
  ...COURIER_ON_SHIFT.courier,
  shift: { ...shift, overtimeSec: 900 },
  breaks: [BREAK, { ...BREAK, earliestAt: AT + 3600, latestAt: AT + 3600 }],
  endLocation: place(7),
};

const OPEN_HOURS = [
  { openAt: AT, closeAt: AT + 60 },
  { openAt: AT + 61, closeAt: AT + 61 },
];

export const FULL_ORDER_PLACED: OrderPlaced = { ...ORDER_PLACED, order: FULL_ORDER };
export const FULL_ON_SHIFT: CourierOnShift = { ...COURIER_ON_SHIFT, courier: FULL_COURIER };

export const STORE_CONFIGURED: StoreConfigured = {
  ...happened,
  type: 'store_configured',
  store: { storeId, location, parkingSec, handoverSec, openHours: OPEN_HOURS },
};

export const POLICY_CONFIGURED: DomainEvent = { ...happened, type: 'policy_configured', policy: aPolicy() };

export const VALID_EVENTS: readonly DomainEvent[] = [
  ZONE_CONFIGURED,
  POLICY_CONFIGURED,
  { ...ZONE_CONFIGURED, zone: { ...ZONE_CONFIGURED.zone, policy: { ...policy, rollout: true } } },
  { ...happened, type: 'policy_rollout_set', rollout: { policyId: 'dinner', from: 2, to: 3, percent: 0 } },
  { ...happened, type: 'policy_rollout_set', rollout: { policyId: 'dinner', from: 3, to: 2, percent: 100 } },
  { ...happened, type: 'zone_frozen', frozen: true },
  { ...happened, type: 'store_configured', store: { storeId, location, parkingSec, handoverSec } },
  STORE_CONFIGURED,
  { ...STORE_CONFIGURED, store: { ...STORE_CONFIGURED.store, openHours: [] } },
  ORDER_PLACED,
  FULL_ORDER_PLACED,
  { ...ORDER_PLACED, order: { ...FULL_ORDER, promiseFrom: null, maxClickToDoorSec: null, maxPickupToDoorSec: null } },
  { ...happened, type: 'order_changed', orderId, changes: { promiseFrom: null, hardPromise: false, pickingSec: 0 } },
  { ...happened, type: 'order_changed', orderId, changes: { readyAt: AT + 60, priority: 5 } },
  { ...happened, type: 'order_changed', orderId, changes: {} },
  { ...happened, type: 'order_cancelled', orderId, reason: '' },
  COURIER_ON_SHIFT,
  FULL_ON_SHIFT,
  { ...happened, type: 'courier_break_started', courierId },
  { ...happened, type: 'courier_break_ended', courierId },
  { ...happened, type: 'courier_off_shift', courierId },
  { ...happened, ...answer, type: 'offer_accepted' },
  { ...happened, ...answer, type: 'offer_declined' },
  { ...happened, ...stop, type: 'order_picked_up' },
  { ...happened, ...stop, type: 'order_delivered' },
  { ...happened, type: 'order_failed', orderId, reason: 'nobody at the door' },
];
