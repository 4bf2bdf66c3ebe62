// Answers to what-if questions as the API gives them: the domain's own records.
import * as z from 'zod';
import type { FitAnswer, FitOption, PlanFigures, PromiseAnswer, ReplanAnswer } from '../../../domain/what-if.ts';
import { recordOf } from '../../schema/shape.ts';
import { planCost, unassigned } from './plan.ts';
import { moment, text } from './records.ts';
import { admitting, blocked, terms } from './revision.ts';

const option = recordOf<FitOption>()({
  courierId: text,
  dropoffAt: moment,
  cost: z.number(),
  terms,
  lateSec: z.int(),
});

const fit = recordOf<FitAnswer>()({
  ask: z.literal('fit'),
  courierId: text.nullable(),
  options: z.array(option),
  blocked: z.array(blocked),
  changes: z.array(admitting),
});

const promise = recordOf<PromiseAnswer>()({
  ask: z.literal('promise'),
  options: z.array(
    recordOf<PromiseAnswer['options'][number]>()({
      promiseBy: moment,
      promiseFrom: z.exactOptional(moment),
      best: option.nullable(),
    }),
  ),
});

const figures = recordOf<PlanFigures>()({
  cost: planCost,
  unassigned: z.array(unassigned),
  lateOrders: z.int(),
  lateSec: z.number(),
  clickToDoorSec: z.number(),
  distanceM: z.number(),
  couriers: z.int(),
});

const replan = recordOf<ReplanAnswer>()({
  ask: z.enum(['courier_leaves', 'store_late', 'weights']),
  before: figures,
  after: figures,
  moved: z.array(
    recordOf<ReplanAnswer['moved'][number]>()({ orderId: text, from: text.nullable(), to: text.nullable() }),
  ),
});

export const whatIfAnswer = z.union([fit, promise, replan]);
