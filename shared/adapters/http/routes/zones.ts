// Routes of a zone: its settings, stores, kill switch, positions, events in bulk, and all of it in one answer.
import * as z from 'zod';
import { planAnswer } from '../answers/plan.ts';
import {
  courierAnswer,
  headAnswer,
  moment,
  orderAnswer,
  policyName,
  settingsAnswer,
  storeAnswer,
} from '../answers/records.ts';
import { eventsWritten, positionsWritten, writtenAnswer } from '../answers/written.ts';
import { eventsBody, frozenBody, positionsBody, storeBody, zoneBody } from '../bodies.ts';
import { WITH_BODY } from '../problems.ts';
import type { Routes } from '../route.ts';

const zoneAnswer = z.strictObject({
  settings: settingsAnswer,
  frozen: z.boolean(),
  frozenAt: moment,
  policy: policyName.meta({
    description: 'What the zone plans by now: of a zone that follows a rollout, its version.',
  }),
});

const liveAnswer = zoneAnswer.extend({
  at: moment,
  head: headAnswer,
  plan: planAnswer.nullable(),
  orders: z.array(orderAnswer).meta({ description: 'Open and just closed.' }),
  couriers: z.array(courierAnswer),
  stores: z.array(storeAnswer),
});

export const MAX_PAGE = 500;
export const page = { limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100) };
export const cursor = z.exactOptional(z.string().min(1).max(400));

export const zoneRoutes = {
  'GET /v1/zones': {
    id: 'listZones',
    summary: 'All zones, by id.',
    tag: 'zones',
    query: z.strictObject({ ...page, cursor }),
    answer: z.strictObject({ zones: z.array(settingsAnswer), next: z.string().nullable() }),
    problems: [],
  },
  'GET /v1/zones/{zoneId}': {
    id: 'getZone',
    summary: 'Settings, kill switch and policy of a zone.',
    tag: 'zones',
    headers: ['If-None-Match'],
    answer: zoneAnswer,
    problems: ['ZONE_UNKNOWN'],
  },
  'PUT /v1/zones/{zoneId}': {
    id: 'putZone',
    summary: 'Sets the settings of a zone. The newest by `at` count.',
    tag: 'zones',
    headers: ['Idempotency-Key', 'If-Match'],
    body: zoneBody,
    answer: writtenAnswer,
    problems: [...WITH_BODY, 'PRECONDITION_FAILED'],
  },
  'PUT /v1/zones/{zoneId}/frozen': {
    id: 'freezeZone',
    summary: 'The kill switch: while frozen, facts are recorded and the plan stays as it is.',
    tag: 'zones',
    headers: ['Idempotency-Key', 'If-Match'],
    body: frozenBody,
    answer: writtenAnswer,
    problems: [...WITH_BODY, 'PRECONDITION_FAILED'],
  },
  'GET /v1/zones/{zoneId}/live': {
    id: 'getLive',
    summary: 'Everything that there is to see of a zone now, in one answer.',
    tag: 'zones',
    headers: ['If-None-Match'],
    answer: liveAnswer,
    problems: ['ZONE_UNKNOWN', 'ANSWER_TOO_LARGE'],
  },
  'GET /v1/zones/{zoneId}/stores': {
    id: 'listStores',
    summary: 'The stores of a zone.',
    tag: 'zones',
    answer: z.strictObject({ stores: z.array(storeAnswer) }),
    problems: ['ZONE_UNKNOWN'],
  },
  'PUT /v1/zones/{zoneId}/stores/{storeId}': {
    id: 'putStore',
    summary: 'Sets the settings of a store. The newest by `at` count.',
    tag: 'zones',
    headers: ['Idempotency-Key'],
    body: storeBody,
    answer: writtenAnswer,
    problems: [...WITH_BODY],
  },
  'POST /v1/zones/{zoneId}/positions': {
    id: 'reportPositions',
    summary: 'Where couriers are, in bulk. The newest of each counts; nothing is planned again for it.',
    tag: 'couriers',
    body: positionsBody,
    answer: positionsWritten,
    problems: [...WITH_BODY],
  },
  'POST /v1/zones/{zoneId}/events': {
    id: 'sendEvents',
    summary: 'Up to 100 events of any type, in order, with one outcome each.',
    tag: 'zones',
    body: eventsBody,
    answer: eventsWritten,
    problems: [...WITH_BODY],
  },
} as const satisfies Routes;
