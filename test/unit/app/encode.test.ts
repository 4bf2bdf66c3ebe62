import { describe, expect, it } from 'vitest';
import { encode, modesOf, placesOf } from '../../../shared/app/encode.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { FAR } from '../../../shared/solver/problem.ts';
import { validateProblem } from '../../../shared/solver/validate.ts';
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

const encodeIt = (changes: Partial<Snapshot> = {}) => {
  const snapshot = aSnapshot(changes);
  return encode(snapshot, planarTravel(placesOf(snapshot)));
};

const doorAt = (east: number) => ({ location: place(east), accessSec: 10, handoffSec: 20 });

describe('placesOf', () => {
  it('has each place once: where couriers are, stores and doors of what is not closed', () => {
    const snapshot = aSnapshot({
      stores: [aStore(), aStore({ storeId: 'unused', location: place(5) })],
      couriers: [aCourier(), aCourier({ courierId: 'off', status: 'off' })],
      positions: [aPosition({ location: place(7) }), aPosition({ courierId: 'off', location: place(8) })],
      orders: [
        anOrder(),
        anOrder({ orderId: 'o2' }),
        anOrder({ orderId: 'done', stage: 'delivered', dropoff: doorAt(9) }),
      ],
    });

    expect(placesOf(snapshot)).toEqual([place(7), place(0), place(1000)]);
  });

  it('has where a courier is who is off and still carries something', () => {
    const snapshot = aSnapshot({
      couriers: [aCourier({ status: 'off' })],
      positions: [aPosition({ location: place(8) })],
      orders: [aPickedUpOrder()],
    });

    expect(placesOf(snapshot)).toContainEqual(place(8));
  });
});

describe('modesOf', () => {
  it('has the modes of those who have work or may get some, and a car for a forgotten courier', () => {
    const couriers = [
      aCourier({ mode: 'foot' }),
      aCourier({ courierId: 'c2', mode: 'bike', status: 'off' }),
      aCourier({ courierId: 'c3', mode: 'bike' }),
    ];

    expect(modesOf(aSnapshot({ couriers }))).toEqual(['foot']);
    const orders = [aPickedUpOrder({ courierId: 'c2' }), aPickedUpOrder({ orderId: 'o2', courierId: 'gone' })];
    expect(modesOf(aSnapshot({ couriers, orders }))).toEqual(['car', 'bike', 'foot']);
  });
});

describe('encode', () => {
  it('makes a problem that the search can run on, also out of nothing', () => {
    expect(() => validateProblem(encodeIt().problem)).not.toThrow();
    expect(() =>
      validateProblem(encodeIt({ couriers: [], orders: [], stores: [], positions: [] }).problem),
    ).not.toThrow();
  });

  it('counts time from the snapshot’s moment', () => {
    const { problem } = encodeIt({ orders: [anOrder({ placedAt: AT - 60, readyAt: AT + 5, promiseBy: AT + 2340 })] });

    expect([problem.orderPlaced[0], problem.orderReady[0], problem.orderPromise[0]]).toEqual([-60, 5, 2340]);
    // the shift ends in three hours
    expect([problem.courierFree[0], problem.courierEnd[0]]).toEqual([0, 10_800]);
  });

  it('bounds what is absurdly far', () => {
    const { problem } = encodeIt({ orders: [anOrder({ placedAt: 0, readyAt: 0, promiseBy: 4e12 })] });

    expect([problem.orderPlaced[0], problem.orderPromise[0]]).toEqual([-(2 ** 29), 2 ** 29]);
  });

  it('takes open and offered orders of known stores, sorted by id', () => {
    const { index, problem } = encodeIt({
      couriers: [],
      orders: [
        anOrder({ orderId: 'z' }),
        anOfferedOrder({ orderId: 'b' }),
        anOrder({ orderId: 'a', storeId: 'unknown' }),
        anAcceptedOrder({ orderId: 'c' }),
        anOrder({ orderId: 'd', stage: 'delivered' }),
      ],
    });

    expect(index.orders.map((order) => order.orderId)).toEqual(['b', 'z']);
    expect([problem.numOrders, problem.numStores]).toEqual([2, 1]);
  });

  it('takes couriers who may get work, sorted by id', () => {
    const ids = ['c9', 'c2', 'off', 'over', 'lost'];
    const couriers = [
      aCourier({ courierId: 'c9' }),
      aCourier({ courierId: 'c2' }),
      aCourier({ courierId: 'off', status: 'off' }),
      aCourier({ courierId: 'over', shift: { startAt: AT - 60, endAt: AT } }),
      aCourier({ courierId: 'lost' }),
    ];
    const positions = ids.filter((id) => id !== 'lost').map((courierId) => aPosition({ courierId }));

    const { index } = encodeIt({ couriers, positions });

    expect(index.couriers.map((courier) => courier.courierId)).toEqual(['c2', 'c9']);
  });

  it('turns what a courier is bound to into where and when it is free, and what it is paid for', () => {
    const orders = [aPickedUpOrder(), aPickedUpOrder({ orderId: 'o2', offerSequence: 1, dropoff: doorAt(1500) })];
    const snapshot = aSnapshot({
      orders,
      positions: [aPosition({ departAt: AT })],
      couriers: [aCourier({ deliveredCount: 3 })],
    });
    const travel = planarTravel(placesOf(snapshot));

    const { problem } = encode(snapshot, travel);

    // o1: 1000 + 120, leaves 1240; o2: 1240 + 500 + 10 = 1750, leaves 1770
    expect(problem.courierFree[0]).toBe(1770);
    expect(travel.places[problem.courierNode[0] ?? -1]).toEqual(place(1500));
    expect([problem.courierOrders[0], problem.courierActive[0]]).toEqual([5, 1]);
    // four hours at 1500 cents
    expect([problem.courierPayPerOrder[0], problem.courierGuarantee[0]]).toEqual([1000, 6000]);
  });

  it('lets a courier carry what it has the skills for and has not turned down', () => {
    const couriers = [aCourier({ skills: ['cold'] }), aCourier({ courierId: 'c2' })];
    const positions = [aPosition(), aPosition({ courierId: 'c2' })];
    const orders = [
      anOrder({ orderId: 'a', requirements: ['cold'] }),
      anOrder({ orderId: 'b', declinedBy: ['c1'] }),
      anOfferedOrder({ orderId: 'c', offeredAt: AT - 121 }),
      anOfferedOrder({ orderId: 'd' }),
    ];

    const { problem } = encodeIt({ couriers, positions, orders });

    // rows: a, b, c (offered to c1 too long ago), d; columns: c1, c2
    expect([...problem.allowed]).toEqual([1, 0, 0, 1, 0, 1, 1, 1]);
    expect([...problem.orderIncumbent]).toEqual([-1, -1, -1, 0]);
  });

  it('lays travel out by profile, with no time within a place', () => {
    const snapshot = aSnapshot({
      couriers: [aCourier({ mode: 'foot' }), aCourier({ courierId: 'c2', mode: 'car' })],
      positions: [aPosition(), aPosition({ courierId: 'c2' })],
    });
    const plain = planarTravel(placesOf(snapshot));
    const seconds = {
      car: Int32Array.of(9, 100, 110, 9),
      bike: Int32Array.of(0, 0, 0, 0),
      foot: Int32Array.of(9, 700, 710, 9),
    };

    const { problem } = encode(snapshot, { ...plain, secondsOf: (mode) => seconds[mode] });

    expect(problem.numProfiles).toBe(2);
    expect([...problem.travelSeconds]).toEqual([0, 100, 110, 0, 0, 700, 710, 0]);
    expect([...problem.courierProfile]).toEqual([1, 0]);
  });

  it('leaves limits out that nobody has', () => {
    const { problem } = encodeIt();

    expect([problem.orderOpens[0], problem.orderCloses[0], problem.orderMaxRide[0]]).toEqual([-FAR, FAR, FAR]);
    expect([problem.orderPicking[0], problem.orderUnserved[0]]).toEqual([0, 20_000_000]);
    expect([problem.courierClose[0], problem.courierEndNode[0]]).toEqual([FAR, -1]);
    expect([[...problem.storeHoursFirst], [...problem.breakFirst]]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('has the limits of orders in seconds from the snapshot', () => {
    const orders = [
      anOrder({ orderId: 'a', promiseFrom: AT + 600, promiseBy: AT + 1800, maxPickupToDoorSec: 900, pickingSec: 300 }),
      anOrder({ orderId: 'b', placedAt: AT - 60, hardPromise: true, maxClickToDoorSec: 3000 }),
      anOrder({ orderId: 'c', placedAt: AT - 60, hardPromise: true, maxClickToDoorSec: 2400 }),
      anOrder({ orderId: 'd', priority: 3, unservedPct: 50 }),
    ];

    const { problem } = encodeIt({ orders });

    expect([...problem.orderOpens]).toEqual([600, -FAR, -FAR, -FAR]);
    expect([...problem.orderCloses]).toEqual([FAR, 2400, 2340, FAR]);
    expect([...problem.orderMaxRide]).toEqual([900, FAR, FAR, FAR]);
    expect([...problem.orderPicking]).toEqual([300, 0, 0, 0]);
    expect([...problem.orderUnserved]).toEqual([20_000_000, 20_000_000, 20_000_000, 30_000_000]);
  });

  it('has the hours of stores that are not over; one that does not open any more closed long ago', () => {
    const hours = (openAt: number, closeAt: number) => ({ openAt: AT + openAt, closeAt: AT + closeAt });
    const stores = [
      aStore({ storeId: 'a', openHours: [hours(-9000, -1), hours(-600, 0), hours(900, 1800)] }),
      aStore({ storeId: 'b' }),
      aStore({ storeId: 'c', openHours: [hours(-9000, -1)] }),
    ];
    const orders = ['a', 'b', 'c'].map((storeId) => anOrder({ orderId: storeId, storeId }));

    const { problem } = encodeIt({ stores, orders });

    expect([...problem.storeHoursFirst]).toEqual([0, 2, 2, 3]);
    expect([...problem.storeHours]).toEqual([-600, 0, 900, 1800, -FAR, -FAR]);
    expect(() => validateProblem(problem)).not.toThrow();
  });

  it('has the breaks still to come, the latest end of a route, and where it ends', () => {
    const breaks = [
      { earliestAt: AT - 60, latestAt: AT, durationSec: 300 },
      { earliestAt: AT + 600, latestAt: AT + 900, durationSec: 1200 },
    ];
    const shift = { startAt: AT - 60, endAt: AT + 3600, overtimeSec: 600 };
    const couriers = [
      aCourier({ courierId: 'a', shift, breaks, endLocation: place(77) }),
      aCourier({ courierId: 'b', breaks, breakStarts: [AT - 30] }),
    ];
    const positions = [aPosition({ courierId: 'a' }), aPosition({ courierId: 'b' })];
    const snapshot = aSnapshot({ couriers, positions });
    const travel = planarTravel(placesOf(snapshot));

    const { problem } = encode(snapshot, travel);

    expect([...problem.breakFirst]).toEqual([0, 2, 3]);
    expect([...problem.breaks]).toEqual([-60, 0, 300, 600, 900, 1200, 600, 900, 1200]);
    expect([...problem.courierClose]).toEqual([4200, FAR]);
    expect(travel.places[problem.courierEndNode[0] ?? -1]).toEqual(place(77));
    expect(problem.courierEndNode[1]).toBe(-1);
    // b is back at 270
    expect([...problem.courierFree]).toEqual([0, 270]);
  });

  it('takes a frozen offer as bound work', () => {
    const orders = [anOfferedOrder({ orderId: 'a', departAt: AT + 30 }), anOrder({ orderId: 'b' })];

    const { index, problem } = encodeIt({ orders, policy: aPolicy({ release: { freezeSec: 60 } }) });

    expect(index.orders.map((order) => order.orderId)).toEqual(['b']);
    // departs at 30 from the store itself; 30 + 120 + 120 + 1000 + 120 + 120
    expect([problem.courierFree[0], problem.courierOrders[0], problem.courierActive[0]]).toEqual([1510, 1, 1]);
  });

  it('refuses a travel matrix of other places', () => {
    expect(() => encode(aSnapshot(), planarTravel([place(3)]))).toThrow('not in the travel matrix');
  });
});

describe('the warm start', () => {
  const lastPlan = (batches: readonly (readonly string[])[], unassigned: Plan['unassigned'] = []): Plan => ({
    zoneId: 'north',
    plannedAt: AT - 60,
    routes: [
      {
        courierId: 'c1',
        start: { location: place(0), departAt: AT - 60 },
        batches: batches.map((orderIds) => ({
          offerId: 'x',
          storeId: 'bakery',
          stage: 'planned',
          orderIds,
          departAt: AT,
        })),
        stops: [],
        travelSec: 0,
        distanceM: 0,
      },
    ],
    unassigned,
    cost: {
      clickToDoor: 0,
      late: 0,
      severeLate: 0,
      unserved: 0,
      pay: 0,
      travel: 0,
      activation: 0,
      change: 0,
      total: 0,
    },
  });

  it('is empty queues without a last plan', () => {
    expect(encodeIt().warmStart).toEqual([[]]);
  });

  it('is the last plan without what is closed, bound or gone', () => {
    const orders = [
      anOrder({ orderId: 'a' }),
      anOrder({ orderId: 'b', stage: 'cancelled' }),
      anAcceptedOrder({ orderId: 'c' }),
      anOrder({ orderId: 'd' }),
    ];

    const { warmStart } = encodeIt({ orders, lastPlan: lastPlan([['c'], ['d', 'b', 'a'], ['vanished']]) });

    // indices: a 0, d 1
    expect(warmStart).toEqual([[[1, 0]]]);
  });

  it('begins with offers that the last plan does not speak of', () => {
    const orders = [anOfferedOrder({ orderId: 'a' }), anOrder({ orderId: 'b' })];

    expect(encodeIt({ orders, lastPlan: lastPlan([['b']]) }).warmStart).toEqual([[[0], [1]]]);
    expect(encodeIt({ orders, lastPlan: lastPlan([['b', 'a']]) }).warmStart).toEqual([[[1, 0]]]);
    expect(encodeIt({ orders, lastPlan: lastPlan([['b']], [{ orderId: 'a', reason: 'SKILL' }]) }).warmStart).toEqual([
      [[1]],
    ]);
  });
});
