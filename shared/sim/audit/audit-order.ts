// The rules of one order's life: to whom it was bound, and when.
import type { Day, DayOrder } from '../day.ts';
import type { Dealing, OrderLog } from '../world-log.ts';
import type { AuditRule, Finding } from './finding.ts';

export function auditOrder(day: Day, log: OrderLog): Finding[] {
  const placement = day.orders.find(({ order }) => order.orderId === log.orderId);
  return [
    ...findDoubleBinding(log),
    ...(placement ? findTooEarly(placement, log) : []),
    ...findUnassigned(log),
    ...findWithoutPickup(log),
  ];
}

function finding(rule: AuditRule, { orderId }: OrderLog, { courierId }: Dealing, detail: string): Finding {
  return { rule, orderId, courierId, detail };
}

/** Two couriers who both believe, at one time, that the order is theirs, or two who have picked it up. */
function findDoubleBinding(log: OrderLog): Finding[] {
  const bindings = log.acceptances.filter(
    ({ courierId, endedAt }) => endedAt === null || log.pickups.some((pickup) => pickup.courierId === courierId),
  );
  const couriers = [...new Set([...bindings, ...log.pickups, ...log.deliveries].map(({ courierId }) => courierId))];
  const isRepeated = log.pickups.length > 1 || log.deliveries.length > 1;
  if (couriers.length < 2 && !isRepeated) return [];
  const detail = `bound to ${couriers.join(' and ')}, ${log.pickups.length} pickups, ${log.deliveries.length} deliveries`;
  return [{ rule: 'DOUBLE_BOUND', orderId: log.orderId, courierId: null, detail }];
}

function findTooEarly({ placedAt, order }: DayOrder, log: OrderLog): Finding[] {
  const assignments = [...log.offers, ...log.acceptances].filter(({ at }) => at < placedAt);
  const pickups = log.pickups.filter(({ at }) => at < order.readyAt);
  return [
    ...assignments.map((dealing) =>
      finding('ASSIGNED_BEFORE_PLACED', log, dealing, `assigned at ${dealing.at}, placed at ${placedAt}`),
    ),
    ...pickups.map((dealing) =>
      finding('PICKUP_BEFORE_READY', log, dealing, `picked up at ${dealing.at}, ready at ${order.readyAt}`),
    ),
  ];
}

/** Who picks up must have agreed to the order before. */
function findUnassigned(log: OrderLog): Finding[] {
  return log.pickups.flatMap((pickup) => {
    const agreed = log.acceptances.find(
      ({ courierId, offerId, at }) => courierId === pickup.courierId && offerId === pickup.offerId && at <= pickup.at,
    );
    return agreed ? [] : [finding('NOT_ASSIGNED', log, pickup, `picked up at ${pickup.at} without having accepted it`)];
  });
}

function findWithoutPickup(log: OrderLog): Finding[] {
  return log.deliveries.flatMap((delivery) => {
    const pickup = log.pickups.find(({ courierId, at }) => courierId === delivery.courierId && at <= delivery.at);
    if (pickup) return [];
    return [finding('DELIVERED_WITHOUT_PICKUP', log, delivery, `delivered at ${delivery.at} without a pickup before`)];
  });
}
