// A courier's route as bars on a time axis: ways, waits, service, breaks; what is agreed and what is only planned; and for
// each door how far its promise is.
import type { Model } from './model.ts';
import type { Route } from './types.ts';

export interface Bar {
  readonly kind: 'way' | 'wait' | 'pickup' | 'dropoff' | 'break';
  readonly from: number;
  readonly to: number;
  /** The courier has agreed to it; otherwise it may still change. */
  readonly isFrozen: boolean;
  readonly orderId: string | null;
  readonly promiseBy: number | null;
  readonly isLate: boolean;
}

export function barsOf(route: Route, model: Pick<Model, 'orderById'>): readonly Bar[] {
  const stageOf = new Map(route.batches.flatMap(({ orderIds, stage }) => orderIds.map((id) => [id, stage] as const)));
  const bars: Bar[] = [];
  let from = route.start.departAt;
  for (const { kind, arriveAt, serviceAt, departAt, orderIds, lateSec } of route.stops) {
    const stage = stageOf.get(orderIds[0] ?? '') ?? 'planned';
    const [orderId = null] = orderIds;
    const common = {
      isFrozen: kind === 'break' || stage === 'accepted' || stage === 'picked_up',
      orderId,
      promiseBy: null,
      isLate: false,
    };
    if (arriveAt > from) bars.push({ ...common, kind: 'way', from, to: arriveAt });
    if (serviceAt > arriveAt) bars.push({ ...common, kind: 'wait', from: arriveAt, to: serviceAt });
    if (kind !== 'end') {
      const isDrop = kind === 'dropoff';
      const promiseBy = isDrop ? (model.orderById.get(orderId ?? '')?.promiseBy ?? null) : null;
      bars.push({ ...common, kind, from: serviceAt, to: departAt, promiseBy, isLate: isDrop && lateSec > 0 });
    }
    from = Math.max(from, departAt);
  }
  return bars;
}
