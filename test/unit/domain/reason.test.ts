import { describe, expect, it } from 'vitest';
import type { Courier } from '../../../shared/domain/courier.ts';
import { factsOf } from '../../../shared/domain/facts.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Route } from '../../../shared/domain/plan.ts';
import { Reasons } from '../../../shared/domain/reason.ts';
import { scheduleRoute } from '../../../shared/domain/schedule.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { UNREACHABLE_SEC } from '../../../shared/domain/travel.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  anOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  aStore,
  place,
  planarTravel,
} from '../../support/builders.ts';

const TRAVEL = planarTravel([place(0), place(1000)]);

const reasonOf = (order: Order, changes: Partial<Snapshot> = {}, travel = TRAVEL, routes: readonly Route[] = []) =>
  new Reasons(factsOf(aSnapshot({ orders: [order], ...changes })), travel, routes).of(order);

const two = (first: Parameters<typeof aCourier>[0], second: Parameters<typeof aCourier>[0]): Partial<Snapshot> => ({
  couriers: [aCourier(first), aCourier({ courierId: 'c2', ...second })],
  positions: [aPosition(), aPosition({ courierId: 'c2' })],
});

describe('Reasons', () => {
  it('names the first constraint that nobody passes', () => {
    expect(reasonOf(anOrder(), { stores: [] })).toBe('STORE_UNKNOWN');
    expect(reasonOf(anOrder(), { couriers: [] })).toBe('NO_COURIER_IN_RANGE');
    expect(reasonOf(anOrder(), { positions: [] })).toBe('NO_COURIER_IN_RANGE');
    expect(reasonOf(anOrder({ requirements: ['cold'] }))).toBe('SKILL');
    expect(reasonOf(anOrder({ load: { weightG: 0, volumeMl: 0, bags: 11 } }))).toBe('CAPACITY');
    expect(reasonOf(anOrder({ declinedBy: ['c1'] }))).toBe('DECLINED_BY_ALL');
    expect(reasonOf(anOfferedOrder({ offeredAt: AT - 121 }))).toBe('DECLINED_BY_ALL');
    expect(reasonOf(anOrder(), {}, { ...TRAVEL, seconds: () => UNREACHABLE_SEC })).toBe('UNREACHABLE');
  });

  it('knows that a pickup after the shift is none', () => {
    // at the store; 120 s to park
    const ending = (endsIn: number) => ({ couriers: [aCourier({ shift: { startAt: AT - 60, endAt: AT + endsIn } })] });

    expect(reasonOf(anOrder(), ending(119))).toBe('SHIFT_END');
    expect(reasonOf(anOrder(), ending(120))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder({ readyAt: AT + 121 }), ending(120))).toBe('SHIFT_END');
  });

  it('knows that the operator has excluded somebody, and that this is no decline', () => {
    expect(reasonOf(anOrder({ excludedCouriers: ['c1'] }))).toBe('EXCLUDED');
    expect(reasonOf(anOrder({ excludedCouriers: ['c1'], declinedBy: ['c2'] }), two({}, {}))).toBe('DECLINED_BY_ALL');
    expect(reasonOf(anOrder({ onlyCourier: 'c9' }))).toBe('EXCLUDED');
    expect(reasonOf(anOrder({ onlyCourier: 'c1', declinedBy: ['c1'] }), two({}, {}))).toBe('DECLINED_BY_ALL');
  });

  it('knows that a route after overtime is none', () => {
    // pickup at 120 s, dropped at 1360, over at 1480; home from there is 1000 m
    const ending = (endsIn: number, changes: Partial<Courier> = {}) => ({
      couriers: [aCourier({ shift: { startAt: AT - 60, endAt: AT + endsIn, overtimeSec: 1200 }, ...changes })],
    });

    expect(reasonOf(anOrder(), ending(279))).toBe('SHIFT_END');
    expect(reasonOf(anOrder(), ending(280))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder(), ending(1279, { endLocation: place(0) }))).toBe('SHIFT_END');
    expect(reasonOf(anOrder(), ending(1280, { endLocation: place(0) }))).toBe('SEARCH_LIMIT');
  });

  it('knows that there is no way home', () => {
    const oneWay = {
      ...TRAVEL,
      seconds: (...[mode, from, to]: Parameters<typeof TRAVEL.seconds>) =>
        from.lng === 1000 ? UNREACHABLE_SEC : TRAVEL.seconds(mode, from, to),
    };

    expect(reasonOf(anOrder(), {}, oneWay)).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder(), { couriers: [aCourier({ endLocation: place(0) })] }, oneWay)).toBe('UNREACHABLE');
  });

  it('knows that a store is closed', () => {
    const open = (openAt: number, closeAt: number): Partial<Snapshot> => ({
      stores: [aStore({ openHours: [{ openAt: AT + openAt, closeAt: AT + closeAt }] })],
    });

    expect(reasonOf(anOrder(), { stores: [aStore({ openHours: [] })] })).toBe('STORE_CLOSED');
    expect(reasonOf(anOrder(), open(0, 119))).toBe('STORE_CLOSED');
    expect(reasonOf(anOrder(), open(0, 120))).toBe('SEARCH_LIMIT');
    // the shift ends in three hours
    expect(reasonOf(anOrder(), open(10_801, 20_000))).toBe('STORE_CLOSED');
  });

  it('knows which limit of the order nobody keeps', () => {
    // dropped at 1360 s, 1240 s after the pickup
    expect(reasonOf(anOrder({ hardPromise: true, promiseBy: AT + 1359 }))).toBe('WINDOW');
    expect(reasonOf(anOrder({ hardPromise: true, promiseBy: AT + 1360 }))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder({ promiseBy: AT + 1359 }))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder({ maxClickToDoorSec: 1359 }))).toBe('CLICK_TO_DOOR');
    expect(reasonOf(anOrder({ maxClickToDoorSec: 1360 }))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder({ maxPickupToDoorSec: 1239 }))).toBe('PICKUP_TO_DOOR');
    expect(reasonOf(anOrder({ maxPickupToDoorSec: 1240 }))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder({ maxPickupToDoorSec: 1240, promiseFrom: AT + 2000 }))).toBe('SEARCH_LIMIT');
  });

  it('knows that it was a break', () => {
    const resting = (durationSec: number): Partial<Snapshot> => ({
      couriers: [aCourier({ breaks: [{ earliestAt: AT, latestAt: AT, durationSec }] })],
    });
    const hard = anOrder({ hardPromise: true, promiseBy: AT + 1400 });

    expect(reasonOf(hard, resting(41))).toBe('BREAK');
    expect(reasonOf(hard, resting(40))).toBe('SEARCH_LIMIT');
  });

  it('counts only couriers who passed the constraints before', () => {
    const able = { skills: ['cold'], capacity: { weightG: 1, volumeMl: 1, bags: 1 } };

    expect(reasonOf(anOrder({ requirements: ['cold'] }), two(able, {}))).toBe('CAPACITY');
  });

  it('says that it was the price when carrying costs more than leaving out', () => {
    // dropped after 1360 s at 1000 points a second
    const priced = (unserved: number) => ({ policy: aPolicy({ weights: { unserved, payPerCent: 0 } }) });

    expect(reasonOf(anOrder(), priced(1_360_000))).toBe('COST_OVER_PENALTY');
    expect(reasonOf(anOrder(), priced(1_360_001))).toBe('SEARCH_LIMIT');
    expect(reasonOf(anOrder({ priority: 3 }), priced(1_360_001))).toBe('SEARCH_LIMIT');
  });

  it('takes the price of the order itself', () => {
    const priced = (unservedPct: number) =>
      reasonOf(anOrder({ unservedPct }), { policy: aPolicy({ weights: { unserved: 2_720_000, payPerCent: 0 } }) });

    // dropped after 1360 s at 1000 points a second
    expect(priced(50)).toBe('COST_OVER_PENALTY');
    expect(priced(51)).toBe('SEARCH_LIMIT');
  });

  it('prices an order after everything else that the courier has to do', () => {
    const bound = anAcceptedOrder({ orderId: 'bound' });
    const snapshot = aSnapshot({
      orders: [anOrder(), bound],
      policy: aPolicy({ weights: { unserved: 3_000_000, payPerCent: 0 } }),
    });
    const batches = [
      { offerId: 'north-1-0', storeId: 'bakery', stage: 'accepted', orderIds: ['bound'], departAt: AT },
    ] as const;
    const start = { location: place(0), departAt: AT };
    const route = scheduleRoute({ courier: aCourier(), start, batches }, factsOf(snapshot), TRAVEL);

    // free at the door at 1480; back 1000 + 120 = 2600 pickup; + 120 + 1000 + 120 = 3840 s
    expect(reasonOf(anOrder(), snapshot, TRAVEL, [route])).toBe('COST_OVER_PENALTY');
  });

  it('counts pay, travel and activation into the price', () => {
    const free = { clickToDoorPerSec: 0, latePerSec: 0, severeLatePerSec: 0, payPerCent: 0, unserved: 1000 };
    const priced = (weights: object) =>
      reasonOf(anOrder(), {
        policy: aPolicy({ weights: { ...free, ...weights } }),
        couriers: [aCourier({ deliveredCount: 6 })],
      });

    // 1000 cents above the guarantee, 1000 metres
    expect(priced({})).toBe('SEARCH_LIMIT');
    expect(priced({ payPerCent: 1 })).toBe('COST_OVER_PENALTY');
    expect(priced({ travelPerMeter: 1 })).toBe('COST_OVER_PENALTY');
    expect(priced({ activation: 1000 })).toBe('COST_OVER_PENALTY');
  });

  it('does not count a courier who is off', () => {
    expect(reasonOf(anOrder({ requirements: ['cold'] }), two({ status: 'off', skills: ['cold'] }, {}))).toBe('SKILL');
  });

  it('prices an order after everything else also past the end of a route and its breaks', () => {
    const courier = aCourier({
      endLocation: place(0),
      breaks: [{ earliestAt: AT, latestAt: AT, durationSec: 600 }],
    });
    const snapshot = aSnapshot({
      couriers: [courier],
      orders: [anOrder(), anOrder({ orderId: 'other' })],
      policy: aPolicy({ weights: { clickToDoorPerSec: 0, latePerSec: 0, severeLatePerSec: 0, payPerCent: 0 } }),
    });
    const batch = {
      offerId: 'x',
      storeId: 'bakery',
      stage: 'planned',
      orderIds: ['other'],
      departAt: null,
    } as const;
    const start = { location: place(0), departAt: AT };
    const route = scheduleRoute({ courier, start, batches: [batch] }, factsOf(snapshot), TRAVEL);
    const priced = (unserved: number, maxClickToDoorSec: number) => {
      const weights = { ...snapshot.policy.weights, travelPerMeter: 1, unserved };
      const world = { ...snapshot, policy: { ...snapshot.policy, weights } };
      return reasonOf(anOrder({ maxClickToDoorSec }), world, TRAVEL, [route]);
    };

    // on from the door, not from the end place: 1000 m back, 1000 m there, 1000 m home less the 1000 m home before
    expect(priced(2000, 86_400)).toBe('COST_OVER_PENALTY');
    expect(priced(2001, 86_400)).toBe('SEARCH_LIMIT');
    // 600 break, 1480 at the door of the other, 2080 + 1000 + 120 pickup, + 120 + 1000 + 120 = 4440
    expect(priced(2001, 4440)).toBe('SEARCH_LIMIT');
    expect(priced(2001, 4439)).toBe('COST_OVER_PENALTY');
  });
});
