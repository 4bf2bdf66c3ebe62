// Why an order has no courier: the constraints one by one, each over the couriers that passed those before it. The first
// that nobody passes is the reason. When somebody passes them all, it is either the price or the search.
import type { CourierId } from '../kernel/ids.ts';
import type { EpochSeconds, Points } from '../kernel/units.ts';
import type { Courier } from './courier.ts';
import { type Facts, mayBeAsked, type RouteStart } from './facts.ts';
import { fits } from './load.ts';
import { type Location, locationKey } from './location.ts';
import type { Order } from './order.ts';
import type { ReasonCode, Route } from './plan.ts';
import { deliveryCost, excessPay, hasWork } from './plan-cost.ts';
import { freeFrom } from './schedule.ts';
import type { Store } from './store.ts';
import { type TravelTable, UNREACHABLE_SEC } from './travel.ts';

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
    const { unserved } = this.facts.snapshot.policy.weights;
    let mostPassed = -1;
    for (const courier of this.facts.available.values()) {
      const failed = tests.findIndex(([, passes]) => !passes(courier));
      mostPassed = Math.max(mostPassed, failed < 0 ? tests.length : failed);
      if (failed < 0 && this.costAtEnd(order, store, courier) < unserved * order.priority) return 'SEARCH_LIMIT';
    }
    if (mostPassed < 0) return 'NO_COURIER_IN_RANGE';
    return tests[mostPassed]?.[0] ?? 'COST_OVER_PENALTY';
  }

  private tests(order: Order, store: Store): readonly (readonly [ReasonCode, (courier: Courier) => boolean])[] {
    return [
      ['SKILL', ({ skills }) => order.requirements.every((skill) => skills.includes(skill))],
      ['CAPACITY', ({ capacity }) => fits(order.load, capacity)],
      ['DECLINED_BY_ALL', ({ courierId }) => mayBeAsked(order, courierId, this.facts)],
      ['UNREACHABLE', (courier) => this.isReachable(order, store, courier)],
      [
        'SHIFT_END',
        (courier) => this.pickupAt(order, store, courier, this.free.get(courier.courierId)) <= courier.shift.endAt,
      ],
    ];
  }

  private isReachable(order: Order, store: Store, courier: Courier): boolean {
    const start = this.free.get(courier.courierId);
    if (start === undefined) return false;
    const legs = [
      this.seconds(courier, start.location, store.location),
      this.seconds(courier, store.location, order.dropoff.location),
    ];
    return legs.every((seconds) => seconds < UNREACHABLE_SEC);
  }

  private pickupAt(order: Order, store: Store, courier: Courier, from: RouteStart | undefined): EpochSeconds {
    if (from === undefined) return Number.POSITIVE_INFINITY;
    const arriveAt = from.departAt + this.seconds(courier, from.location, store.location);
    return Math.max(arriveAt + store.parkingSec, order.readyAt);
  }

  /** What it would cost to carry the order alone, after everything else in the courier's route; infinite when the shift is over. */
  private costAtEnd(order: Order, store: Store, courier: Courier): Points {
    const route = this.routes.get(courier.courierId);
    const from = route?.stops.at(-1) ?? this.free.get(courier.courierId);
    const pickupAt = this.pickupAt(order, store, courier, from);
    if (from === undefined || pickupAt > courier.shift.endAt) return Number.POSITIVE_INFINITY;
    const { location, accessSec } = order.dropoff;
    const dropoffAt = pickupAt + store.handoverSec + this.seconds(courier, store.location, location) + accessSec;
    const { weights } = this.facts.snapshot.policy;
    const carried = route?.batches.reduce((sum, batch) => sum + batch.orderIds.length, 0) ?? 0;
    const pay = excessPay(courier, carried + 1) - excessPay(courier, carried);
    const meters = this.meters(courier, from.location, store.location) + this.meters(courier, store.location, location);
    const isActivated = carried === 0 && !hasWork(courier.courierId, this.facts);
    return (
      deliveryCost(order, dropoffAt, this.facts.snapshot) +
      weights.payPerCent * pay +
      weights.travelPerMeter * meters +
      (isActivated ? weights.activation : 0)
    );
  }

  private seconds({ mode }: Courier, from: Location, to: Location): number {
    return locationKey(from) === locationKey(to) ? 0 : this.travel.seconds(mode, from, to);
  }

  private meters({ mode }: Courier, from: Location, to: Location): number {
    return locationKey(from) === locationKey(to) ? 0 : this.travel.meters(mode, from, to);
  }
}
