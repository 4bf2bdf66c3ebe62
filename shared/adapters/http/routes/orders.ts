// Routes of orders: from placed to its end, and why it is where it is.
import * as z from 'zod';
import { ORDER_STAGES } from '../../../domain/order.ts';
import { orderAnswer, text } from '../answers/records.ts';
import { decision, explanation } from '../answers/revision.ts';
import { orderWritten } from '../answers/written.ts';
import { changesBody, endBody, orderBody, stopBody } from '../bodies.ts';
import { WITH_BODY } from '../problems.ts';
import type { Routes } from '../route.ts';
import { cursor, page } from './zones.ts';

const explanationAnswer = z.strictObject({
  orderId: text,
  revision: z.int().meta({ description: 'The committed revision that `now` starts from.' }),
  now: explanation.nullable().meta({
    description:
      'Of the plan as it is, carried on with the facts of now. Null: there is nothing to choose for the order.',
  }),
  decisions: z.array(decision.extend({ revision: z.int() })).meta({
    description: 'What the latest revision that decided about the order said; empty: none of the last 20 did.',
  }),
  stored: explanation.nullable().meta({ description: 'The explanation that was stored with these decisions.' }),
});

const step = {
  tag: 'orders',
  headers: ['Idempotency-Key'],
  answer: orderWritten,
  problems: [...WITH_BODY, 'ORDER_UNKNOWN'],
} as const;

export const orderRoutes = {
  'GET /v1/zones/{zoneId}/orders': {
    id: 'listOrders',
    summary: 'Orders that are open or just closed, by id, page by page.',
    tag: 'orders',
    query: z.strictObject({ ...page, cursor, stage: z.exactOptional(z.enum(ORDER_STAGES)) }),
    answer: z.strictObject({ orders: z.array(orderAnswer), next: text.nullable() }),
    problems: ['ZONE_UNKNOWN'],
  },
  'GET /v1/zones/{zoneId}/orders/{orderId}': {
    id: 'getOrder',
    summary: 'An order, also when its life is over.',
    tag: 'orders',
    answer: orderAnswer,
    problems: ['ORDER_UNKNOWN'],
  },
  'PUT /v1/zones/{zoneId}/orders/{orderId}': {
    id: 'putOrder',
    summary: 'Places an order. The same again is the same answer; what is to be different is changed by PATCH.',
    ...step,
    body: orderBody,
    problems: [...WITH_BODY, 'ORDER_EXISTS', 'ORDER_IN_OTHER_ZONE'],
  },
  'PATCH /v1/zones/{zoneId}/orders/{orderId}': {
    id: 'changeOrder',
    summary: 'Changes fields of an order that is not closed.',
    ...step,
    body: changesBody,
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/cancel': {
    id: 'cancelOrder',
    summary: 'The customer does not want it any more; also before it was heard of. After the pickup it has no effect.',
    ...step,
    body: endBody,
    problems: [...WITH_BODY],
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/picked-up': {
    id: 'pickUpOrder',
    summary: 'The courier has it on board.',
    ...step,
    body: stopBody,
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/delivered': {
    id: 'deliverOrder',
    summary: 'The courier has handed it over.',
    ...step,
    body: stopBody,
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/failed': {
    id: 'failOrder',
    summary: 'It could not be delivered.',
    ...step,
    body: endBody,
    problems: [...WITH_BODY],
  },
  'GET /v1/zones/{zoneId}/orders/{orderId}/explanation': {
    id: 'explainOrder',
    summary: 'Why the order is with its courier, or with nobody: alternatives, what blocks, what would have to change.',
    tag: 'orders',
    answer: explanationAnswer,
    problems: ['ORDER_UNKNOWN', 'PLAN_NONE'],
  },
} as const satisfies Routes;
