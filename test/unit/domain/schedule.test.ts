import { describe, expect, it } from 'vitest';
import type { Courier } from '../../../shared/domain/courier.ts';
import { factsOf } from '../../../shared/domain/facts.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { type BatchToSchedule, constantBatches, freeFrom, scheduleRoute } from '../../../shared/domain/schedule.ts';
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

// One metre a second; the store is 300 m from the start, the doors 1000 m and 1400 m east of the origin.
const STORE = aStore({ location: place(300) });
const FAR_DOOR = { location: place(1400), accessSec: 60, handoffSec: 30 };
const TRAVEL = planarTravel([place(0), place(300), place(1000), place(1400)]);

const aBatch = (changes: Partial<BatchToSchedule> = {}): BatchToSchedule => ({
  offerId: 'north-2-0',
  storeId: 'bakery',
  stage: 'planned',
  orderIds: ['o1'],
  departAt: null,
  ...changes,
});

function schedule(
  orders: readonly Order[],
  batches: readonly BatchToSchedule[],
  departAt = AT,
  prepSlackPct = 0,
  store = STORE,
) {
  const policy = aPolicy({ release: { prepSlackPct } });
  const facts = factsOf(aSnapshot({ stores: [store], orders, policy }));
  return scheduleRoute({ courier: aCourier(), start: { location: place(0), departAt }, batches }, facts, TRAVEL);
}

describe('scheduleRoute', () => {
  it('drives, parks, picks up, drives and drops', () => {
    const route = schedule([anOrder()], [aBatch()]);

    // pickup: 0 + 300 drive = 300, + 120 parking = 420, + 120 handover = 540
    // drop: 540 + 700 drive = 1240, + 120 to the door = 1360, + 120 handing over = 1480
    expect(route.stops.map((stop) => [stop.kind, stop.arriveAt - AT, stop.serviceAt - AT, stop.departAt - AT])).toEqual(
      [
        ['pickup', 300, 420, 540],
        ['dropoff', 1240, 1360, 1480],
      ],
    );
    expect(route.batches[0]?.departAt).toBe(AT);
    expect([route.travelSec, route.distanceM]).toEqual([1000, 1000]);
  });

  it('sets out just in time for an order that is not ready', () => {
    const route = schedule([anOrder({ readyAt: AT + 1000 })], [aBatch()]);

    // pickup at 1000; 1000 - 120 parking = 880 arrive; 880 - 300 drive = 580 set out
    expect(route.batches[0]?.departAt).toBe(AT + 580);
    expect(route.stops[0]).toMatchObject({ arriveAt: AT + 880, serviceAt: AT + 1000, departAt: AT + 1120 });
  });

  it('sets out sooner by the slack for estimates, but not before it is free', () => {
    const order = anOrder({ readyAt: AT + 1000 });
    const early = schedule([order], [aBatch()], AT, 24);
    const earliest = schedule([order], [aBatch()], AT + 400, 24);
    const late = schedule([order], [aBatch()], AT + 650, 24);

    // Just in time it would set out at 580; with 24 % of the 1000 seconds of preparation at 340. The pickup stays at 1000.
    expect(early.batches[0]?.departAt).toBe(AT + 340);
    expect(early.stops[0]).toMatchObject({ arriveAt: AT + 640, serviceAt: AT + 1000 });
    expect(earliest.batches[0]?.departAt).toBe(AT + 400);
    // 650 + 300 + 120 = 1070.
    expect(late.stops[0]).toMatchObject({ arriveAt: AT + 950, serviceAt: AT + 1070 });
  });

  it('has the slack of the order that may well be ready last, and none where the pickup waits for something else', () => {
    const orders = [anOrder({ readyAt: AT + 1000 }), anOrder({ orderId: 'o2', placedAt: AT + 900, readyAt: AT + 960 })];
    const batch = aBatch({ orderIds: ['o1', 'o2'] });
    const opensAt = AT + 1200;
    const shut = aStore({ location: place(300), openHours: [{ openAt: opensAt, closeAt: AT + 9000 }] });

    // o1 may be ready at 760, o2 at 960 - 14 = 946: 54 sooner than both, and 580 - 54 = 526.
    expect(schedule(orders, [batch], AT, 24).batches[0]?.departAt).toBe(AT + 526);
    // Just in time for the opening: 1200 - 120 - 300.
    expect(schedule(orders, [batch], AT, 24, shut).batches[0]?.departAt).toBe(AT + 780);
  });

  it('waits for the last of a batch and drops in sequence, late where the promise is broken', () => {
    const orders = [
      anOrder({ readyAt: AT + 500, promiseBy: AT + 1000 }),
      anOrder({ orderId: 'o2', readyAt: AT + 600, dropoff: FAR_DOOR }),
    ];

    const { stops } = schedule(orders, [aBatch({ orderIds: ['o1', 'o2'] })]);

    // pickup 600, leaves 720; o1: 720 + 700 + 120 = 1540, 540 late, leaves 1660; o2: 1660 + 400 + 60 = 2120
    expect(stops.map((stop) => [stop.orderIds, stop.serviceAt - AT, stop.lateSec])).toEqual([
      [['o1', 'o2'], 600, 0],
      [['o1'], 1540, 540],
      [['o2'], 2120, 0],
    ]);
  });

  it('takes one batch after the other', () => {
    const { stops, batches } = schedule(
      [anOrder(), anOrder({ orderId: 'o2' })],
      [aBatch(), aBatch({ offerId: 'north-2-1', orderIds: ['o2'] })],
    );

    // free at 1480 at the door; back 700 to the store: 2180 + 120 = 2300
    expect(batches[1]?.departAt).toBe(AT + 1480);
    expect(stops[2]).toMatchObject({ kind: 'pickup', arriveAt: AT + 2180, serviceAt: AT + 2300 });
  });

  it('drops at a door where it is already without driving', () => {
    const { stops } = schedule([anOrder(), anOrder({ orderId: 'o2' })], [aBatch({ orderIds: ['o1', 'o2'] })]);

    expect(stops[2]?.arriveAt).toBe(stops[1]?.departAt);
  });

  it('estimates what should have happened and was not reported for now', () => {
    const order = anAcceptedOrder();
    const bound = aBatch({ stage: 'accepted', departAt: AT - 3000 });

    const { stops, batches } = schedule([order], [bound], AT - 3000);

    // arrived 2700 ago by the book, picked up now; drop: 0 + 120 + 700 + 120 = 940
    expect(stops[0]).toMatchObject({ arriveAt: AT - 2700, serviceAt: AT, departAt: AT + 120 });
    expect(stops[1]?.serviceAt).toBe(AT + 940);
    expect(batches[0]?.departAt).toBe(AT - 3000);
  });

  it('has only drops for what is aboard', () => {
    const { stops } = schedule([aPickedUpOrder()], [aBatch({ stage: 'picked_up', departAt: AT - 600 })], AT - 2000);

    // at the door 1000 ago by the book, so: now
    expect(stops).toHaveLength(1);
    expect(stops[0]).toMatchObject({ kind: 'dropoff', arriveAt: AT - 1000, serviceAt: AT, departAt: AT + 120 });
  });

  it('begins new work neither in the past nor before the shift', () => {
    const courier = aCourier({ shift: { startAt: AT + 50, endAt: AT + 7200 } });
    const facts = factsOf(aSnapshot({ stores: [STORE] }));
    const start = { location: place(0), departAt: AT - 500 };

    const route = scheduleRoute({ courier, start, batches: [aBatch()] }, facts, TRAVEL);

    expect(route.batches[0]?.departAt).toBe(AT + 50);
  });

  it('takes a courier bound to a store without settings to be there', () => {
    const facts = factsOf(aSnapshot({ stores: [], orders: [anAcceptedOrder()] }));
    const batches = [aBatch({ stage: 'accepted', departAt: AT })];

    const { stops } = scheduleRoute(
      { courier: aCourier(), start: { location: place(0), departAt: AT }, batches },
      facts,
      TRAVEL,
    );

    expect(stops[0]).toMatchObject({ location: place(0), arriveAt: AT, serviceAt: AT, departAt: AT });
  });

  it('refuses new work for a store or order that nobody knows', () => {
    expect(() => schedule([anOrder()], [aBatch({ storeId: 'nowhere' })])).toThrow('store nowhere');
    expect(() => schedule([], [aBatch()])).toThrow('order o1');
  });
});

describe('scheduleRoute with breaks', () => {
  const break_ = (earliest: number, latest: number) => ({
    earliestAt: AT + earliest,
    latestAt: AT + latest,
    durationSec: 600,
  });
  const kindsAndMoments = (changes: Partial<Courier>, batches = [aBatch()], orders = [anOrder()]) => {
    const courier = aCourier(changes);
    const facts = factsOf(aSnapshot({ stores: [STORE], orders, couriers: [courier] }));
    const start = { location: place(0), departAt: AT };
    const { stops } = scheduleRoute({ courier, start, batches }, facts, TRAVEL);
    return stops.map(({ kind, serviceAt }) => [kind, serviceAt - AT]);
  };

  it('takes a break at once when its time has come, and then goes on', () => {
    // a pickup at 420 without the break; the batch ends at 1480
    expect(kindsAndMoments({ breaks: [break_(0, 5000)] })).toEqual([
      ['break', 0],
      ['pickup', 1020],
      ['dropoff', 1960],
    ]);
  });

  it('carries on when the batch is over by the latest moment of the break', () => {
    expect(kindsAndMoments({ breaks: [break_(60, 1480)] }).map(([kind]) => kind)).toEqual(['pickup', 'dropoff']);
  });

  it('takes a break before a batch that would last longer, when the break may begin', () => {
    expect(kindsAndMoments({ breaks: [break_(60, 1479)] })).toEqual([
      ['break', 60],
      ['pickup', 1080],
      ['dropoff', 2020],
    ]);
  });

  it('takes one break after the other', () => {
    // the first until 600, the second from 900 to 1500, then 300 + 120
    const breaks = [break_(0, 100), break_(900, 1000)];

    expect(kindsAndMoments({ breaks })).toEqual([
      ['break', 0],
      ['break', 900],
      ['pickup', 1920],
      ['dropoff', 2860],
    ]);
  });

  it('takes a break between two batches, where the courier is', () => {
    const orders = [anOrder(), anOrder({ orderId: 'o2' })];
    const batches = [aBatch(), aBatch({ offerId: 'north-2-1', orderIds: ['o2'] })];

    // free at 1480 at the door; back from there after 2080: 2080 + 700 + 120
    expect(kindsAndMoments({ breaks: [break_(1000, 2000)] }, batches, orders).slice(2, 4)).toEqual([
      ['break', 1480],
      ['pickup', 2900],
    ]);
  });

  it('has no break before what the courier has accepted, none after the last batch, and none that began', () => {
    const accepted = [aBatch({ stage: 'accepted', departAt: AT })];

    expect(kindsAndMoments({ breaks: [break_(0, 10)] }, accepted, [anAcceptedOrder()])).toHaveLength(2);
    expect(kindsAndMoments({ breaks: [break_(1480, 1600)] })).toHaveLength(2);
    expect(kindsAndMoments({ breaks: [break_(0, 10)], breakStarts: [AT] })).toHaveLength(2);
  });
});

describe('scheduleRoute with an end place', () => {
  const courier = aCourier({ endLocation: place(1400) });
  const start = { location: place(0), departAt: AT };

  it('leads new work on to it', () => {
    const facts = factsOf(aSnapshot({ stores: [STORE] }));

    const route = scheduleRoute({ courier, start, batches: [aBatch()] }, facts, TRAVEL);

    // leaves the door at 1480, 400 m on
    expect(route.stops.at(-1)).toEqual({
      kind: 'end',
      location: place(1400),
      orderIds: [],
      arriveAt: AT + 1880,
      serviceAt: AT + 1880,
      departAt: AT + 1880,
      lateSec: 0,
    });
    expect([route.travelSec, route.distanceM]).toEqual([1400, 1400]);
  });

  it('leaves a courier without new work where it is', () => {
    const facts = factsOf(aSnapshot({ stores: [STORE], orders: [anAcceptedOrder()] }));
    const batches = [aBatch({ stage: 'accepted', departAt: AT })];

    expect(scheduleRoute({ courier, start, batches }, facts, TRAVEL).stops).toHaveLength(2);
  });
});

describe('scheduleRoute with a frozen offer', () => {
  it('departs as told, whatever break is due', () => {
    const courier = aCourier({ breaks: [{ earliestAt: AT, latestAt: AT, durationSec: 600 }] });
    const facts = factsOf(
      aSnapshot({
        stores: [STORE],
        couriers: [courier],
        orders: [anOfferedOrder({ departAt: AT + 30 })],
        policy: aPolicy({ release: { freezeSec: 60 } }),
      }),
    );

    const route = scheduleRoute(
      { courier, start: { location: place(0), departAt: AT }, batches: constantBatches(courier, facts) },
      facts,
      TRAVEL,
    );

    expect(route.batches).toMatchObject([{ stage: 'offered', offerId: 'north-1-0', departAt: AT + 30 }]);
    // 30 + 300 + 120
    expect(route.stops.map(({ kind, serviceAt }) => [kind, serviceAt - AT])[0]).toEqual(['pickup', 450]);
    expect(freeFrom(courier, facts, TRAVEL)).toEqual({ location: place(1000), departAt: AT + 1510 });
  });
});

describe('freeFrom', () => {
  it('is the last door of what the courier is bound to', () => {
    const facts = factsOf(
      aSnapshot({ stores: [STORE], orders: [aPickedUpOrder()], positions: [aPosition({ departAt: AT })] }),
    );

    // 1000 drive + 120 to the door + 120 handing over
    expect(freeFrom(aCourier(), facts, TRAVEL)).toEqual({ location: place(1000), departAt: AT + 1240 });
  });

  it('is where an idle courier is, now; and unknown without a position', () => {
    expect(freeFrom(aCourier(), factsOf(aSnapshot()), TRAVEL)).toEqual({ location: place(0), departAt: AT });
    expect(freeFrom(aCourier(), factsOf(aSnapshot({ positions: [] })), TRAVEL)).toBeNull();
  });
});
