// Events as they come in: one schema for each type, picked by the `type` field.
import * as z from 'zod';
import type { DomainEvent } from '../../domain/event.ts';
import { epochSeconds, freeText, id, offerId } from './fields.ts';
import { policy, policyRollout } from './policy.ts';
import { courierDetails, location, orderChanges, placedOrderInWindow, storeSettings } from './records.ts';
import { recordOf } from './shape.ts';
import { zoneSettings } from './zone.ts';

type EventType = DomainEvent['type'];
type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>;

const happened = { eventId: id, zoneId: id, at: epochSeconds };
/** A batch has at most 20 orders. */
const answer = { courierId: id, offerId, orderIds: z.array(id).min(1).max(20) };
const stop = { orderId: id, courierId: id };
const end = { orderId: id, reason: freeText };

export const EVENT_SCHEMAS: { readonly [T in EventType]: z.ZodType<EventOf<T>> } = {
  zone_configured: recordOf<EventOf<'zone_configured'>>()({
    ...happened,
    type: z.literal('zone_configured'),
    zone: zoneSettings,
  }),
  policy_configured: recordOf<EventOf<'policy_configured'>>()({
    ...happened,
    type: z.literal('policy_configured'),
    policy,
  }),
  policy_rollout_set: recordOf<EventOf<'policy_rollout_set'>>()({
    ...happened,
    type: z.literal('policy_rollout_set'),
    rollout: policyRollout,
  }),
  zone_frozen: recordOf<EventOf<'zone_frozen'>>()({ ...happened, type: z.literal('zone_frozen'), frozen: z.boolean() }),
  store_configured: recordOf<EventOf<'store_configured'>>()({
    ...happened,
    type: z.literal('store_configured'),
    store: storeSettings,
  }),
  order_placed: recordOf<EventOf<'order_placed'>>()({
    ...happened,
    type: z.literal('order_placed'),
    order: placedOrderInWindow,
  }),
  order_changed: recordOf<EventOf<'order_changed'>>()({
    ...happened,
    type: z.literal('order_changed'),
    orderId: id,
    changes: orderChanges,
  }),
  order_cancelled: recordOf<EventOf<'order_cancelled'>>()({ ...happened, ...end, type: z.literal('order_cancelled') }),
  courier_on_shift: recordOf<EventOf<'courier_on_shift'>>()({
    ...happened,
    type: z.literal('courier_on_shift'),
    courier: courierDetails,
    location,
  }),
  courier_off_shift: recordOf<EventOf<'courier_off_shift'>>()({
    ...happened,
    type: z.literal('courier_off_shift'),
    courierId: id,
  }),
  courier_break_started: recordOf<EventOf<'courier_break_started'>>()({
    ...happened,
    type: z.literal('courier_break_started'),
    courierId: id,
  }),
  courier_break_ended: recordOf<EventOf<'courier_break_ended'>>()({
    ...happened,
    type: z.literal('courier_break_ended'),
    courierId: id,
  }),
  courier_en_route: recordOf<EventOf<'courier_en_route'>>()({
    ...happened,
    type: z.literal('courier_en_route'),
    courierId: id,
    storeId: id,
    arriveAt: epochSeconds,
  }),
  offer_accepted: recordOf<EventOf<'offer_accepted'>>()({ ...happened, ...answer, type: z.literal('offer_accepted') }),
  offer_declined: recordOf<EventOf<'offer_declined'>>()({ ...happened, ...answer, type: z.literal('offer_declined') }),
  order_picked_up: recordOf<EventOf<'order_picked_up'>>()({ ...happened, ...stop, type: z.literal('order_picked_up') }),
  order_delivered: recordOf<EventOf<'order_delivered'>>()({ ...happened, ...stop, type: z.literal('order_delivered') }),
  order_failed: recordOf<EventOf<'order_failed'>>()({ ...happened, ...end, type: z.literal('order_failed') }),
};

export const EVENT_TYPES = Object.keys(EVENT_SCHEMAS) as readonly EventType[];
