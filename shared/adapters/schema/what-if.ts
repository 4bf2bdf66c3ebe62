// What-if questions, as they come in.
import * as z from 'zod';
import type { Weights } from '../../domain/policy.ts';
import type { PromiseWindow, WhatIfQuestion } from '../../domain/what-if.ts';
import { epochSeconds, id, optional, whole } from './fields.ts';
import { weights } from './policy.ts';
import { placedOrderInWindow } from './records.ts';
import { partialOf, recordOf } from './shape.ts';

const MOST_PROMISES = 12;
const MOST_MINUTES = 1440;

const promiseWindow = recordOf<PromiseWindow>()({
  promiseBy: epochSeconds,
  promiseFrom: optional(epochSeconds),
}).refine(({ promiseBy, promiseFrom }) => promiseFrom === undefined || promiseFrom <= promiseBy, {
  path: ['promiseFrom'],
  error: 'is after promiseBy',
});
const promises = z.array(promiseWindow).min(1).max(MOST_PROMISES);

/** Exactly one: an order that is there, by its id, or one that might be placed. */
const asked = { orderId: optional(id), order: optional(placedOrderInWindow) };
const isOne = ({ orderId, order }: { readonly orderId?: unknown; readonly order?: unknown }): boolean =>
  (orderId === undefined) !== (order === undefined);
const NOT_ONE = { path: ['orderId'], error: 'and order: give exactly one of them' };

export const whatIfQuestion = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('fit'), ...asked }).refine(isOne, NOT_ONE),
  z.strictObject({ ask: z.literal('promise'), ...asked, promises }).refine(isOne, NOT_ONE),
  z.strictObject({ ask: z.literal('courier_leaves'), courierId: id }),
  z.strictObject({ ask: z.literal('store_late'), storeId: id, minutes: whole(1, MOST_MINUTES) }),
  z.strictObject({ ask: z.literal('weights'), weights: partialOf<Weights>()(weights.shape) }),
]) as unknown as z.ZodType<WhatIfQuestion>;
