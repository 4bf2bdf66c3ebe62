// A plan as the API shows it: the domain's own record.
import * as z from 'zod';
import {
  type Batch,
  COST_TERMS,
  type Errand,
  type Plan,
  type PlanCost,
  REASON_CODES,
  type Route,
  type Stop,
  type UnassignedOrder,
} from '../../../domain/plan.ts';
import { location } from '../../schema/records.ts';
import { recordOf } from '../../schema/shape.ts';
import { moment, text } from './records.ts';

const texts = z.array(text);

export const reason = z.enum(REASON_CODES);

const points = z.number().meta({ description: "Points, the objective's unit." });
const terms = Object.fromEntries([...COST_TERMS, 'total'].map((term) => [term, points]));
export const planCost = z.strictObject(terms) as unknown as z.ZodType<PlanCost>;

const batch = recordOf<Batch>()({
  offerId: text,
  storeId: text,
  stage: z.enum(['planned', 'offered', 'accepted', 'picked_up']),
  orderIds: texts,
  departAt: moment,
});

const stop = recordOf<Stop>()({
  kind: z.enum(['pickup', 'dropoff', 'break', 'end']),
  location,
  orderIds: texts,
  arriveAt: moment,
  serviceAt: moment,
  departAt: moment,
  lateSec: z.int(),
});

export const routeAnswer = recordOf<Route>()({
  courierId: text,
  start: recordOf<Route['start']>()({ location, departAt: moment }),
  batches: z.array(batch),
  stops: z.array(stop),
  travelSec: z.number(),
  distanceM: z.number(),
});

export const unassigned = recordOf<UnassignedOrder>()({ orderId: text, reason });
const errand = recordOf<Errand>()({ courierId: text, storeId: text, departAt: moment, askedAt: moment });

export const planAnswer = recordOf<Plan>()({
  zoneId: text,
  plannedAt: moment,
  routes: z.array(routeAnswer),
  unassigned: z.array(unassigned),
  errands: z.exactOptional(z.array(errand)),
  cost: planCost,
});
