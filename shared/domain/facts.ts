// A snapshot looked up by id, with what follows from it without any choice: who is bound to what, who may get work, and
// from where and when a courier goes on.
import type { CourierId, OrderId, StoreId } from '../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import { onBreakUntil } from './breaks.ts';
import { type CommittedBatch, committedBatches, type OfferedBatch, offeredBatches } from './committed.ts';
import type { Courier, CourierPosition } from './courier.ts';
import { NO_LOAD } from './load.ts';
import type { Location } from './location.ts';
import type { Order } from './order.ts';
import type { Batch } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Store } from './store.ts';

export interface Facts {
  readonly snapshot: Snapshot;
  readonly orders: ReadonlyMap<OrderId, Order>;
  readonly couriers: ReadonlyMap<CourierId, Courier>;
  readonly stores: ReadonlyMap<StoreId, Store>;
  readonly positions: ReadonlyMap<CourierId, CourierPosition>;
  readonly committed: ReadonlyMap<CourierId, readonly CommittedBatch[]>;
  readonly offered: ReadonlyMap<CourierId, readonly OfferedBatch[]>;
  /** Those of them that are constants of the plan: all live, and about to depart. */
  readonly frozen: ReadonlyMap<CourierId, readonly OfferedBatch[]>;
  /** Orders that were offered to somebody, by the last one they were. */
  readonly ordersOf: ReadonlyMap<CourierId, readonly Order[]>;
  /** Who may get new work, in the snapshot's order: on shift, the shift not over and not a year away, the place known. */
  readonly available: ReadonlyMap<CourierId, Courier>;
}

/** Nobody is planned for whose shift begins later than this: a year and a day, far within the numbers of the search. */
const HORIZON_SEC: Seconds = 366 * 86_400;

/** Where a route begins, and when its courier can leave there. */
export interface RouteStart {
  readonly location: Location;
  readonly departAt: EpochSeconds;
}

/** Snapshots never change, and a cycle asks several times. */
const known = new WeakMap<Snapshot, Facts>();

export function factsOf(snapshot: Snapshot): Facts {
  const facts = known.get(snapshot) ?? deriveFacts(snapshot);
  known.set(snapshot, facts);
  return facts;
}

function deriveFacts(snapshot: Snapshot): Facts {
  const positions = new Map(snapshot.positions.map((position) => [position.courierId, position]));
  const committed = committedBatches(snapshot);
  const isNear = ({ shift }: Courier): boolean =>
    shift.endAt > snapshot.at && shift.startAt <= snapshot.at + HORIZON_SEC;
  const isAvailable = (courier: Courier): boolean =>
    courier.status === 'on' &&
    isNear(courier) &&
    (positions.has(courier.courierId) || committed.has(courier.courierId));
  const available = new Map(snapshot.couriers.filter(isAvailable).map((courier) => [courier.courierId, courier]));
  const offered = offeredBatches(snapshot);
  return {
    snapshot,
    orders: new Map(snapshot.orders.map((order) => [order.orderId, order])),
    couriers: new Map(snapshot.couriers.map((courier) => [courier.courierId, courier])),
    stores: new Map(snapshot.stores.map((store) => [store.storeId, store])),
    positions,
    committed,
    offered,
    frozen: frozenBatches(offered, { snapshot, available }),
    ordersOf: byCourier(snapshot.orders),
    available,
  };
}

function byCourier(orders: readonly Order[]): Facts['ordersOf'] {
  const groups = new Map<CourierId, Order[]>();
  for (const order of orders) {
    if (order.courierId === null) continue;
    const group = groups.get(order.courierId);
    if (group) group.push(order);
    else groups.set(order.courierId, [order]);
  }
  return groups;
}

function frozenBatches(offered: Facts['offered'], facts: Pick<Facts, 'snapshot' | 'available'>): Facts['frozen'] {
  const { at, policy } = facts.snapshot;
  const freezeSec = policy.release.freezeSec ?? 0;
  if (freezeSec === 0) return new Map();
  const isFrozen = ({ orders, departAt }: OfferedBatch): boolean =>
    departAt - at <= freezeSec && orders.every((order) => isOfferLive(order, facts));
  return new Map(
    [...offered].flatMap(([courierId, batches]) => {
      const frozen = batches.filter(isFrozen);
      return frozen.length === 0 ? [] : [[courierId, frozen] as const];
    }),
  );
}

/** Whether the batch, as a route of the courier has it, is about to depart and therefore constant. */
export const isFrozen = (batch: Pick<Batch, 'stage' | 'offerId'>, { courierId }: Courier, { frozen }: Facts): boolean =>
  batch.stage === 'offered' && (frozen.get(courierId) ?? []).some(({ offerId }) => offerId === batch.offerId);

/** Whether the courier who was told of the order may still say yes: it is there, and the offer is not too old. */
export function isOfferLive(order: Order, { snapshot, available }: Pick<Facts, 'snapshot' | 'available'>): boolean {
  if (order.stage !== 'offered' || order.courierId === null || order.offeredAt === null) return false;
  return available.has(order.courierId) && snapshot.at - order.offeredAt <= snapshot.policy.release.offerTimeoutSec;
}

/** Whether the operator's word is that the courier is not to carry the order: excluded, or it is pinned to another. */
export const isExcluded = ({ excludedCouriers = [], onlyCourier = null }: Order, courierId: CourierId): boolean =>
  excludedCouriers.includes(courierId) || (onlyCourier !== null && onlyCourier !== courierId);

/** Whether a courier may be offered the order: nor excluded, nor has it declined or left an offer unanswered for too long. */
export function mayBeAsked(order: Order, courierId: CourierId, facts: Facts): boolean {
  if (isExcluded(order, courierId) || order.declinedBy.includes(courierId)) return false;
  return order.stage !== 'offered' || order.courierId !== courierId || isOfferLive(order, facts);
}

/** The courier, or a stand-in for one who was forgotten while orders are still bound to it: it gets nothing new. */
export function courierOf(courierId: CourierId, { couriers, snapshot }: Facts): Courier {
  return (
    couriers.get(courierId) ?? {
      courierId,
      zoneId: snapshot.zone.zoneId,
      mode: 'car',
      shift: { startAt: 0, endAt: 0 },
      capacity: NO_LOAD,
      skills: [],
      pay: { perOrder: 0, guaranteePerHour: 0 },
      version: 0,
      status: 'off',
      onShiftAt: 0,
      deliveredCount: 0,
      seen: [],
    }
  );
}

/**
 * Where the courier is and when it leaves. Idle, it can leave now, or when its shift begins. On its way to an accepted
 * pickup it left when it was to set out and had agreed, unless a later position says more. At the store it leaves when
 * the whole batch is picked, and on a break it leaves when that is over. Without any position, the first place it is
 * bound to go to stands in; null when there is none either.
 */
export function routeStart(courier: Courier, facts: Facts): RouteStart | null {
  const { at } = facts.snapshot;
  const position = facts.positions.get(courier.courierId);
  const [first] = facts.committed.get(courier.courierId) ?? [];
  const rested = onBreakUntil(courier) ?? Number.NEGATIVE_INFINITY;
  if (first === undefined) {
    if (position === undefined) return null;
    return { location: position.location, departAt: Math.max(at, position.departAt, courier.shift.startAt, rested) };
  }
  if (position === undefined) return { location: firstPlace(first, facts), departAt: Math.max(at, rested) };
  const isOnItsWay = first.stage === 'accepted' && position.at <= first.acceptedAt;
  const departAt = isOnItsWay
    ? Math.max(position.departAt, first.departAt, first.acceptedAt)
    : Math.max(position.departAt, pickedBy(first, position, facts));
  return { location: position.location, departAt: Math.max(departAt, rested) };
}

/** When a courier whose last word was a pickup of the batch has picked and handed over all of it; else the distant past. */
function pickedBy({ courierId, offerId }: CommittedBatch, position: CourierPosition, facts: Facts): EpochSeconds {
  const mates = (facts.ordersOf.get(courierId) ?? []).filter(
    (order) => order.offerId === offerId && (order.stage === 'accepted' || order.pickedUpAt !== null),
  );
  const moments = mates.flatMap((order) => order.pickedUpAt ?? []);
  if (!moments.includes(position.at)) return Number.NEGATIVE_INFINITY;
  const handoverSec = position.departAt - position.at;
  return Math.min(...moments) + handoverSec + mates.reduce((sum, order) => sum + (order.pickingSec ?? 0), 0);
}

function firstPlace(batch: CommittedBatch, { stores }: Facts): Location {
  return stores.get(batch.storeId)?.location ?? batch.orders[0]?.dropoff.location ?? { lat: 0, lng: 0 };
}
