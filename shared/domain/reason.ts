// Why an order has no courier: the constraints one by one, each over the couriers that passed those before it. The first
// that nobody passes is the reason. When somebody passes them all, it is either the price or the search.
import type { CourierId } from '../kernel/ids.ts';
import type { EpochSeconds, Meters, Points } from '../kernel/units.ts';
import { type BatchWork, timeBatch } from './batch-times.ts';
import { pendingBreaks } from './breaks.ts';
import type { Courier, CourierBreak } from './courier.ts';
import { type Facts, isExcluded, mayBeAsked, type RouteStart } from './facts.ts';
import { fits } from './load.ts';
import type { Order } from './order.ts';
import type { ReasonCode, Route } from './plan.ts';
import { deliveryCost, excessPay, hasWork, unservedCost } from './plan-cost.ts';
import { breaksBefore, freeFrom } from './schedule.ts';
import { openFrom, type Store } from './store.ts';
import { type TravelTable, UNREACHABLE_SEC, type Ways, waysOf } from './travel.ts';

/** What becomes of an order that rides alone. */
interface Trip {
  readonly pickupAt: EpochSeconds;
  readonly dropoffAt: EpochSeconds;
  /** When the courier is at its end place, or can leave the door. */
  readonly endAt: EpochSeconds;
  readonly distanceM: Meters;
}

type Test = readonly [code: ReasonCode, passes: (courier: Courier) => boolean];

/** Answers for the unassigned orders of one plan; what is asked of every order is computed once. */
export class Reasons {
  private readonly facts: Facts;
  private readonly travel: TravelTable;
  private readonly free: ReadonlyMap<CourierId, RouteStart>;
  private readonly routes: ReadonlyMap<CourierId, Route>;

  /** @param routes of the plan that leaves the orders out. */
  constructor(facts: Facts, travel: TravelTable, routes: readonly Route[]) {
    this.facts = facts;
    this.travel = travel;
    this.routes = new Map(routes.map((route) => [route.courierId, route]));
    this.free = new Map(
      [...facts.available.values()].flatMap((courier) => {
        const start = freeFrom(courier, facts, travel);
        return start === null ? [] : [[courier.courierId, start] as const];
      }),
    );
  }

  /** The reason for an order that is open or offered. */
  of(order: Order): ReasonCode {
    const store = this.facts.stores.get(order.storeId);
    if (store === undefined) return 'STORE_UNKNOWN';
    const tests = this.tests(order, store);
    let mostPassed = -1;
    for (const courier of this.facts.available.values()) {
      const failed = tests.findIndex(([, passes]) => !passes(courier));
      mostPassed = Math.max(mostPassed, failed < 0 ? tests.length : failed);
      if (failed < 0 && this.costAtEnd(order, store, courier) < unservedCost(order, this.facts.snapshot))
        return 'SEARCH_LIMIT';
    }
    if (mostPassed < 0) return 'NO_COURIER_IN_RANGE';
    return tests[mostPassed]?.[0] ?? 'COST_OVER_PENALTY';
  }

  private tests(order: Order, store: Store): readonly Test[] {
    const { openHours: _, ...alwaysOpen } = store;
    const whenOpen = (courier: Courier): Trip => this.tripOf(order, store, courier, []);
    return [
      ['SKILL', ({ skills }) => order.requirements.every((skill) => skills.includes(skill))],
      ['CAPACITY', ({ capacity }) => fits(order.load, capacity)],
      ['EXCLUDED', ({ courierId }) => !isExcluded(order, courierId)],
      ['DECLINED_BY_ALL', ({ courierId }) => mayBeAsked(order, courierId, this.facts)],
      ['UNREACHABLE', (courier) => this.isReachable(order, store, courier)],
      ['SHIFT_END', (courier) => isWithinShift(courier, this.tripOf(order, alwaysOpen, courier, []))],
      ['STORE_CLOSED', (courier) => isOpenAndWithinShift(store, courier, whenOpen(courier))],
      ['WINDOW', (courier) => isInWindow(order, whenOpen(courier))],
      ['CLICK_TO_DOOR', (courier) => isSoonEnough(order, whenOpen(courier))],
      ['PICKUP_TO_DOOR', (courier) => isShortEnough(order, whenOpen(courier))],
      ['BREAK', (courier) => isPossible(order, store, courier, this.firstTrip(order, store, courier))],
    ];
  }

  private isReachable(order: Order, store: Store, courier: Courier): boolean {
    const start = this.free.get(courier.courierId);
    if (start === undefined) return false;
    const ways = this.waysOf(courier);
    const door = order.dropoff.location;
    const places = [start.location, store.location, door, courier.endLocation ?? door];
    const legs = places.slice(1).map((to, index) => ways.seconds(places[index] ?? to, to));
    return legs.every((seconds) => seconds < UNREACHABLE_SEC);
  }

  /** The trip as the courier's first new work, breaks that come before it taken. */
  private firstTrip(order: Order, store: Store, courier: Courier): Trip {
    return this.tripOf(order, store, courier, pendingBreaks(courier, this.facts.snapshot.at));
  }

  /** The trip of a courier from where it is free, unless `from` says another place and moment. */
  private tripOf(
    order: Order,
    store: BatchWork['store'],
    courier: Courier,
    breaks: readonly CourierBreak[],
    from = this.free.get(courier.courierId),
  ): Trip {
    if (from === undefined) return NEVER;
    const ways = this.waysOf(courier);
    const shiftEndAt = courier.shift.endAt;
    const work: BatchWork = { orders: [order], store, shiftEndAt, notBefore: Number.NEGATIVE_INFINITY };
    const rested = breaksBefore(work, from, breaks, ways).at(-1) ?? from;
    const { stops, end, distanceM } = timeBatch(work, rested, ways);
    const [pickup, dropoff] = stops;
    if (pickup === undefined || dropoff === undefined) return NEVER;
    const home = courier.endLocation ?? end.location;
    return {
      pickupAt: pickup.serviceAt,
      dropoffAt: dropoff.serviceAt,
      endAt: end.departAt + ways.seconds(end.location, home),
      distanceM: distanceM + ways.meters(end.location, home),
    };
  }

  /** What it would cost to carry the order alone, after everything else in the courier's route; infinite if it may not be. */
  private costAtEnd(order: Order, store: Store, courier: Courier): Points {
    const stops = this.routes.get(courier.courierId)?.stops ?? [];
    const last = stops.findLast(({ kind }) => kind !== 'end');
    const taken = stops.filter(({ kind }) => kind === 'break').length;
    const breaks = pendingBreaks(courier, this.facts.snapshot.at).slice(taken);
    const trip = this.tripOf(order, store, courier, breaks, last ?? this.free.get(courier.courierId));
    if (!isPossible(order, store, courier, trip)) return Number.POSITIVE_INFINITY;
    const end = stops.find(({ kind }) => kind === 'end');
    const spared = end && last ? this.waysOf(courier).meters(last.location, end.location) : 0;
    const { weights } = this.facts.snapshot.policy;
    return (
      deliveryCost(order, trip.dropoffAt, this.facts.snapshot) +
      this.payAndActivation(courier) +
      weights.travelPerMeter * (trip.distanceM - spared)
    );
  }

  /** What one order more costs, whatever its way. */
  private payAndActivation(courier: Courier): Points {
    const { snapshot } = this.facts;
    const { weights } = snapshot.policy;
    const batches = this.routes.get(courier.courierId)?.batches ?? [];
    const carried = batches.reduce((sum, batch) => sum + batch.orderIds.length, 0);
    const pay = excessPay(courier, carried + 1, snapshot) - excessPay(courier, carried, snapshot);
    const isActivated = carried === 0 && !hasWork(courier.courierId, this.facts);
    return weights.payPerCent * pay + (isActivated ? weights.activation : 0);
  }

  private waysOf({ mode }: Courier): Ways {
    return waysOf(mode, this.travel);
  }
}

const NEVER: Trip = {
  pickupAt: Number.POSITIVE_INFINITY,
  dropoffAt: Number.POSITIVE_INFINITY,
  endAt: Number.POSITIVE_INFINITY,
  distanceM: 0,
};

function isWithinShift({ shift }: Courier, { pickupAt, endAt }: Trip): boolean {
  return pickupAt <= shift.endAt && endAt <= shift.endAt + (shift.overtimeSec ?? Number.POSITIVE_INFINITY);
}

const isOpenAndWithinShift = (store: Store, courier: Courier, trip: Trip): boolean =>
  openFrom(store, trip.pickupAt) === trip.pickupAt && isWithinShift(courier, trip);

const isInWindow = ({ hardPromise, promiseBy }: Order, { dropoffAt }: Trip): boolean =>
  !hardPromise || dropoffAt <= promiseBy;

const isSoonEnough = ({ placedAt, maxClickToDoorSec }: Order, { dropoffAt }: Trip): boolean =>
  dropoffAt - placedAt <= (maxClickToDoorSec ?? Number.POSITIVE_INFINITY);

const isShortEnough = ({ maxPickupToDoorSec }: Order, { pickupAt, dropoffAt }: Trip): boolean =>
  dropoffAt - pickupAt <= (maxPickupToDoorSec ?? Number.POSITIVE_INFINITY);

const isPossible = (order: Order, store: Store, courier: Courier, trip: Trip): boolean =>
  isOpenAndWithinShift(store, courier, trip) &&
  isInWindow(order, trip) &&
  isSoonEnough(order, trip) &&
  isShortEnough(order, trip);
