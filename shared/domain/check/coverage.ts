// Every order that is not closed has exactly one place in the plan, and no other order has any.
import type { OrderId } from '../../kernel/ids.ts';
import { isClosed } from '../order.ts';
import type { Case } from './case.ts';
import type { Violation } from './violation.ts';

export function checkCoverage({ plan, snapshot, orders }: Case): readonly Violation[] {
  const violations: Violation[] = [];
  if (plan.zoneId !== snapshot.zone.zoneId || plan.plannedAt !== snapshot.at) {
    const message = `plan of ${plan.zoneId} at ${plan.plannedAt}, snapshot of ${snapshot.zone.zoneId} at ${snapshot.at}`;
    violations.push({ code: 'OTHER_SNAPSHOT', message });
  }
  const places = new Map<OrderId, number>();
  const inRoutes = plan.routes.flatMap((route) => route.batches.flatMap((batch) => batch.orderIds));
  for (const orderId of [...inRoutes, ...plan.unassigned.map((order) => order.orderId)]) {
    places.set(orderId, (places.get(orderId) ?? 0) + 1);
  }
  for (const [orderId, times] of places) {
    const order = orders.get(orderId);
    if (times > 1)
      violations.push({ code: 'ORDER_REPEATED', orderId, message: `order ${orderId} has ${times} places` });
    if (order === undefined)
      violations.push({ code: 'ORDER_UNKNOWN', orderId, message: `nobody knows order ${orderId}` });
    else if (isClosed(order))
      violations.push({ code: 'ORDER_CLOSED', orderId, message: `order ${orderId} is ${order.stage} and planned` });
  }
  for (const order of snapshot.orders) {
    if (isClosed(order) || places.has(order.orderId)) continue;
    const message = `order ${order.orderId} is ${order.stage} and has no place`;
    violations.push({ code: 'ORDER_MISSING', orderId: order.orderId, message });
  }
  return violations;
}
