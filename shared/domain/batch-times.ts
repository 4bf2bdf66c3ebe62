// Times for one batch, from where and when a courier is free to the last door, as soon as possible:
//
//   pickup:   service = max(arrive + parking, ready of every order) or the store's next opening, then held, see below;
//             depart  = service + handover + picking of every order
//   drop-off: service = max(arrive + access, from when the order may come), depart = service + handoff
//
// Held: what may ride for so long only, and would ride longer because the courier waits at a door for its window, waits
// at the store instead. The pickup is later by the least amount that cures it; where the end of the shift, a latest
// drop-off or the store's hours do not allow that, it stays as soon as possible.
import type { EpochSeconds, Meters, Seconds } from '../kernel/units.ts';
import type { RouteStart } from './facts.ts';
import type { Location } from './location.ts';
import type { Order } from './order.ts';
import type { Stop } from './plan.ts';
import { openFrom, type Store } from './store.ts';
import type { Ways } from './travel.ts';

export interface BatchWork {
  /** In drop sequence. */
  readonly orders: readonly Order[];
  /** Where they are picked up; null: they are aboard. */
  readonly store: Omit<Store, 'storeId' | 'zoneId' | 'configuredAt'> | null;
  /** No pickup moment after this, if a pickup is held. */
  readonly shiftEndAt: EpochSeconds;
  /** No moment before this: what is still to be reported has not happened yet. */
  readonly notBefore: EpochSeconds;
}

export interface BatchTimes {
  readonly stops: readonly Stop[];
  readonly travelSec: Seconds;
  readonly distanceM: Meters;
  /** Of the last stop: where and from when on the courier goes on. */
  readonly end: RouteStart;
}

/** The latest drop-off moment that the order's hard limits allow; infinity: there is none. */
export const dropBy = (order: Order): EpochSeconds =>
  Math.min(
    order.hardPromise ? order.promiseBy : Number.POSITIVE_INFINITY,
    order.placedAt + (order.maxClickToDoorSec ?? Number.POSITIVE_INFINITY),
  );

/** From the pickup moment to the departure. */
export const pickupSec = (store: Pick<Store, 'handoverSec'>, orders: readonly Order[]): Seconds =>
  orders.reduce((sum, order) => sum + (order.pickingSec ?? 0), store.handoverSec);

export function timeBatch(work: BatchWork, from: RouteStart, ways: Ways): BatchTimes {
  const { orders, store } = work;
  const stops: Stop[] = [];
  let here = from;
  let travelSec = 0;
  let distanceM = 0;
  const go = (to: Location): EpochSeconds => {
    const seconds = ways.seconds(here.location, to);
    travelSec += seconds;
    distanceM += ways.meters(here.location, to);
    return here.departAt + seconds;
  };
  const stand = (stop: Stop): void => {
    stops.push(stop);
    here = { location: stop.location, departAt: stop.departAt };
  };
  if (store !== null) stand(pickup(work, store, go(store.location), ways));
  for (const order of orders) stand(dropoff(order, go(order.dropoff.location), work.notBefore));
  return { stops, travelSec, distanceM, end: here };
}

function pickup(work: BatchWork, store: NonNullable<BatchWork['store']>, arriveAt: EpochSeconds, ways: Ways): Stop {
  const { orders, notBefore } = work;
  const soonest = Math.max(arriveAt + store.parkingSec, notBefore, ...orders.map((order) => order.readyAt));
  const serviceAt = held(work, store, openFrom(store, soonest) ?? soonest, ways);
  return {
    kind: 'pickup',
    location: store.location,
    orderIds: orders.map((order) => order.orderId),
    arriveAt,
    serviceAt,
    departAt: serviceAt + pickupSec(store, orders),
    lateSec: 0,
  };
}

function dropoff(order: Order, arriveAt: EpochSeconds, notBefore: EpochSeconds): Stop {
  const { location, accessSec, handoffSec } = order.dropoff;
  const serviceAt = Math.max(arriveAt + accessSec, order.promiseFrom ?? notBefore, notBefore);
  return {
    kind: 'dropoff',
    location,
    orderIds: [order.orderId],
    arriveAt,
    serviceAt,
    departAt: serviceAt + handoffSec,
    lateSec: Math.max(0, serviceAt - order.promiseBy),
  };
}

/** The pickup moment, held as long as an order would ride too long for a wait at a door. */
function held(work: BatchWork, store: NonNullable<BatchWork['store']>, soonest: EpochSeconds, ways: Ways) {
  let rideSec = pickupSec(store, work.orders);
  let from = store.location;
  let restSec = 0;
  /** The drop-off moment that waits at doors alone bring about. */
  let waitedUntil = Number.NEGATIVE_INFINITY;
  let wanted = soonest;
  let latest = work.shiftEndAt;
  for (const order of work.orders) {
    const { location, accessSec, handoffSec } = order.dropoff;
    const stepSec = restSec + ways.seconds(from, location) + accessSec;
    const maxRideSec = order.maxPickupToDoorSec ?? Number.POSITIVE_INFINITY;
    rideSec += stepSec;
    waitedUntil = Math.max(waitedUntil + stepSec, order.promiseFrom ?? Number.NEGATIVE_INFINITY);
    if (rideSec <= maxRideSec) wanted = Math.max(wanted, waitedUntil - maxRideSec);
    latest = Math.min(latest, dropBy(order) - rideSec);
    restSec = handoffSec;
    from = location;
  }
  if (wanted === soonest) return soonest;
  const serviceAt = openFrom(store, wanted);
  return serviceAt !== null && serviceAt <= latest ? serviceAt : soonest;
}
