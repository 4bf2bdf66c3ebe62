// Routes of couriers: shifts, breaks, where they set out for, and what they answer to offers.
import * as z from 'zod';
import { routeAnswer } from '../answers/plan.ts';
import { courierAnswer, text } from '../answers/records.ts';
import { offerAnswered, writtenAnswer } from '../answers/written.ts';
import { answerBody, enRouteBody, momentBody, onShiftBody } from '../bodies.ts';
import { WITH_BODY } from '../problems.ts';
import type { Routes } from '../route.ts';

const report = {
  tag: 'couriers',
  headers: ['Idempotency-Key'],
  answer: writtenAnswer,
  problems: [...WITH_BODY, 'COURIER_UNKNOWN'],
} as const;

const answer = {
  tag: 'couriers',
  headers: ['Idempotency-Key'],
  body: answerBody,
  answer: offerAnswered,
  problems: [...WITH_BODY, 'OFFER_GONE'],
} as const;

export const courierRoutes = {
  'GET /v1/zones/{zoneId}/couriers': {
    id: 'listCouriers',
    summary: 'The couriers of a zone, each with its last position.',
    tag: 'couriers',
    answer: z.strictObject({ couriers: z.array(courierAnswer) }),
    problems: ['ZONE_UNKNOWN', 'ANSWER_TOO_LARGE'],
  },
  'PUT /v1/zones/{zoneId}/couriers/{courierId}': {
    id: 'putCourier',
    summary: 'A courier comes on shift, with what it can carry and where it is.',
    ...report,
    body: onShiftBody,
    problems: [...WITH_BODY],
  },
  'DELETE /v1/zones/{zoneId}/couriers/{courierId}/shift': {
    id: 'endShift',
    summary: 'A courier goes off shift: it gets nothing new, and keeps what it has accepted.',
    ...report,
    problems: ['COURIER_UNKNOWN'],
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/breaks/start': {
    id: 'startBreak',
    summary: 'A break has begun.',
    ...report,
    body: momentBody,
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/breaks/end': {
    id: 'endBreak',
    summary: 'A break is over.',
    ...report,
    body: momentBody,
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/en-route': {
    id: 'setOut',
    summary: 'A courier has set out for a store without orders, as it was asked to.',
    ...report,
    body: enRouteBody,
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/accept': {
    id: 'acceptOffer',
    summary: 'The courier takes the orders of an offer, or some of them.',
    ...answer,
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/decline': {
    id: 'declineOffer',
    summary: 'The courier does not take them, and is not asked for them again.',
    ...answer,
  },
  'GET /v1/zones/{zoneId}/couriers/{courierId}/route': {
    id: 'getRoute',
    summary: "The courier's route in the committed plan; null: it has nothing to do.",
    tag: 'couriers',
    answer: z.strictObject({ courierId: text, revision: z.int(), route: routeAnswer.nullable() }),
    problems: ['COURIER_UNKNOWN', 'PLAN_NONE'],
  },
} as const satisfies Routes;
