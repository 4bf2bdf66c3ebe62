// What is different between two plans of a zone, order by order and term by term.
import { compareText } from '../kernel/compare-text.ts';
import type { CourierId, OfferId, OrderId } from '../kernel/ids.ts';
import type { EpochSeconds, Points } from '../kernel/units.ts';
import { COST_TERMS, type Plan, type ReasonCode } from './plan.ts';

/** With a courier, or left out for a reason. */
export interface PlaceInPlan {
  readonly courierId: CourierId | null;
  readonly offerId: OfferId | null;
  readonly dropoffAt: EpochSeconds | null;
  readonly reason: ReasonCode | null;
}

export interface OrderDifference {
  readonly orderId: OrderId;
  /** `added`, `removed`: in one of the plans only. `retimed`: with the same courier, in another batch or at another moment. */
  readonly kind: 'added' | 'removed' | 'assigned' | 'unassigned' | 'moved' | 'retimed' | 'reason';
  readonly before: PlaceInPlan | null;
  readonly after: PlaceInPlan | null;
}

export interface PlanDifference {
  /** By order id; orders that are where they were are left out. */
  readonly orders: readonly OrderDifference[];
  /** What the later plan costs more, by term and in total. */
  readonly cost: Readonly<Record<string, Points>>;
}

export function comparePlans(before: Plan, after: Plan): PlanDifference {
  const [was, is] = [placesIn(before), placesIn(after)];
  const orderIds = [...new Set([...was.keys(), ...is.keys()])].sort(compareText);
  const terms = [...COST_TERMS, 'total'] as const;
  return {
    orders: orderIds.flatMap((orderId) => differenceOf(orderId, was.get(orderId) ?? null, is.get(orderId) ?? null)),
    cost: Object.fromEntries(terms.map((term) => [term, after.cost[term] - before.cost[term]])),
  };
}

function differenceOf(
  orderId: OrderId,
  before: PlaceInPlan | null,
  after: PlaceInPlan | null,
): readonly OrderDifference[] {
  const kind = kindOf(before, after);
  return kind === null ? [] : [{ orderId, kind, before, after }];
}

function kindOf(before: PlaceInPlan | null, after: PlaceInPlan | null): OrderDifference['kind'] | null {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  if (before.courierId === null && after.courierId === null) return before.reason === after.reason ? null : 'reason';
  if (before.courierId === null) return 'assigned';
  if (after.courierId === null) return 'unassigned';
  if (before.courierId !== after.courierId) return 'moved';
  return before.offerId === after.offerId && before.dropoffAt === after.dropoffAt ? null : 'retimed';
}

function placesIn({ routes, unassigned }: Plan): ReadonlyMap<OrderId, PlaceInPlan> {
  const places = new Map<OrderId, PlaceInPlan>();
  for (const { courierId, batches, stops } of routes) {
    const dropped = new Map(
      stops.flatMap(({ kind, orderIds, serviceAt }) =>
        kind === 'dropoff' ? orderIds.map((orderId) => [orderId, serviceAt] as const) : [],
      ),
    );
    for (const { offerId, orderIds } of batches)
      for (const orderId of orderIds)
        places.set(orderId, { courierId, offerId, dropoffAt: dropped.get(orderId) ?? null, reason: null });
  }
  for (const { orderId, reason } of unassigned)
    places.set(orderId, { courierId: null, offerId: null, dropoffAt: null, reason });
  return places;
}
