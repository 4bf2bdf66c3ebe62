// The judge on windows, rides, hours, breaks, ends of routes and frozen offers: a good plan of c1, broken in one thing.
import { describe, expect, it } from 'vitest';
import type { ViolationCode } from '../../../shared/domain/check/violation.ts';
import { check } from '../../../shared/domain/check.ts';
import type { Courier, TravelMode } from '../../../shared/domain/courier.ts';
import { courierOf, factsOf, routeStart } from '../../../shared/domain/facts.ts';
import type { Location } from '../../../shared/domain/location.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Plan, Route, Stop } from '../../../shared/domain/plan.ts';
import { planCost } from '../../../shared/domain/plan-cost.ts';
import { constantBatches, scheduleRoute } from '../../../shared/domain/schedule.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { UNREACHABLE_SEC } from '../../../shared/domain/travel.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  anOrder,
  aPickedUpOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  aStore,
  place,
  planarTravel,
} from '../../support/builders.ts';

const TRAVEL = planarTravel([place(0), place(1000)]);

/** What c1 is bound to, then one batch of each of the orders named. */
function planOf(snapshot: Snapshot, ...orderIds: readonly string[]): Plan {
  const facts = factsOf(snapshot);
  const courier = courierOf('c1', facts);
  const start = routeStart(courier, facts) ?? { location: place(0), departAt: snapshot.at };
  const chosen = orderIds.map((orderId) => ({
    stage: 'planned' as const,
    offerId: `north-2-${orderId}`,
    orderIds: [orderId],
    storeId: 'bakery',
    departAt: null,
  }));
  const route = scheduleRoute(
    { courier, start, batches: [...constantBatches(courier, facts), ...chosen] },
    facts,
    TRAVEL,
  );
  const routes = [route];
  return {
    zoneId: 'north',
    plannedAt: snapshot.at,
    routes,
    unassigned: [],
    cost: planCost({ routes, unassigned: [] }, snapshot),
  };
}

const codesOf = (plan: Plan, snapshot: Snapshot): readonly ViolationCode[] =>
  [...new Set(check(plan, snapshot, TRAVEL).map(({ code }) => code))].sort();

/** The plan of o1 alone, made in a world without the order's limits and judged in one with them. */
const judgedFor = (limits: Partial<Order>): readonly ViolationCode[] =>
  codesOf(planOf(aSnapshot(), 'o1'), aSnapshot({ orders: [anOrder(limits)] }));

/** As `judgedFor`, of another world. */
const judgedIn = (changes: Partial<Snapshot>): readonly ViolationCode[] =>
  codesOf(planOf(aSnapshot(), 'o1'), aSnapshot(changes));

/** A good plan of a world, and what the judge says of it with another route. */
function judgedWith(snapshot: Snapshot, change: (route: Route) => Partial<Route>, ...orderIds: readonly string[]) {
  const plan = planOf(snapshot, ...orderIds);
  expect(codesOf(plan, snapshot)).toEqual([]);
  return codesOf({ ...plan, routes: plan.routes.map((route) => ({ ...route, ...change(route) })) }, snapshot);
}

const withStop = (index: number, change: Partial<Stop>) => (route: Route) => ({
  stops: route.stops.map((stop, i) => (i === index ? { ...stop, ...change } : stop)),
});

const withoutStop = (index: number) => (route: Route) => ({ stops: route.stops.filter((_, i) => i !== index) });

// o1: picked up at 120 s, leaves 240, dropped at 1360, over at 1480
describe('the limits of orders', () => {
  it('wants no drop before the window begins', () => {
    expect(judgedFor({ promiseFrom: AT + 1360 })).toEqual([]);
    expect(judgedFor({ promiseFrom: AT + 1361 })).toEqual(['WINDOW_START']);
    expect(judgedFor({ promiseFrom: null })).toEqual([]);
  });

  it('wants no drop after a hard promise', () => {
    const late = { promiseBy: AT + 1359 };

    expect(judgedFor({ ...late, hardPromise: true })).toEqual(['STOP_LATENESS', 'WINDOW_END']);
    expect(judgedFor({ ...late, hardPromise: false })).toEqual(['STOP_LATENESS']);
    expect(judgedFor({ promiseBy: AT + 1360, hardPromise: true })).toEqual([]);
  });

  it('counts from placed and from picked up', () => {
    expect(judgedFor({ maxClickToDoorSec: 1360 })).toEqual([]);
    expect(judgedFor({ maxClickToDoorSec: 1359 })).toEqual(['CLICK_TO_DOOR']);
    expect(judgedFor({ maxPickupToDoorSec: 1240 })).toEqual([]);
    expect(judgedFor({ maxPickupToDoorSec: 1239 })).toEqual(['PICKUP_TO_DOOR']);
  });

  it('wants picking to take its time', () => {
    expect(judgedFor({ pickingSec: 1 })).toEqual(['STOP_SERVICE']);
    expect(judgedWith(aSnapshot({ orders: [anOrder({ pickingSec: 300 })] }), () => ({}), 'o1')).toEqual([]);
  });

  it('wants excluded couriers left alone', () => {
    expect(judgedFor({ excludedCouriers: ['c1'] })).toEqual(['EXCLUDED']);
    expect(judgedFor({ excludedCouriers: ['c2'] })).toEqual([]);
  });

  it('wants a pinned order with nobody else', () => {
    expect(judgedFor({ onlyCourier: 'c2' })).toEqual(['EXCLUDED']);
    expect(judgedFor({ onlyCourier: 'c1' })).toEqual([]);
    expect(judgedFor({ onlyCourier: null })).toEqual([]);
  });

  it('blames nobody for what was agreed before', () => {
    const limits: Partial<Order> = {
      promiseBy: AT - 60,
      hardPromise: true,
      maxClickToDoorSec: 60,
      maxPickupToDoorSec: 60,
      excludedCouriers: ['c1'],
      onlyCourier: 'c2',
    };
    const stores = [aStore({ openHours: [] })];

    for (const order of [anAcceptedOrder(limits), aPickedUpOrder(limits)]) {
      const snapshot = aSnapshot({ orders: [order], stores });
      expect(codesOf(planOf(snapshot), snapshot)).toEqual([]);
    }
  });
});

describe('the hours of a store', () => {
  const open = (...hours: readonly (readonly [number, number])[]): Partial<Snapshot> => ({
    stores: [aStore({ openHours: hours.map(([openAt, closeAt]) => ({ openAt: AT + openAt, closeAt: AT + closeAt })) })],
  });

  it('wants the pickup moment within one of them', () => {
    expect(judgedIn(open([-600, -1], [120, 120]))).toEqual([]);
    expect(judgedIn(open([0, 119], [121, 9000]))).toEqual(['STORE_CLOSED']);
    expect(judgedIn(open())).toEqual(['STORE_CLOSED']);
  });
});

describe('the end of a route', () => {
  const ending = (endsIn: number, overtimeSec: number): Partial<Snapshot> => ({
    couriers: [aCourier({ shift: { startAt: AT - 60, endAt: AT + endsIn, overtimeSec } })],
  });
  const homeward = aSnapshot({ couriers: [aCourier({ endLocation: place(0) })] });

  it('is within the overtime', () => {
    expect(judgedIn(ending(1000, 480))).toEqual([]);
    expect(judgedIn(ending(1000, 479))).toEqual(['OVERTIME']);
    expect(judgedIn(ending(1480, 0))).toEqual([]);
  });

  it('is within the overtime with the way to the end place', () => {
    const within = (overtimeSec: number) => {
      const couriers = [
        aCourier({ shift: { startAt: AT - 60, endAt: AT + 1000, overtimeSec }, endLocation: place(0) }),
      ];
      return codesOf(planOf(homeward, 'o1'), aSnapshot({ couriers }));
    };

    // 1480 + 1000
    expect(within(1480)).toEqual([]);
    expect(within(1479)).toEqual(['OVERTIME']);
  });

  it('is nobody’s fault for a courier without new work', () => {
    const snapshot = aSnapshot({ ...ending(10, 0), orders: [anAcceptedOrder()] });

    expect(codesOf(planOf(snapshot), snapshot)).toEqual([]);
  });

  it('is at the end place, reached in time', () => {
    expect(judgedWith(homeward, withoutStop(2), 'o1')).toEqual(['ROUTE_END', 'ROUTE_TOTALS']);
    expect(judgedWith(homeward, withStop(2, { location: place(1000) }), 'o1')).toEqual(['ROUTE_END', 'ROUTE_TOTALS']);
    expect(judgedWith(homeward, withStop(2, { arriveAt: AT + 2479 }), 'o1')).toEqual(['STOP_ARRIVAL']);
    expect(judgedWith(homeward, withStop(2, { departAt: AT + 2479 }), 'o1')).toEqual(['STOP_SERVICE']);
    expect(judgedWith(homeward, withStop(2, { lateSec: 1 }), 'o1')).toEqual(['STOP_LATENESS']);
    expect(judgedWith(homeward, ({ stops }) => ({ stops: [...stops.slice(2), ...stops.slice(0, 2)] }), 'o1')).toContain(
      'ROUTE_END',
    );
  });

  it('is somewhere to where there is a way', () => {
    const plan = planOf(homeward, 'o1');
    const oneWay = {
      ...TRAVEL,
      seconds: (mode: TravelMode, from: Location, to: Location) =>
        from.lng === 1000 ? UNREACHABLE_SEC : TRAVEL.seconds(mode, from, to),
    };

    expect(check(plan, homeward, oneWay).map(({ code }) => code)).toContain('UNREACHABLE');
  });

  it('is at the last door without an end place', () => {
    expect(codesOf(planOf(homeward, 'o1'), aSnapshot())).toEqual(['ROUTE_END']);
  });
});

describe('breaks', () => {
  const resting = (courier: Partial<Courier>, orders = [anOrder()]): Snapshot =>
    aSnapshot({ couriers: [aCourier(courier)], orders });
  const DUE = { earliestAt: AT + 60, latestAt: AT + 600, durationSec: 600 };
  const due = resting({ breaks: [DUE] });

  it('come before new work that would go on after their latest moment', () => {
    expect(judgedIn({ couriers: [aCourier({ breaks: [{ ...DUE, latestAt: AT + 1480 }] })] })).toEqual([]);
    expect(judgedIn({ couriers: [aCourier({ breaks: [{ ...DUE, latestAt: AT + 1479 }] })] })).toEqual(['BREAK']);
    expect(judgedWith(due, withoutStop(0), 'o1')).toEqual(['BREAK']);
  });

  it('begin in their time, last as long, and are taken on the spot', () => {
    expect(judgedWith(due, withStop(0, { serviceAt: AT + 59 }), 'o1')).toEqual(['BREAK']);
    expect(judgedWith(due, withStop(0, { departAt: AT + 659 }), 'o1')).toEqual(['BREAK']);
    expect(judgedWith(due, withStop(0, { location: place(1000) }), 'o1')).toContain('BREAK');
    expect(judgedWith(due, withStop(0, { orderIds: ['o1'] }), 'o1')).toContain('BREAK');
    expect(judgedWith(due, withStop(0, { arriveAt: AT - 1 }), 'o1')).toEqual(['STOP_ARRIVAL']);
  });

  it('come between batches, before new work, and no more often than the shift has them', () => {
    const misplaced = ({ stops }: Route) => ({ stops: [...stops.slice(1), ...stops.slice(0, 1)] });
    const inside = ({ stops: [rest, pickup, drop] }: Route) => ({
      stops: [pickup, rest, drop].filter((stop) => stop !== undefined),
    });
    const twice = ({ stops }: Route) => ({ stops: [...stops.slice(0, 1), ...stops] });

    expect(judgedWith(due, misplaced, 'o1')).toContain('BREAK');
    expect(judgedWith(due, inside, 'o1')).toContain('BREAK');
    expect(judgedWith(due, twice, 'o1')).toContain('BREAK');
  });

  it('are not asked for before what the courier has accepted', () => {
    const orders = [anAcceptedOrder({ orderId: 'agreed' }), anOrder()];
    const snapshot = resting({ breaks: [DUE] }, orders);
    const plan = planOf(snapshot, 'o1');

    expect(plan.routes[0]?.stops.map(({ kind }) => kind)).toEqual(['pickup', 'dropoff', 'break', 'pickup', 'dropoff']);
    expect(codesOf(plan, snapshot)).toEqual([]);
  });

  it('are over when they are reported or have lapsed', () => {
    expect(
      judgedIn({ couriers: [aCourier({ breaks: [DUE], breakStarts: [AT + 10], breakEndedAt: AT + 10 })] }),
    ).toEqual([]);
    const lapsed = { earliestAt: AT - 2000, latestAt: AT - 601, durationSec: 600 };
    expect(judgedIn({ couriers: [aCourier({ breaks: [lapsed] })] })).toEqual([]);
    expect(judgedIn({ couriers: [aCourier({ breaks: [{ ...lapsed, latestAt: AT - 600 }] })] })).toEqual(['BREAK']);
  });

  it('are not broken off by new work', () => {
    const taken = { breaks: [DUE], breakStarts: [AT - 10] };

    expect(judgedIn({ couriers: [aCourier(taken)] })).toEqual(['BREAK']);
    expect(judgedWith(resting(taken), () => ({}), 'o1')).toEqual([]);
  });
});

describe('a frozen offer', () => {
  const policy = aPolicy({ release: { freezeSec: 60 } });
  const told = [
    anOfferedOrder({ orderId: 'a', departAt: AT + 60 }),
    anOfferedOrder({ orderId: 'b', departAt: AT + 60, offerSequence: 1 }),
  ];
  const couriers = [aCourier(), aCourier({ courierId: 'c2' })];
  const positions = [aPosition(), aPosition({ courierId: 'c2' })];
  const frozen = aSnapshot({ policy, orders: [...told, anOrder()], couriers, positions });
  /** The plan that the search may make of it: the offer is gone. */
  const free = (changes: Partial<Snapshot> = {}) =>
    planOf({ ...frozen, ...changes, policy: aPolicy(), orders: [anOrder(), ...told] }, 'o1', 'a', 'b');

  it('stays with its courier, in its sequence', () => {
    expect(codesOf(planOf(frozen, 'o1'), frozen)).toEqual([]);
    expect(codesOf(free(), frozen)).toEqual(['FROZEN_CHANGED']);
    expect(codesOf({ ...planOf(frozen, 'o1'), routes: [] }, frozen)).toContain('FROZEN_CHANGED');
  });

  it('stays before anything that is still to be chosen', () => {
    const plan = planOf(frozen, 'o1');
    const routes = plan.routes.map((route) => ({ ...route, batches: route.batches.toReversed() }));

    expect(codesOf({ ...plan, routes }, frozen)).toContain('FROZEN_CHANGED');
  });

  it('is held to no limit: it is a fact', () => {
    const orders = told.map((order) => ({ ...order, hardPromise: true, promiseBy: AT - 60, requirements: ['cold'] }));
    const snapshot = { ...frozen, orders };

    expect(codesOf(planOf(snapshot), snapshot)).toEqual([]);
  });

  it('is free again when it departs later, is answered too late, or its courier is gone', () => {
    const later = told.map((order) => ({ ...order, departAt: AT + 61 }));
    const stale = told.map((order) => ({ ...order, offeredAt: AT - 121 }));

    expect(codesOf(free(), { ...frozen, orders: [...later, anOrder()] })).toEqual([]);
    expect(codesOf(free(), { ...frozen, orders: [...stale, anOrder()] })).toEqual([]);
    expect(codesOf(free(), { ...frozen, policy: aPolicy() })).toEqual([]);
    expect(codesOf(free(), { ...frozen, couriers: [aCourier({ status: 'off' })] })).toEqual(['COURIER_OFF']);
  });
});
