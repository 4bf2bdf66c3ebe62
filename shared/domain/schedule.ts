// Times for a route: from where the courier is through its batches, stop by stop, as soon as possible (batch-times.ts).
//
// A committed stop that should have happened by now and is not reported is estimated for now, not for the past. Before a
// pickup that has to wait, an uncommitted courier waits where it is: it sets out just in time, or sooner by the policy's
// slack, at the earliest when it is free.
//
// Breaks are taken before new batches. At the moment t at which the courier is free, with a break still to come: from its
// earliest moment on it is taken at once; else, if the next batch begun now would end after the break's latest moment, it
// is taken before that batch, from its earliest moment; else the courier carries on. What comes after the last batch is
// not planned. New work leads on to the courier's end place, if it has one.

import { invariant } from '../kernel/result.ts';
import type { EpochSeconds, Meters, Seconds } from '../kernel/units.ts';
import { type BatchTimes, type BatchWork, timeBatch } from './batch-times.ts';
import { pendingBreaks } from './breaks.ts';
import type { CommittedBatch, OfferedBatch } from './committed.ts';
import type { Courier, CourierBreak } from './courier.ts';
import { type Facts, isFrozen, type RouteStart, routeStart } from './facts.ts';
import type { Order } from './order.ts';
import type { Batch, Route, Stop } from './plan.ts';
import type { Policy } from './policy.ts';
import { type TravelTable, type Ways, waysOf } from './travel.ts';

/** What is to be scheduled; the departure of a constant batch is a fact, that of the others is found here. */
export type BatchToSchedule = Omit<Batch, 'departAt'> & { readonly departAt: EpochSeconds | null };

export interface RouteToSchedule {
  readonly courier: Courier;
  readonly start: RouteStart;
  /** Constants first. */
  readonly batches: readonly BatchToSchedule[];
}

/** The route with its times. Throws for an order that the snapshot does not hold, and for an unknown store of new work. */
export function scheduleRoute(route: RouteToSchedule, facts: Facts, travel: TravelTable): Route {
  const walk = new Walk(route.courier, route.start, facts, travel);
  const batches = route.batches.map((batch) => walk.carryOut(batch));
  walk.goToEnd();
  return {
    courierId: route.courier.courierId,
    start: route.start,
    batches,
    stops: walk.stops,
    travelSec: walk.travelSec,
    distanceM: walk.distanceM,
  };
}

/** What the plan does not choose for the courier: what it agreed to, then what is frozen; as a route has it. */
export const constantBatches = (courier: Courier, facts: Facts): readonly BatchToSchedule[] =>
  [...(facts.committed.get(courier.courierId) ?? []), ...(facts.frozen.get(courier.courierId) ?? [])].map(
    constantBatch,
  );

const constantBatch = (batch: CommittedBatch | OfferedBatch): BatchToSchedule => ({
  offerId: batch.offerId,
  storeId: batch.storeId,
  stage: batch.stage,
  orderIds: batch.orders.map((order) => order.orderId),
  departAt: batch.departAt,
});

/** Where and from when on the courier is free for new work: after all constants. Null: nobody knows where it is. */
export function freeFrom(courier: Courier, facts: Facts, travel: TravelTable): RouteStart | null {
  const start = routeStart(courier, facts);
  if (start === null) return null;
  const { stops } = scheduleRoute({ courier, start, batches: constantBatches(courier, facts) }, facts, travel);
  const { location, departAt } = stops.at(-1) ?? start;
  return { location, departAt: Math.max(departAt, facts.snapshot.at, courier.shift.startAt) };
}

/** The breaks of `pending` that are taken before `work`, in sequence, by a courier free from `from` on. */
export function breaksBefore(
  work: BatchWork,
  from: RouteStart,
  pending: readonly CourierBreak[],
  ways: Ways,
): readonly Stop[] {
  const stops: Stop[] = [];
  let here = from;
  for (const { earliestAt, latestAt, durationSec } of pending) {
    if (here.departAt < earliestAt && timeBatch(work, here, ways).end.departAt <= latestAt) break;
    const serviceAt = Math.max(here.departAt, earliestAt);
    const departAt = serviceAt + durationSec;
    const arriveAt = here.departAt;
    stops.push({ kind: 'break', location: here.location, orderIds: [], arriveAt, serviceAt, departAt, lateSec: 0 });
    here = { location: here.location, departAt };
  }
  return stops;
}

/** How much sooner the batch may well be ready than it is picked up; nothing when the pickup waits for something else. */
function prepSlackSec(
  orders: readonly Order[],
  pickupAt: EpochSeconds,
  { release: { prepSlackPct = 0 } }: Policy,
): Seconds {
  const readyAt = Math.max(...orders.map((order) => order.readyAt));
  if (prepSlackPct === 0 || pickupAt > readyAt) return 0;
  const sooner = orders.map((order) => order.readyAt - ((order.readyAt - order.placedAt) * prepSlackPct) / 100);
  return Math.max(0, Math.floor(readyAt - Math.max(...sooner)));
}

/** A courier on its way: each stop starts from the one before. */
class Walk {
  readonly stops: Stop[] = [];
  travelSec: Seconds = 0;
  distanceM: Meters = 0;
  private here: RouteStart;
  private hasNewWork = false;
  /** Not yet taken. */
  private breaks: readonly CourierBreak[];
  private readonly courier: Courier;
  private readonly facts: Facts;
  private readonly ways: Ways;

  constructor(courier: Courier, start: RouteStart, facts: Facts, travel: TravelTable) {
    this.courier = courier;
    this.here = start;
    this.facts = facts;
    this.ways = waysOf(courier.mode, travel);
    this.breaks = pendingBreaks(courier, facts.snapshot.at);
  }

  carryOut(batch: BatchToSchedule): Batch {
    const isAgreed = batch.stage === 'accepted' || batch.stage === 'picked_up';
    const isNew = !isAgreed && !isFrozen(batch, this.courier, this.facts);
    const work = this.workOf(batch, isNew);
    if (!isAgreed) this.waitUntil(isNew ? this.facts.snapshot.at : (batch.departAt ?? 0), this.courier.shift.startAt);
    if (isNew) this.takeBreaks(work);
    const leftAt = this.here.departAt;
    const times = timeBatch(work, this.here, this.ways);
    const setOutAt = isNew ? this.setOutLate(work, times) : leftAt;
    if (!isNew) this.stops.push(...times.stops);
    this.travelSec += times.travelSec;
    this.distanceM += times.distanceM;
    this.here = times.end;
    this.hasNewWork = isNew;
    return { ...batch, departAt: batch.departAt ?? setOutAt };
  }

  /** The way to where the courier's route is to end. */
  goToEnd(): void {
    const location = this.courier.endLocation;
    if (!this.hasNewWork || location === undefined) return;
    const at = this.here.departAt + this.ways.seconds(this.here.location, location);
    this.travelSec += this.ways.seconds(this.here.location, location);
    this.distanceM += this.ways.meters(this.here.location, location);
    this.stops.push({ kind: 'end', location, orderIds: [], arriveAt: at, serviceAt: at, departAt: at, lateSec: 0 });
  }

  private waitUntil(...moments: readonly EpochSeconds[]): void {
    this.here = { ...this.here, departAt: Math.max(this.here.departAt, ...moments) };
  }

  private takeBreaks(work: BatchWork): void {
    const taken = breaksBefore(work, this.here, this.breaks, this.ways);
    this.breaks = this.breaks.slice(taken.length);
    this.stops.push(...taken);
    this.here = taken.at(-1) ?? this.here;
  }

  /** Notes the stops of new work, the arrival at the store just in time or sooner by the slack; answers the departure. */
  private setOutLate({ store, orders }: BatchWork, { stops }: BatchTimes): EpochSeconds {
    const [first, ...drops] = stops;
    invariant(first !== undefined && store !== null, 'new work begins with a pickup');
    const slackSec = prepSlackSec(orders, first.serviceAt, this.facts.snapshot.policy);
    const arriveAt = Math.max(first.arriveAt, first.serviceAt - store.parkingSec - slackSec);
    this.stops.push({ ...first, arriveAt }, ...drops);
    return arriveAt - this.ways.seconds(this.here.location, store.location);
  }

  private workOf(batch: BatchToSchedule, isNew: boolean): BatchWork {
    return {
      orders: batch.orderIds.map((orderId) => this.orderOf(orderId)),
      store: batch.stage === 'picked_up' ? null : this.storeOf(batch, isNew),
      shiftEndAt: this.courier.shift.endAt,
      // New work begins after now anyway.
      notBefore: isNew ? Number.NEGATIVE_INFINITY : this.facts.snapshot.at,
    };
  }

  private orderOf(orderId: string): Order {
    const order = this.facts.orders.get(orderId);
    invariant(order !== undefined, `order ${orderId} of a route is not in the snapshot`);
    return order;
  }

  /** A courier that is bound to a store without settings is taken to be there. */
  private storeOf({ storeId }: BatchToSchedule, isNew: boolean): NonNullable<BatchWork['store']> {
    const store = this.facts.stores.get(storeId);
    invariant(store !== undefined || !isNew, `store ${storeId} of a new batch is not in the snapshot`);
    return store ?? { location: this.here.location, parkingSec: 0, handoverSec: 0 };
  }
}
