// A courier's route as bars on a time axis: ways, access (parking, stairs), waits, service, breaks; what is agreed and what is only planned; and for
// each door how far its promise is.
import type { Model } from './model.ts';
import type { Route, Stop } from './types.ts';

export interface Bar {
  readonly kind: 'way' | 'access' | 'wait' | 'pickup' | 'dropoff' | 'break';
  readonly from: number;
  readonly to: number;
  /** The courier has agreed to it; otherwise it may still change. */
  readonly isFrozen: boolean;
  readonly orderId: string | null;
  readonly promiseBy: number | null;
  readonly isLate: boolean;
}

export function barsOf(route: Route, model: Pick<Model, 'orderById' | 'stores'>): readonly Bar[] {
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
    const waitFrom = Math.min(serviceAt, arriveAt + accessOf(kind, orderId, model));
    if (waitFrom > arriveAt) bars.push({ ...common, kind: 'access', from: arriveAt, to: waitFrom });
    if (serviceAt > waitFrom) bars.push({ ...common, kind: 'wait', from: waitFrom, to: serviceAt });
    if (kind !== 'end') {
      const isDrop = kind === 'dropoff';
      const promiseBy = isDrop ? (model.orderById.get(orderId ?? '')?.promiseBy ?? null) : null;
      bars.push({ ...common, kind, from: serviceAt, to: departAt, promiseBy, isLate: isDrop && lateSec > 0 });
    }
    from = Math.max(from, departAt);
  }
  return bars;
}

/** Between arriving and what is counted as the pickup or the drop-off, when nothing has to be waited for. */
function accessOf(kind: Stop['kind'], orderId: string | null, model: Pick<Model, 'orderById' | 'stores'>): number {
  const row = model.orderById.get(orderId ?? '');
  if (kind === 'pickup') return model.stores.find(({ storeId }) => storeId === row?.storeId)?.parkingSec ?? 0;
  return kind === 'dropoff' ? (row?.order?.dropoff.accessSec ?? 0) : 0;
}
