// A snapshot looked up by id, with what follows from it without any choice: who is bound to what, who may get work, and
// from where and when a courier goes on.
import type { CourierId, OrderId, StoreId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { type CommittedBatch, committedBatches, type OfferedBatch, offeredBatches } from './committed.ts';
import type { Courier, CourierPosition } from './courier.ts';
import { NO_LOAD } from './load.ts';
import type { Location } from './location.ts';
import type { Order } from './order.ts';
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
  /** Who may get new work, in the snapshot's order: on shift, the shift not over, the place known. */
  readonly available: ReadonlyMap<CourierId, Courier>;
}

/** Where a route begins, and when its courier can leave there. */
export interface RouteStart {
  readonly location: Location;
  readonly departAt: EpochSeconds;
}

export function factsOf(snapshot: Snapshot): Facts {
  const positions = new Map(snapshot.positions.map((position) => [position.courierId, position]));
  const committed = committedBatches(snapshot);
  const isAvailable = ({ courierId, status, shift }: Courier): boolean =>
    status === 'on' && shift.endAt > snapshot.at && (positions.has(courierId) || committed.has(courierId));
  return {
    snapshot,
    orders: new Map(snapshot.orders.map((order) => [order.orderId, order])),
    couriers: new Map(snapshot.couriers.map((courier) => [courier.courierId, courier])),
    stores: new Map(snapshot.stores.map((store) => [store.storeId, store])),
    positions,
    committed,
    offered: offeredBatches(snapshot),
    available: new Map(snapshot.couriers.filter(isAvailable).map((courier) => [courier.courierId, courier])),
  };
}

/** Whether the courier who was told of the order may still say yes: it is there, and the offer is not too old. */
export function isOfferLive(order: Order, { snapshot, available }: Facts): boolean {
  if (order.stage !== 'offered' || order.courierId === null || order.offeredAt === null) return false;
  return available.has(order.courierId) && snapshot.at - order.offeredAt <= snapshot.policy.release.offerTimeoutSec;
}

/** Whether a courier may be offered the order: it has not declined, nor left an offer of it unanswered for too long. */
export function mayBeAsked(order: Order, courierId: CourierId, facts: Facts): boolean {
  if (order.declinedBy.includes(courierId)) return false;
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
 * pickup it left when it was to set out and had agreed, unless a later position says more. Without any position, the
 * first place it is bound to go to stands in; null when there is none either.
 */
export function routeStart(courier: Courier, facts: Facts): RouteStart | null {
  const { at } = facts.snapshot;
  const position = facts.positions.get(courier.courierId);
  const [first] = facts.committed.get(courier.courierId) ?? [];
  if (first === undefined) {
    if (position === undefined) return null;
    return { location: position.location, departAt: Math.max(at, position.departAt, courier.shift.startAt) };
  }
  if (position === undefined) return { location: firstPlace(first, facts), departAt: at };
  const isOnItsWay = first.stage === 'accepted' && position.at <= first.acceptedAt;
  const departAt = isOnItsWay ? Math.max(position.departAt, first.departAt, first.acceptedAt) : position.departAt;
  return { location: position.location, departAt };
}

function firstPlace(batch: CommittedBatch, { stores }: Facts): Location {
  return stores.get(batch.storeId)?.location ?? batch.orders[0]?.dropoff.location ?? { lat: 0, lng: 0 };
}
