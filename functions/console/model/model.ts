// What there is to see of a zone at one moment: facts and plan put together, order by order and courier by courier. Also of
// a plan of the past, of which only the plan itself is left.
import type { Courier, Live, Order, Place, Plan, Route, Store } from './types.ts';

/** `none`: nobody carries it. `tight`: less than five minutes before its promise. */
export type Risk = 'late' | 'none' | 'tight' | 'ok' | 'done';

export interface OrderRow {
  readonly orderId: string;
  readonly storeId: string | null;
  readonly stage: Order['stage'] | 'planned';
  readonly courierId: string | null;
  readonly offerId: string | null;
  readonly readyAt: number | null;
  readonly promiseBy: number | null;
  readonly dropoffAt: number | null;
  /** How long before the promise it is at the door; negative: late. */
  readonly slackSec: number | null;
  readonly risk: Risk;
  /** Why nobody carries it, as a code; null: somebody does, or nobody has decided yet. */
  readonly reason: string | null;
  /** Planned for a courier who has not been told yet. */
  readonly isHeld: boolean;
  readonly pinnedTo: string | null;
  readonly door: Place | null;
  readonly order: Order | null;
}

export interface CourierRow {
  readonly courierId: string;
  readonly status: 'busy' | 'free' | 'off';
  readonly position: Place | null;
  readonly route: Route | null;
  readonly numOrders: number;
  /** When the last stop is over; null: nothing to do. */
  readonly freeAt: number | null;
  readonly courier: Courier | null;
}

/** Orders of a store that ride together. */
export type BatchRow = Route['batches'][number] & { readonly courierId: string };

export interface Model {
  readonly zoneId: string;
  readonly at: number;
  /** Places are metres instead of degrees. */
  readonly isPlanar: boolean;
  /** Null: the live state. */
  readonly revision: number | null;
  readonly orders: readonly OrderRow[];
  readonly couriers: readonly CourierRow[];
  readonly stores: readonly Store[];
  readonly orderById: ReadonlyMap<string, OrderRow>;
  readonly courierById: ReadonlyMap<string, CourierRow>;
  /** By offer id. */
  readonly batchById: ReadonlyMap<string, BatchRow>;
}

const TIGHT_SEC = 300;
const ENDS: ReadonlySet<string> = new Set(['delivered', 'cancelled', 'failed']);

interface Placed {
  readonly courierId: string;
  readonly offerId: string;
  readonly storeId: string;
  readonly stage: Route['batches'][number]['stage'];
  readonly dropoffAt: number | null;
  readonly door: Place | null;
  readonly lateSec: number;
}

/** @param revision null: `plan` is the committed one, and the facts of now count */
export function modelOf(live: Live, plan: Plan | null, at: number, revision: number | null): Model {
  const placed = placedBy(plan);
  const reasons = new Map((plan?.unassigned ?? []).map((one) => [one.orderId, one.reason]));
  const facts = new Map(live.orders.map((order) => [order.orderId, order]));
  const orders =
    revision === null
      ? live.orders.map((order) => rowOf(order.orderId, order, placed, reasons))
      : [...placed.keys(), ...reasons.keys()].map((id) => rowOf(id, facts.get(id) ?? null, placed, reasons, true));
  const couriers = couriersOf(live, plan, revision);
  return {
    zoneId: live.settings.zoneId,
    at,
    isPlanar: live.settings.travel.kind === 'planar',
    revision,
    orders: orders.sort(byUrgency),
    couriers,
    stores: live.stores,
    orderById: new Map(orders.map((row) => [row.orderId, row])),
    courierById: new Map(couriers.map((row) => [row.courierId, row])),
    batchById: new Map(
      (plan?.routes ?? []).flatMap(({ courierId, batches }) =>
        batches.map((batch) => [batch.offerId, { ...batch, courierId }] as const),
      ),
    ),
  };
}

function placedBy(plan: Plan | null): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>();
  for (const { courierId, batches, stops } of plan?.routes ?? []) {
    const drops = new Map(stops.filter(({ kind }) => kind === 'dropoff').map((stop) => [stop.orderIds[0], stop]));
    for (const { offerId, storeId, stage, orderIds } of batches)
      for (const orderId of orderIds) {
        const drop = drops.get(orderId);
        placed.set(orderId, {
          courierId,
          offerId,
          storeId,
          stage,
          dropoffAt: drop?.serviceAt ?? null,
          door: drop?.location ?? null,
          lateSec: drop?.lateSec ?? 0,
        });
      }
  }
  return placed;
}

function rowOf(
  orderId: string,
  order: Order | null,
  placed: ReadonlyMap<string, Placed>,
  reasons: ReadonlyMap<string, string>,
  isPast = false,
): OrderRow {
  const place = placed.get(orderId) ?? null;
  const stage = isPast || order === null ? (place?.stage ?? 'planned') : order.stage;
  const promiseBy = order?.promiseBy ?? null;
  const isOver = ENDS.has(stage);
  const dropoffAt = isOver ? (order?.deliveredAt ?? null) : (place?.dropoffAt ?? null);
  const slackSec = slackOf(dropoffAt, promiseBy, place);
  const courierId = isOver ? (order?.courierId ?? null) : (place?.courierId ?? null);
  return {
    orderId,
    storeId: place?.storeId ?? order?.storeId ?? null,
    stage,
    courierId,
    offerId: place?.offerId ?? null,
    readyAt: order?.readyAt ?? null,
    promiseBy,
    dropoffAt,
    slackSec,
    risk: isOver ? 'done' : riskOf(courierId, slackSec),
    reason: reasons.get(orderId) ?? null,
    isHeld: place?.stage === 'planned',
    pinnedTo: order?.onlyCourier ?? null,
    door: place?.door ?? order?.dropoff.location ?? null,
    order,
  };
}

function slackOf(dropoffAt: number | null, promiseBy: number | null, place: Placed | null): number | null {
  if (dropoffAt !== null && promiseBy !== null) return promiseBy - dropoffAt;
  return place !== null && place.lateSec > 0 ? -place.lateSec : null;
}

function riskOf(courierId: string | null, slackSec: number | null): Risk {
  if (courierId === null) return 'none';
  if (slackSec === null) return 'ok';
  if (slackSec < 0) return 'late';
  return slackSec < TIGHT_SEC ? 'tight' : 'ok';
}

const URGENCY: Readonly<Record<Risk, number>> = { none: 0, late: 1, tight: 2, ok: 3, done: 4 };

function byUrgency(a: OrderRow, b: OrderRow): number {
  const urgency = URGENCY[a.risk] - URGENCY[b.risk];
  if (urgency !== 0) return urgency;
  const soonest = (a.promiseBy ?? a.dropoffAt ?? 0) - (b.promiseBy ?? b.dropoffAt ?? 0);
  return soonest !== 0 ? soonest : a.orderId.localeCompare(b.orderId);
}

function couriersOf(live: Live, plan: Plan | null, revision: number | null): readonly CourierRow[] {
  const routes = new Map((plan?.routes ?? []).map((route) => [route.courierId, route]));
  const facts = new Map(live.couriers.map((courier) => [courier.courierId, courier]));
  const ids =
    revision === null
      ? live.couriers
          .filter(({ status, courierId }) => status === 'on' || routes.has(courierId))
          .map((one) => one.courierId)
      : [...routes.keys()];
  return ids
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((courierId) => {
      const route = routes.get(courierId) ?? null;
      const courier = facts.get(courierId) ?? null;
      const numOrders = route?.batches.reduce((sum, { orderIds }) => sum + orderIds.length, 0) ?? 0;
      const isOff = revision === null && courier?.status !== 'on';
      return {
        courierId,
        status: numOrders > 0 ? 'busy' : isOff ? 'off' : 'free',
        position:
          revision === null
            ? (courier?.position?.location ?? route?.start.location ?? null)
            : (route?.start.location ?? null),
        route,
        numOrders,
        freeAt: route?.stops.at(-1)?.departAt ?? null,
        courier,
      };
    });
}

/** Those on shift as the timeline has them: who has work first. */
export const inTimeline = ({ couriers }: Pick<Model, 'couriers'>): readonly CourierRow[] =>
  couriers
    .filter(({ status }) => status !== 'off')
    .toSorted((a, b) => Number(b.numOrders > 0) - Number(a.numOrders > 0));

/** What somebody looks at. */
export interface Selected {
  readonly kind: 'order' | 'courier' | 'store' | 'batch';
  readonly id: string;
}

/** The courier who has what is selected, and so stands out; null: nobody. */
export function carrierOf(
  { orderById, batchById }: Pick<Model, 'orderById' | 'batchById'>,
  selected: Selected | null,
): string | null {
  if (selected?.kind === 'courier') return selected.id;
  if (selected?.kind === 'batch') return batchById.get(selected.id)?.courierId ?? null;
  return selected?.kind === 'order' ? (orderById.get(selected.id)?.courierId ?? null) : null;
}
