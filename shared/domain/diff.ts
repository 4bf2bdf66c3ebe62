// What a plan asks of the world, given what couriers have been told: offers taken back first, then new offers, then errands
// nobody has asked for yet; and for the log what was decided, for those orders where something was.
import type { OrderId } from '../kernel/ids.ts';
import { invariant } from '../kernel/result.ts';
import type { OfferChange, PlanChange, PositionChange, WithdrawChange } from './change.ts';
import { decide } from './decisions.ts';
import { type Facts, factsOf, isOfferLive } from './facts.ts';
import type { Order } from './order.ts';
import type { Batch, Plan, Route, Stop } from './plan.ts';
import { dueBatch, mustGoFirst } from './release.ts';
import type { DecisionRecord } from './revision.ts';
import type { Snapshot } from './snapshot.ts';

export interface PlanDiff {
  /** All withdrawals, then all offers, the drops of a batch side by side, then who is asked to go to a store. */
  readonly changes: readonly PlanChange[];
  readonly decisions: readonly DecisionRecord[];
}

/** The way from what is offered in `snapshot` to `plan`, and from its last plan to this one. */
export function diffPlan(plan: Plan, snapshot: Snapshot): PlanDiff {
  const orders = new Map(snapshot.orders.map((order) => [order.orderId, order]));
  const changes = [...findWithdrawals(plan, snapshot), ...findOffers(plan, snapshot, orders), ...findErrands(plan)];
  return { changes, decisions: decide(plan, snapshot, changes) };
}

/** An offer stands when the plan keeps it; a batch that differs in anything has another offer. */
function findWithdrawals(plan: Plan, snapshot: Snapshot): readonly WithdrawChange[] {
  const facts = factsOf(snapshot);
  const kept = new Set(
    plan.routes.flatMap(({ batches }) => batches.filter(isOffered).flatMap(({ orderIds }) => orderIds)),
  );
  return snapshot.orders.flatMap((order): readonly WithdrawChange[] => {
    const { orderId, courierId, offerId, version } = order;
    if (order.stage !== 'offered' || courierId === null || offerId === null || kept.has(orderId)) return [];
    const reason = withdrawalReason(order, facts);
    return [{ kind: 'withdraw', orderId, courierId, offerId, orderVersion: version, reason }];
  });
}

function withdrawalReason(order: Order, facts: Facts): WithdrawChange['reason'] {
  if (isOfferLive(order, facts)) return 'replanned';
  return facts.available.has(order.courierId ?? '') ? 'expired' : 'unavailable';
}

const isOffered = (batch: Batch): boolean => batch.stage === 'offered';

function findOffers(plan: Plan, snapshot: Snapshot, orders: ReadonlyMap<OrderId, Order>): readonly OfferChange[] {
  return plan.routes.flatMap((route) => {
    const batch = dueBatch(route, snapshot);
    if (batch === null || mustGoFirst(batch, route, snapshot.policy)) return [];
    return batch.orderIds.map((orderId) => offerOf(route, batch, orderId, orders));
  });
}

function findErrands({ plannedAt, errands = [] }: Plan): readonly PositionChange[] {
  const fresh = errands.filter(({ askedAt }) => askedAt === plannedAt);
  return fresh.map(({ courierId, storeId, departAt }) => ({ kind: 'position', courierId, storeId, departAt }));
}

function offerOf(route: Route, batch: Batch, orderId: OrderId, orders: ReadonlyMap<OrderId, Order>): OfferChange {
  const order = orders.get(orderId);
  const pickup = findStop(route, 'pickup', orderId);
  const dropoff = findStop(route, 'dropoff', orderId);
  invariant(order && pickup && dropoff, `order ${orderId} is to be offered without a record, a pickup or a drop-off`);
  return {
    kind: 'offer',
    orderId,
    courierId: route.courierId,
    offerId: batch.offerId,
    orderVersion: order.version,
    storeId: batch.storeId,
    sequence: batch.orderIds.indexOf(orderId),
    size: batch.orderIds.length,
    departAt: batch.departAt,
    pickupAt: pickup.serviceAt,
    dropoffAt: dropoff.serviceAt,
  };
}

const findStop = ({ stops }: Route, kind: Stop['kind'], orderId: OrderId): Stop | undefined =>
  stops.find((stop) => stop.kind === kind && stop.orderIds.includes(orderId));
