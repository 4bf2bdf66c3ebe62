// Times for a route: from where the courier is through its batches, stop by stop, as soon as possible.
//
//   pickup:   service = max(arrive + parking, ready of every order),  depart = service + handover
//   drop-off: service = arrive + access,                              depart = service + handoff
//
// A committed stop that should have happened by now and is not reported is estimated for now, not for the past. Before a
// pickup that has to wait, an uncommitted courier waits where it is: it sets out just in time.

import { invariant } from '../kernel/result.ts';
import type { EpochSeconds, Meters, Seconds } from '../kernel/units.ts';
import type { CommittedBatch } from './committed.ts';
import type { Courier } from './courier.ts';
import { type Facts, type RouteStart, routeStart } from './facts.ts';
import { type Location, locationKey } from './location.ts';
import type { Order } from './order.ts';
import type { Batch, Route, Stop } from './plan.ts';
import type { Store } from './store.ts';
import type { TravelTable } from './travel.ts';

/** What is to be scheduled; the departure of a committed batch is a fact, that of the others is found here. */
export type BatchToSchedule = Omit<Batch, 'departAt'> & { readonly departAt: EpochSeconds | null };

export interface RouteToSchedule {
  readonly courier: Courier;
  readonly start: RouteStart;
  /** Committed first. */
  readonly batches: readonly BatchToSchedule[];
}

/** The route with its times. Throws for an order that the snapshot does not hold, and for an unknown store of new work. */
export function scheduleRoute(route: RouteToSchedule, facts: Facts, travel: TravelTable): Route {
  const walk = new Walk(route.courier, route.start, facts, travel);
  const batches = route.batches.map((batch) => walk.carryOut(batch));
  return {
    courierId: route.courier.courierId,
    start: route.start,
    batches,
    stops: walk.stops,
    travelSec: walk.travelSec,
    distanceM: walk.distanceM,
  };
}

/** A committed batch as a route has it. */
export const committedBatch = (batch: CommittedBatch): BatchToSchedule => ({
  offerId: batch.offerId,
  storeId: batch.storeId,
  stage: batch.stage,
  orderIds: batch.orders.map((order) => order.orderId),
  departAt: batch.departAt,
});

/** Where and from when on the courier is free for new work: after all it is bound to. Null: nobody knows where it is. */
export function freeFrom(courier: Courier, facts: Facts, travel: TravelTable): RouteStart | null {
  const start = routeStart(courier, facts);
  if (start === null) return null;
  const bound = facts.committed.get(courier.courierId) ?? [];
  const { stops } = scheduleRoute({ courier, start, batches: bound.map(committedBatch) }, facts, travel);
  const { location, departAt } = stops.at(-1) ?? start;
  return { location, departAt: Math.max(departAt, facts.snapshot.at, courier.shift.startAt) };
}

/** A courier on its way: each stop starts from the one before. */
class Walk {
  readonly stops: Stop[] = [];
  travelSec: Seconds = 0;
  distanceM: Meters = 0;
  private location: Location;
  /** When it can leave there. */
  private freeAt: EpochSeconds;
  private readonly courier: Courier;
  private readonly facts: Facts;
  private readonly travel: TravelTable;

  constructor(courier: Courier, start: RouteStart, facts: Facts, travel: TravelTable) {
    this.courier = courier;
    this.location = start.location;
    this.freeAt = start.departAt;
    this.facts = facts;
    this.travel = travel;
  }

  carryOut(batch: BatchToSchedule): Batch {
    const orders = batch.orderIds.map((orderId) => this.orderOf(orderId));
    const isBound = batch.stage === 'accepted' || batch.stage === 'picked_up';
    if (!isBound) this.freeAt = Math.max(this.freeAt, this.facts.snapshot.at, this.courier.shift.startAt);
    const setOutAt = batch.stage === 'picked_up' ? this.freeAt : this.pickUp(batch, orders, isBound);
    for (const order of orders) this.drop(order, isBound);
    return { ...batch, departAt: batch.departAt ?? setOutAt };
  }

  /** The moment to set out for the pickup. */
  private pickUp(batch: BatchToSchedule, orders: readonly Order[], isBound: boolean): EpochSeconds {
    const store = this.storeOf(batch, isBound);
    const seconds = this.go(store.location);
    const soonest = this.freeAt + seconds + store.parkingSec;
    const serviceAt = Math.max(soonest, this.earliest(isBound), ...orders.map((order) => order.readyAt));
    const setOutAt = isBound ? this.freeAt : serviceAt - store.parkingSec - seconds;
    this.stops.push({
      kind: 'pickup',
      location: store.location,
      orderIds: batch.orderIds,
      arriveAt: setOutAt + seconds,
      serviceAt,
      departAt: serviceAt + store.handoverSec,
      lateSec: 0,
    });
    this.freeAt = serviceAt + store.handoverSec;
    return setOutAt;
  }

  private drop(order: Order, isBound: boolean): void {
    const { location, accessSec, handoffSec } = order.dropoff;
    const arriveAt = this.freeAt + this.go(location);
    const serviceAt = Math.max(arriveAt + accessSec, this.earliest(isBound));
    const departAt = serviceAt + handoffSec;
    const lateSec = Math.max(0, serviceAt - order.promiseBy);
    this.stops.push({ kind: 'dropoff', location, orderIds: [order.orderId], arriveAt, serviceAt, departAt, lateSec });
    this.freeAt = departAt;
  }

  /** Nothing that is still to be reported has happened before now; new work begins after now anyway. */
  private earliest(isBound: boolean): EpochSeconds {
    return isBound ? this.facts.snapshot.at : Number.NEGATIVE_INFINITY;
  }

  private go(to: Location): Seconds {
    const from = this.location;
    this.location = to;
    if (locationKey(from) === locationKey(to)) return 0;
    const seconds = this.travel.seconds(this.courier.mode, from, to);
    this.travelSec += seconds;
    this.distanceM += this.travel.meters(this.courier.mode, from, to);
    return seconds;
  }

  private orderOf(orderId: string): Order {
    const order = this.facts.orders.get(orderId);
    invariant(order !== undefined, `order ${orderId} of a route is not in the snapshot`);
    return order;
  }

  /** A courier that is bound to a store without settings is taken to be there. */
  private storeOf(
    { storeId }: BatchToSchedule,
    isBound: boolean,
  ): Pick<Store, 'location' | 'parkingSec' | 'handoverSec'> {
    const store = this.facts.stores.get(storeId);
    invariant(store !== undefined || isBound, `store ${storeId} of a new batch is not in the snapshot`);
    return store ?? { location: this.location, parkingSec: 0, handoverSec: 0 };
  }
}
