// The objective, computed from a plan's own stops, term by term, in points. The search minimizes the same sum over what
// it may decide; what couriers are bound to adds the same to every plan of a snapshot.
//
//   cost = SUM order o with a drop-off:  prio(o) * [ clickToDoorPerSec * (dropoff(o) - placed(o))
//                                                  + latePerSec        * late(o)
//                                                  + severeLatePerSec  * max(0, late(o) - severeLateSec) ]
//        + SUM order o unassigned:       prio(o) * unserved * unservedPct(o) / 100, rounded
//        + SUM courier k of the zone:    payPerCent * max(0, perOrder(k) * (delivered(k) + dropoffs(k)) - guarantee(k))
//        + travelPerMeter * metres of all routes, the ways to their end places included
//        + activation     * couriers with new work who have neither committed nor offered orders
//        + changeOffered  * orders with a live offer that are not in the route of the courier who was told
//
//   late(o) = max(0, dropoff(o) - promise(o)). The guarantee is paid in any case, so only the excess over it counts.
import type { CourierId } from '../kernel/ids.ts';
import { invariant } from '../kernel/result.ts';
import type { Cents, EpochSeconds, Points, Seconds } from '../kernel/units.ts';
import type { Courier } from './courier.ts';
import { type Facts, factsOf, isOfferLive } from './facts.ts';
import type { Order } from './order.ts';
import { COST_TERMS, type CostTerm, type Plan, type PlanCost, type Route } from './plan.ts';
import type { Snapshot } from './snapshot.ts';

/** What the hours of a shift are paid for at least, those up to the policy's pay horizon. */
export function shiftGuarantee({ pay, shift }: Courier, { at, policy }: Pick<Snapshot, 'at' | 'policy'>): Cents {
  const until = Math.min(shift.endAt, at + (policy.payHorizonSec ?? Number.POSITIVE_INFINITY));
  return Math.round((pay.guaranteePerHour * Math.max(0, until - shift.startAt)) / 3600);
}

/** Couriers who have been given work: more of it activates nobody. */
export const hasWork = (courierId: CourierId, { committed, offered }: Facts): boolean =>
  committed.has(courierId) || offered.has(courierId);

/** What a courier earns above the guarantee of its shift when it drops so many orders more. */
export const excessPay = (courier: Courier, dropoffs: number, snapshot: Pick<Snapshot, 'at' | 'policy'>): Cents =>
  Math.max(0, courier.pay.perOrder * (courier.deliveredCount + dropoffs) - shiftGuarantee(courier, snapshot));

/** The cost of `plan`, every order of which is in `snapshot`. */
export function planCost(plan: Pick<Plan, 'routes' | 'unassigned'>, snapshot: Snapshot): PlanCost {
  const facts = factsOf(snapshot);
  const { weights } = snapshot.policy;
  const delivery = sumDeliveries(plan.routes, facts);
  const terms: Record<CostTerm, Points> = {
    clickToDoor: weights.clickToDoorPerSec * delivery.clickToDoorSec,
    late: weights.latePerSec * delivery.lateSec,
    severeLate: weights.severeLatePerSec * delivery.severeLateSec,
    unserved: sum(plan.unassigned, ({ orderId }) => unservedCost(orderOf(orderId, facts), snapshot)),
    pay:
      weights.payPerCent *
      sum(snapshot.couriers, (courier) => excessPay(courier, dropoffsOf(courier, plan.routes), snapshot)),
    travel: weights.travelPerMeter * sum(plan.routes, (route) => route.distanceM),
    activation: weights.activation * plan.routes.filter((route) => isActivated(route, facts)).length,
    change: weights.changeOffered * countTakenAway(plan.routes, facts),
  };
  return { ...terms, total: sum(COST_TERMS, (term) => terms[term]) };
}

/** Seconds times priority, over all drop-offs. */
interface DeliverySums {
  clickToDoorSec: Seconds;
  lateSec: Seconds;
  severeLateSec: Seconds;
}

/** What one order's drop-off at `dropoffAt` costs. */
export function deliveryCost(order: Order, dropoffAt: EpochSeconds, { policy }: Snapshot): Points {
  const { weights, severeLateSec } = policy;
  const late = Math.max(0, dropoffAt - order.promiseBy);
  const perPriority =
    weights.clickToDoorPerSec * (dropoffAt - order.placedAt) +
    weights.latePerSec * late +
    weights.severeLatePerSec * Math.max(0, late - severeLateSec);
  return order.priority * perPriority;
}

/** What it costs to leave the order out, in whole points. */
export const unservedCost = ({ priority, unservedPct = 100 }: Order, { policy }: Pick<Snapshot, 'policy'>): Points =>
  Math.round((policy.weights.unserved * priority * unservedPct) / 100);

function sumDeliveries(routes: readonly Route[], facts: Facts): DeliverySums {
  const sums: DeliverySums = { clickToDoorSec: 0, lateSec: 0, severeLateSec: 0 };
  for (const { kind, orderIds, serviceAt } of routes.flatMap((route) => route.stops)) {
    if (kind !== 'dropoff') continue;
    for (const order of orderIds.map((orderId) => orderOf(orderId, facts))) {
      const late = Math.max(0, serviceAt - order.promiseBy);
      sums.clickToDoorSec += order.priority * (serviceAt - order.placedAt);
      sums.lateSec += order.priority * late;
      sums.severeLateSec += order.priority * Math.max(0, late - facts.snapshot.policy.severeLateSec);
    }
  }
  return sums;
}

function dropoffsOf({ courierId }: Courier, routes: readonly Route[]): number {
  const mine = routes.filter((route) => route.courierId === courierId);
  return sum(mine, (route) => sum(route.batches, (batch) => batch.orderIds.length));
}

const isActivated = (route: Route, facts: Facts): boolean =>
  !hasWork(route.courierId, facts) && route.batches.some((batch) => batch.stage === 'planned');

function countTakenAway(routes: readonly Route[], facts: Facts): number {
  const carrier = new Map(
    routes.flatMap((route) => route.batches.flatMap((batch) => batch.orderIds.map((id) => [id, route.courierId]))),
  );
  return facts.snapshot.orders.filter(
    (order) => isOfferLive(order, facts) && carrier.get(order.orderId) !== order.courierId,
  ).length;
}

function orderOf(orderId: string, facts: Facts): Order {
  const order = facts.orders.get(orderId);
  invariant(order !== undefined, `order ${orderId} of a plan is not in the snapshot`);
  return order;
}

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
