// A revision as the API shows it: what it changed, what it decided and why, and how its plan was found.
import * as z from 'zod';
import type { AdmittingChange } from '../../../domain/admitting-change.ts';
import type { OfferChange, PlanChange, PositionChange, WithdrawChange } from '../../../domain/change.ts';
import type { Alternative, BlockedCourier, OrderExplanation } from '../../../domain/explanation.ts';
import { COST_TERMS } from '../../../domain/plan.ts';
import type { DecisionRecord, PlanRevision, SolveRecord } from '../../../domain/revision.ts';
import { recordOf } from '../../schema/shape.ts';
import { planAnswer, reason } from './plan.ts';
import { moment, policyName, text } from './records.ts';

const count = z.int();

const ofOrder = { orderId: text, courierId: text, offerId: text, orderVersion: count };

const withdraw = recordOf<WithdrawChange>()({
  ...ofOrder,
  kind: z.literal('withdraw'),
  reason: z.enum(['expired', 'unavailable', 'replanned']),
});
const offer = recordOf<OfferChange>()({
  ...ofOrder,
  kind: z.literal('offer'),
  storeId: text,
  sequence: count,
  size: count,
  departAt: moment,
  pickupAt: moment,
  dropoffAt: moment,
});
const position = recordOf<PositionChange>()({
  kind: z.literal('position'),
  courierId: text,
  storeId: text,
  departAt: moment,
});

const change: z.ZodType<PlanChange> = z.discriminatedUnion('kind', [withdraw, offer, position]);

export const decision = recordOf<DecisionRecord>()({
  orderId: text,
  decision: z.enum(['assign', 'move', 'hold', 'release', 'withdraw', 'unassign']),
  courierId: text.nullable(),
  reason: reason.nullable(),
  releaseAt: moment.nullable(),
});

type Kind<K extends AdmittingChange['kind']> = Extract<AdmittingChange, { readonly kind: K }>;

const minutes = <K extends 'promise' | 'click_to_door' | 'pickup_to_door'>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), minutes: z.number() });

export const admitting: z.ZodType<AdmittingChange> = z.discriminatedUnion('kind', [
  minutes('promise'),
  minutes('click_to_door'),
  minutes('pickup_to_door'),
  recordOf<Kind<'worth'>>()({ kind: z.literal('worth'), percent: z.number() }),
  recordOf<Kind<'skill'>>()({ kind: z.literal('skill'), courierId: text, skill: text }),
  recordOf<Kind<'ask_again'>>()({ kind: z.literal('ask_again'), courierId: text }),
  recordOf<Kind<'capacity'>>()({
    kind: z.literal('capacity'),
    courierId: text,
    dimension: z.enum(['weightG', 'volumeMl', 'bags']),
    amount: z.number(),
  }),
  recordOf<Kind<'shift'>>()({ kind: z.literal('shift'), courierId: text, minutes: z.number() }),
]);

const BLOCKERS = [
  'promise',
  'click_to_door',
  'pickup_to_door',
  'worth',
  'skill',
  'ask_again',
  'capacity',
  'shift',
  'queue',
] as const satisfies readonly BlockedCourier['by'][number][];

export const terms = z.partialRecord(z.enum(COST_TERMS), z.number()) as unknown as z.ZodType<Alternative['terms']>;

export const blocked = recordOf<BlockedCourier>()({ courierId: text, by: z.array(z.enum(BLOCKERS)) });

export const explanation = recordOf<OrderExplanation>()({
  orderId: text,
  alternatives: z.array(recordOf<Alternative>()({ courierId: text, dropoffAt: moment, cost: z.number(), terms })),
  blocked: z.array(blocked),
  changes: z.array(admitting),
});

const solve = recordOf<SolveRecord>()({
  rung: z.enum(['search', 'repair', 'greedy']),
  seed: count,
  units: z.number(),
  maxUnits: z.number(),
  iterations: z.number(),
  stopReason: z.enum(['units', 'deadline', 'trivial']),
  policy: policyName,
  timing: z.strictObject({ read: z.number(), encode: z.number(), search: z.number(), check: z.number() }),
  costOfKeep: z.number().nullable(),
  costOfPlan: z.exactOptional(z.number()),
});

const said = { revision: count, attempt: count, createdAt: moment };

export const revisionAnswer = recordOf<PlanRevision>()({
  ...said,
  parentAttempt: z.exactOptional(count),
  plan: planAnswer,
  changes: z.array(change),
  decisions: z.array(decision),
  explanations: z.exactOptional(z.array(explanation)),
  solve,
});

/** One line of the history. */
export const revisionLine = z.strictObject({
  ...said,
  rung: solve.shape.rung,
  policy: policyName,
  routes: count,
  batches: count,
  orders: count.meta({ description: 'Orders that a courier has.' }),
  unassigned: count,
  offers: count,
  withdrawals: count,
  decisions: count,
  cost: z.number(),
  costOfKeep: z.number().nullable(),
  timing: solve.shape.timing,
});

export const decisionsAnswer = z.strictObject({
  ...said,
  decisions: z.array(decision),
  explanations: z.array(explanation),
});
