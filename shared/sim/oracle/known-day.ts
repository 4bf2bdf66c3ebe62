// A day as somebody would see it who knew all of it at its beginning: every order is open, every courier is on shift and
// free from where and when its shift begins.
import type { Courier, CourierPosition } from '../../domain/courier.ts';
import { newOrder } from '../../domain/fold-order.ts';
import type { Order } from '../../domain/order.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Day, DayCourier, DayOrder } from '../day.ts';

/** @param policy the objective and the limits of batches; @param day without cancellations. */
export function knownDay(day: Day, policy: Policy): Snapshot {
  const { zoneId, fromAt: at } = day;
  return {
    at,
    zone: { ...day.zone, zoneId, configuredAt: at },
    policy,
    stores: day.stores.map((store) => ({ ...store, zoneId, configuredAt: at })),
    couriers: day.couriers.map(({ courier }) => courierOf(day, courier)),
    positions: day.couriers.map((courier) => positionOf(day, courier)),
    orders: day.orders.map((order) => openOrder(day, order)),
    lastPlan: null,
  };
}

const courierOf = ({ zoneId }: Day, courier: DayCourier['courier']): Courier => ({
  ...courier,
  zoneId,
  version: 1,
  status: 'on',
  onShiftAt: courier.shift.startAt,
  deliveredCount: 0,
  seen: [],
});

const positionOf = ({ fromAt: at }: Day, { courier, home: location }: DayCourier): CourierPosition => ({
  courierId: courier.courierId,
  location,
  at,
  departAt: Math.max(at, courier.shift.startAt),
});

export const openOrder = ({ zoneId }: Day, { order, placedAt }: DayOrder): Order => ({
  ...newOrder({ ...order, zoneId, placedAt }),
  version: 1,
});
