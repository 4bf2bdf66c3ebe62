// Routes of plans: the one that stands, those before it, and what is different between two.
import * as z from 'zod';
import { whatIfQuestion } from '../../schema/what-if.ts';
import { planAnswer } from '../answers/plan.ts';
import { moment, text } from '../answers/records.ts';
import { decisionsAnswer, revisionAnswer, revisionLine } from '../answers/revision.ts';
import { whatIfAnswer } from '../answers/what-if.ts';
import { WITH_BODY } from '../problems.ts';
import type { Routes } from '../route.ts';

const MAX_HISTORY = 50;

/** Where an order is in a plan; both null: nowhere. */
const placeInPlan = z.strictObject({
  courierId: text.nullable(),
  offerId: text.nullable(),
  dropoffAt: moment.nullable(),
  reason: text.nullable(),
});

const diffAnswer = z.strictObject({
  from: z.int(),
  to: z.int(),
  /** Orders whose courier, batch, moment at the door or reason differs. */
  orders: z.array(
    z.strictObject({
      orderId: text,
      kind: z.enum(['added', 'removed', 'assigned', 'unassigned', 'moved', 'retimed', 'reason']),
      before: placeInPlan.nullable(),
      after: placeInPlan.nullable(),
    }),
  ),
  cost: z.record(z.string(), z.number()).meta({ description: 'By term: what the later plan costs more.' }),
});

export const planRoutes = {
  'GET /v1/zones/{zoneId}/plan': {
    id: 'getPlan',
    summary: 'The committed plan. Its ETag is revision and attempt.',
    tag: 'plans',
    headers: ['If-None-Match'],
    answer: z.strictObject({ revision: z.int(), attempt: z.int(), createdAt: moment, plan: planAnswer }),
    problems: ['ZONE_UNKNOWN', 'PLAN_NONE', 'ANSWER_TOO_LARGE'],
  },
  'GET /v1/zones/{zoneId}/revisions': {
    id: 'listRevisions',
    summary: 'Revisions, newest first, as long as they are kept: seven days.',
    tag: 'plans',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(MAX_HISTORY).default(20),
      before: z.exactOptional(z.coerce.number().int().min(1).max(1_000_000_001)),
    }),
    answer: z.strictObject({ revisions: z.array(revisionLine), next: z.int().nullable() }),
    problems: ['ZONE_UNKNOWN'],
  },
  'GET /v1/zones/{zoneId}/revisions/{revision}': {
    id: 'getRevision',
    summary: 'A revision: plan, changes, decisions, explanations, and how it was found.',
    tag: 'plans',
    answer: revisionAnswer,
    problems: ['REVISION_UNKNOWN', 'ANSWER_TOO_LARGE'],
  },
  'GET /v1/zones/{zoneId}/revisions/{revision}/decisions': {
    id: 'getDecisions',
    summary: 'What a revision decided, with the explanations that were stored.',
    tag: 'plans',
    answer: decisionsAnswer,
    problems: ['REVISION_UNKNOWN', 'ANSWER_TOO_LARGE'],
  },
  'GET /v1/zones/{zoneId}/revisions/{from}/diff/{to}': {
    id: 'diffRevisions',
    summary: 'What is different in the later of two revisions, order by order and term by term.',
    tag: 'plans',
    answer: diffAnswer,
    problems: ['REVISION_UNKNOWN', 'ANSWER_TOO_LARGE'],
  },
  'POST /v1/zones/{zoneId}/what-if': {
    id: 'askWhatIf',
    summary: 'Answers a question about the zone as it is now, and changes nothing. docs/what-if.md has the questions.',
    tag: 'plans',
    body: whatIfQuestion,
    answer: whatIfAnswer,
    problems: [
      ...WITH_BODY,
      'ZONE_UNKNOWN',
      'ORDER_UNKNOWN',
      'ORDER_BOUND',
      'ORDER_EXISTS',
      'COURIER_UNKNOWN',
      'STORE_UNKNOWN',
    ],
  },
} as const satisfies Routes;
