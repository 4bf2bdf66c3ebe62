// The judge of a day that is over: of what happened, not of what was planned. It reads the world's log and the states of
// the orders as stored, and shares no code with the couriers' behaviour, the search or the check of plans.
import type { Order } from '../../domain/order.ts';
import type { Plan } from '../../domain/plan.ts';
import type { OrderId } from '../../kernel/ids.ts';
import type { Day } from '../day.ts';
import type { OrderLog, WorldLog } from '../world-log.ts';
import { auditCourier } from './audit-courier.ts';
import { auditOrder } from './audit-order.ts';
import type { Finding } from './finding.ts';

export interface AuditInput {
  readonly day: Day;
  readonly log: WorldLog;
  /** Orders whose placement the system took: none of them may get lost. */
  readonly acknowledged: readonly OrderId[];
  /** Every order as read from the store at the end, archived ones too. */
  readonly orders: readonly Order[];
  /** The plan that stood at the end; null: not looked at. */
  readonly lastPlan: Plan | null;
  /** Drives or preparation took longer than anybody could know; by default all was known. */
  readonly isUncertain?: boolean;
}

export interface AuditReport {
  readonly findings: readonly Finding[];
  /** Acknowledged orders that are in no state, or open and in no plan. */
  readonly lost: number;
  readonly doubleBound: number;
  /** All findings. */
  readonly violations: number;
}

export function audit(input: AuditInput): AuditReport {
  const { day, log, isUncertain = false } = input;
  const findings = [
    ...findLost(input),
    ...log.orders.flatMap((order) => auditOrder(day, order)),
    ...findDifferences(input),
    ...log.couriers.flatMap((courier) => auditCourier({ day, isUncertain }, courier, log.orders)),
  ];
  return {
    findings,
    lost: findings.filter(({ rule }) => rule === 'LOST' || rule === 'NOT_IN_PLAN').length,
    doubleBound: findings.filter(({ rule }) => rule === 'DOUBLE_BOUND').length,
    violations: findings.length,
  };
}

function findLost({ acknowledged, orders, lastPlan }: AuditInput): Finding[] {
  const stored = new Map(orders.map((order) => [order.orderId, order]));
  const planned = lastPlan && plannedOrders(lastPlan);
  return acknowledged.flatMap((orderId): Finding[] => {
    const order = stored.get(orderId);
    if (!order) return [{ rule: 'LOST', orderId, courierId: null, detail: 'acknowledged, and in no state' }];
    const isPlannable = order.stage === 'open' || order.stage === 'offered';
    if (!isPlannable || !planned || !lastPlan || planned.has(orderId) || order.placedAt >= lastPlan.plannedAt)
      return [];
    const detail = `open at the end, but neither assigned nor reported in the plan of ${lastPlan.plannedAt}`;
    return [{ rule: 'NOT_IN_PLAN', orderId, courierId: null, detail }];
  });
}

function plannedOrders(plan: Plan): Set<OrderId> {
  const assigned = plan.routes.flatMap((route) => route.batches.flatMap((batch) => batch.orderIds));
  return new Set([...assigned, ...plan.unassigned.map(({ orderId }) => orderId)]);
}

/** The store must say of each order what the world says. */
function findDifferences({ log, orders }: AuditInput): Finding[] {
  const logs = new Map(log.orders.map((order) => [order.orderId, order]));
  return orders.flatMap((order): Finding[] => {
    const what = differenceOf(order, logs.get(order.orderId));
    if (what === null) return [];
    return [{ rule: 'STATE_DIFFERS', orderId: order.orderId, courierId: order.courierId, detail: what }];
  });
}

function differenceOf(order: Order, log: OrderLog | undefined): string | null {
  const [pickup] = log?.pickups ?? [];
  const [delivery] = log?.deliveries ?? [];
  if (order.stage === 'delivered' && !delivery) return 'stored as delivered, which did not happen';
  if (delivery && order.stage !== 'delivered') return `delivered at ${delivery.at}, stored as ${order.stage}`;
  if (delivery && order.deliveredAt !== delivery.at)
    return `delivered at ${delivery.at}, stored as delivered at ${order.deliveredAt}`;
  if (order.stage === 'picked_up' && !pickup) return 'stored as picked up, which did not happen';
  if (pickup && order.stage !== 'picked_up' && order.stage !== 'delivered')
    return `picked up at ${pickup.at}, stored as ${order.stage}`;
  if (pickup && order.courierId !== pickup.courierId)
    return `picked up by ${pickup.courierId}, stored with ${order.courierId}`;
  return null;
}
