// Bodies of calls: the records of the events without what stands in the path. `at` may be left out everywhere: then it
// happened when it was received.
import * as z from 'zod';
import { epochSeconds, freeText, id, optional, whole } from '../schema/fields.ts';
import { policy } from '../schema/policy.ts';
import { courierDetails, location, orderChanges, placedOrder, storeSettings } from '../schema/records.ts';
import { zoneSettings } from '../schema/zone.ts';

const at = optional(epochSeconds);

export const MAX_EVENTS = 100;
const MAX_POSITIONS = 1000;

export const momentBody = z.strictObject({ at });
export const zoneBody = zoneSettings.extend({ at });
export const frozenBody = z.strictObject({ frozen: z.boolean(), at });
export const storeBody = storeSettings.omit({ storeId: true }).extend({ at });
export const onShiftBody = courierDetails.omit({ courierId: true }).extend({ location, at });

export const orderBody = placedOrder
  .omit({ orderId: true })
  .extend({ at })
  .refine(({ promiseFrom, promiseBy }) => (promiseFrom ?? promiseBy) <= promiseBy, {
    path: ['promiseFrom'],
    error: 'is after promiseBy',
  });

export const changesBody = z.strictObject({ changes: orderChanges, at });
export const endBody = z.strictObject({ reason: freeText, at });
export const stopBody = z.strictObject({ courierId: id, at });
/** Left out: all orders of the offer. */
export const answerBody = z.strictObject({ orderIds: optional(z.array(id).min(1).max(20)), at });
export const enRouteBody = z.strictObject({ storeId: id, arriveAt: epochSeconds, at });

export const positionsBody = z.strictObject({
  positions: z.array(z.strictObject({ courierId: id, location, at })).max(MAX_POSITIONS),
});

/** Each is judged on its own, so that one that is wrong does not keep the others out. */
export const eventsBody = z.strictObject({
  events: z
    .array(z.looseObject({}).meta({ description: 'An event as in docs/events.md; zoneId may be left out.' }))
    .min(1)
    .max(MAX_EVENTS),
});

export const policyBody = policy.omit({ policyId: true, version: true });
export const rolloutBody = z
  .strictObject({ from: whole(1, 1_000_000_000), to: whole(1, 1_000_000_000), percent: whole(0, 100), at })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'is the same as from' });
