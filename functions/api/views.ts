// Records as the API shows them: without what only the writers of an item need.
import type { CourierView, OrderView } from '../../shared/adapters/http/answers/records.ts';
import type { ZoneHead } from '../../shared/app/ports.ts';
import type { LiveZone, ZoneSeen } from '../../shared/app/read-zone.ts';
import type { Courier, CourierPosition } from '../../shared/domain/courier.ts';
import type { Order } from '../../shared/domain/order.ts';

export function orderView({ resolved: _, seen: __, closeNotedAt: ___, ...order }: Order): OrderView {
  return order;
}

type PlacedCourier = CourierView & { readonly position: CourierPosition | null };

export function courierViews(
  couriers: readonly Courier[],
  positions: readonly CourierPosition[],
): readonly PlacedCourier[] {
  const byCourier = new Map(positions.map((position) => [position.courierId, position]));
  return couriers.map(({ seen: _, ...courier }) => ({
    ...courier,
    position: byCourier.get(courier.courierId) ?? null,
  }));
}

const NO_HEAD = {
  revision: 0,
  attempt: 0,
  publishedRev: 0,
  want: 0,
  covered: 0,
  attempts: 0,
  plannedAt: 0,
  retryAt: 0,
} as const;

export function headView(head: ZoneHead | null) {
  if (head === null) return NO_HEAD;
  const { revision, attempt, publishedRev, want, covered, attempts, plannedAt, retryAt } = head;
  return { revision, attempt, publishedRev, want, covered, attempts, plannedAt, retryAt };
}

export function zoneView({ settings, head, policy }: ZoneSeen) {
  const { policyId, version } = policy;
  return {
    settings,
    frozen: head?.frozen ?? false,
    frozenAt: head?.frozenAt ?? 0,
    policy: { policyId, version },
  };
}

export const liveView = (zone: LiveZone) => ({
  ...zoneView(zone),
  head: headView(zone.head),
  plan: zone.plan,
  orders: zone.orders.map(orderView),
  couriers: courierViews(zone.couriers, zone.positions),
  stores: zone.stores,
});
