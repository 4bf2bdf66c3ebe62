import { describe, expect, it } from 'vitest';
import type { ViolationCode } from '../../../shared/domain/check/violation.ts';
import { VIOLATION_CODES } from '../../../shared/domain/check/violation.ts';
import { check } from '../../../shared/domain/check.ts';
import { courierOf, factsOf, routeStart } from '../../../shared/domain/facts.ts';
import type { Batch, Plan, Route, Stop } from '../../../shared/domain/plan.ts';
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

const TRAVEL = planarTravel([place(0), place(300), place(1000)]);
const STORES = [aStore({ location: place(300) }), aStore({ storeId: 'grocer', location: place(0) })];

type Work = readonly [stage: 'planned' | 'offered', offerId: string, orderIds: readonly string[]];

/** A plan for c1: what it is bound to, then the work given; whatever is in no batch is unassigned. */
function planOf(snapshot: Snapshot, ...work: readonly Work[]): Plan {
  const facts = factsOf(snapshot);
  const courier = courierOf('c1', facts);
  const start = routeStart(courier, facts) ?? { location: place(0), departAt: snapshot.at };
  const bound = constantBatches(courier, facts);
  const chosen = work.map(([stage, offerId, orderIds]) => ({
    stage,
    offerId,
    orderIds,
    storeId: 'bakery',
    departAt: null,
  }));
  const route = scheduleRoute({ courier, start, batches: [...bound, ...chosen] }, facts, TRAVEL);
  const carried = new Set(route.batches.flatMap((batch) => batch.orderIds));
  const left = snapshot.orders.filter(({ orderId, closedAt }) => !carried.has(orderId) && closedAt === null);
  const routes = route.batches.length === 0 ? [] : [route];
  const unassigned = left.map(({ orderId }) => ({ orderId, reason: 'SEARCH_LIMIT' as const }));
  return {
    zoneId: 'north',
    plannedAt: snapshot.at,
    routes,
    unassigned,
    cost: planCost({ routes, unassigned }, snapshot),
  };
}

const aWorld = (changes: Partial<Snapshot> = {}): Snapshot => aSnapshot({ stores: STORES, ...changes });

const codesOf = (plan: Plan, snapshot: Snapshot, travel = TRAVEL): readonly ViolationCode[] =>
  [...new Set(check(plan, snapshot, travel).map((violation) => violation.code))].sort();

/** The usual plan: c1 carries o1 and o2 in one batch. */
const ORDERS = [anOrder(), anOrder({ orderId: 'o2' })];
const BOTH: Work = ['planned', 'north-2-0', ['o1', 'o2']];

/** What the judge says of the usual plan in a world that is not what the plan was made from. */
const judgedIn = (changes: Partial<Snapshot>): readonly ViolationCode[] =>
  codesOf(planOf(aWorld({ orders: ORDERS }), BOTH), aWorld({ orders: ORDERS, ...changes }));

/** What the judge says of the usual plan with another route. */
function judgedWith(change: (route: Route) => Partial<Route>): readonly ViolationCode[] {
  const snapshot = aWorld({ orders: ORDERS });
  const plan = planOf(snapshot, BOTH);
  return codesOf({ ...plan, routes: plan.routes.map((route) => ({ ...route, ...change(route) })) }, snapshot);
}

const judgedWithBatch = (change: Partial<Batch>): readonly ViolationCode[] =>
  judgedWith(({ batches }) => ({ batches: batches.map((batch) => ({ ...batch, ...change })) }));

const judgedWithStop = (index: number, change: (stop: Stop) => Partial<Stop>): readonly ViolationCode[] =>
  judgedWith(({ stops }) => ({ stops: stops.map((stop, i) => (i === index ? { ...stop, ...change(stop) } : stop)) }));

describe('check', () => {
  it('has nothing against sound plans', () => {
    const idle = aWorld({ orders: ORDERS });
    expect(codesOf(planOf(idle, BOTH), idle)).toEqual([]);
    expect(codesOf(planOf(idle), idle)).toEqual([]);

    const busy = aWorld({
      orders: [
        aPickedUpOrder({ orderId: 'aboard', offerId: 'a' }),
        anAcceptedOrder({ orderId: 'agreed', offerId: 'b' }),
        anOfferedOrder({ orderId: 'told', offerId: 'c' }),
        anOrder({ orderId: 'free' }),
        anOrder({ orderId: 'gone', stage: 'delivered', closedAt: AT }),
      ],
    });
    expect(codesOf(planOf(busy, ['offered', 'c', ['told']], ['planned', 'd', ['free']]), busy)).toEqual([]);
  });

  it('says what is wrong, with values, where', () => {
    const snapshot = aWorld({ orders: ORDERS });
    const plan = planOf(snapshot, BOTH);

    expect(check({ ...plan, routes: [] }, snapshot, TRAVEL)).toEqual([
      { code: 'ORDER_MISSING', orderId: 'o1', message: 'order o1 is open and has no place' },
      { code: 'ORDER_MISSING', orderId: 'o2', message: 'order o2 is open and has no place' },
    ]);
  });

  it('lists every code once', () => {
    expect(new Set(VIOLATION_CODES).size).toBe(VIOLATION_CODES.length);
  });

  describe('orders', () => {
    it('refuses a plan of another moment or zone', () => {
      expect(judgedIn({ at: AT - 1 })).toContain('OTHER_SNAPSHOT');
    });

    it('wants every order in one place', () => {
      const snapshot = aWorld({ orders: ORDERS });
      const plan = planOf(snapshot, BOTH);

      expect(codesOf({ ...plan, unassigned: [{ orderId: 'o1', reason: 'SKILL' }] }, snapshot)).toEqual([
        'ORDER_REPEATED',
      ]);
      expect(judgedIn({ orders: [...ORDERS, anOrder({ orderId: 'o3' })] })).toEqual(['ORDER_MISSING']);
      expect(judgedIn({ orders: ORDERS.slice(0, 1) })).toEqual(['ORDER_UNKNOWN']);
      expect(judgedIn({ orders: [anOrder(), anOrder({ orderId: 'o2', stage: 'cancelled' })] })).toEqual([
        'ORDER_CLOSED',
      ]);
    });

    it('wants one route a courier', () => {
      const snapshot = aWorld({ orders: ORDERS });
      const plan = planOf(snapshot, BOTH);

      expect(codesOf({ ...plan, routes: [...plan.routes, ...plan.routes] }, snapshot)).toEqual([
        'ORDER_REPEATED',
        'ROUTE_REPEATED',
      ]);
    });
  });

  describe('batches', () => {
    it('keeps a batch to one store, known', () => {
      expect(judgedWithBatch({ storeId: 'grocer' })).toEqual(['BATCH_STORE', 'STOP_PLACE']);
      expect(judgedIn({ stores: [] })).toEqual(['STORE_UNKNOWN']);
    });

    it('keeps a batch to what the policy lets ride together', () => {
      const orders = [anOrder(), anOrder({ orderId: 'o2', readyAt: AT + 200 })];
      const snapshot = (batching: { maxOrders?: number; maxReadyGapSec?: number }) =>
        aWorld({ orders, policy: aPolicy({ batching }) });
      const judged = (world: Snapshot) => codesOf(planOf(world, BOTH), world);

      expect(judged(snapshot({ maxOrders: 1 }))).toEqual(['BATCH_SIZE']);
      expect(judged(snapshot({ maxReadyGapSec: 199 }))).toEqual(['BATCH_READY_GAP']);
      expect(judged(snapshot({ maxReadyGapSec: 200 }))).toEqual([]);
      expect(judgedIn({ orders: [anOrder({ batchable: false }), anOrder({ orderId: 'o2' })] })).toEqual([
        'BATCH_ALONE',
      ]);
    });

    it('does not blame the size of what a courier was told before', () => {
      const orders = [anOfferedOrder(), anOfferedOrder({ orderId: 'o2', offerSequence: 1 })];
      const snapshot = aWorld({ orders, policy: aPolicy({ batching: { maxOrders: 1 } }) });

      expect(codesOf(planOf(snapshot, ['offered', 'north-1-0', ['o1', 'o2']]), snapshot)).toEqual([]);
    });

    it('knows no batch without orders', () => {
      expect(judgedWithBatch({ orderIds: [] })).toContain('BATCH_EMPTY');
    });

    it('wants committed, offered and planned batches in this order', () => {
      const snapshot = aWorld({ orders: [anOfferedOrder(), anOrder({ orderId: 'o2' })] });

      const plan = planOf(snapshot, ['planned', 'north-2-0', ['o2']], ['offered', 'north-1-0', ['o1']]);

      expect(codesOf(plan, snapshot)).toEqual(['BATCH_ORDER']);
    });

    it('calls offered only what the courier was told, just so, and not too long ago', () => {
      const orders = [anOfferedOrder(), anOfferedOrder({ orderId: 'o2', offerSequence: 1 })];
      const judged = (offerId: string, orderIds: readonly string[], world = aWorld({ orders })) =>
        codesOf(planOf(world, ['offered', offerId, orderIds]), world);

      expect(judged('north-1-0', ['o1', 'o2'])).toEqual([]);
      expect(judged('north-1-0', ['o2', 'o1'])).toEqual(['OFFER_CHANGED']);
      expect(judged('north-1-0', ['o1'])).toEqual(['OFFER_CHANGED']);
      expect(judged('north-9-9', ['o1', 'o2'])).toEqual(['OFFER_CHANGED']);
      const old = orders.map((order) => ({ ...order, offeredAt: AT - 121 }));
      expect(judged('north-1-0', ['o1', 'o2'], aWorld({ orders: old }))).toEqual(['OFFER_EXPIRED']);
    });
  });

  describe('couriers', () => {
    it('gives nothing new to who is off, unknown, unskilled or unwilling', () => {
      expect(judgedIn({ couriers: [aCourier({ status: 'off' })] })).toEqual(['COURIER_OFF']);
      expect(judgedIn({ couriers: [] })).toEqual(['COURIER_UNKNOWN']);
      expect(judgedIn({ orders: [anOrder({ requirements: ['cold'] }), anOrder({ orderId: 'o2' })] })).toEqual([
        'SKILL',
      ]);
      expect(judgedIn({ orders: [anOrder({ declinedBy: ['c1'] }), anOrder({ orderId: 'o2' })] })).toEqual(['DECLINED']);
    });

    it.each(['weightG', 'volumeMl', 'bags'] as const)('lets no courier carry more than it can in %s', (dimension) => {
      const twice = { weightG: 2000, volumeMl: 4000, bags: 2 };
      const capacity = { ...twice, [dimension]: twice[dimension] - 1 };

      expect(judgedIn({ couriers: [aCourier({ capacity: twice })] })).toEqual([]);
      expect(judgedIn({ couriers: [aCourier({ capacity })] })).toEqual(['CAPACITY']);
    });

    it('picks up between the shift’s start and end', () => {
      // set out at once, pickup after 300 s of driving and 120 s of parking
      const shift = (startsIn: number, endsIn: number) => [
        aCourier({ shift: { startAt: AT + startsIn, endAt: AT + endsIn } }),
      ];

      expect(judgedIn({ couriers: shift(-60, 420) })).toEqual([]);
      expect(judgedIn({ couriers: shift(-60, 419) })).toEqual(['SHIFT_END']);
      expect(judgedIn({ couriers: shift(1, 3600) })).toEqual(['ROUTE_START', 'SHIFT_START']);
    });

    it('does not blame a courier for what it agreed to', () => {
      const order = anAcceptedOrder({ requirements: ['cold'], declinedBy: ['c1'], batchable: false });
      const couriers = [
        aCourier({ status: 'off', capacity: { weightG: 0, volumeMl: 0, bags: 0 }, shift: { startAt: 0, endAt: 1 } }),
      ];
      const snapshot = aWorld({ orders: [order, { ...order, orderId: 'o2', offerSequence: 1 }], couriers });

      expect(codesOf(planOf(snapshot), snapshot)).toEqual([]);
      const forgotten = { ...snapshot, couriers: [] };
      expect(codesOf(planOf(forgotten), forgotten)).toEqual([]);
    });
  });

  describe('commitments', () => {
    const agreed = [
      anAcceptedOrder({ orderId: 'a1', offerId: 'a', acceptedAt: AT - 50 }),
      anAcceptedOrder({ orderId: 'a2', offerId: 'a', acceptedAt: AT - 50, offerSequence: 1 }),
      anAcceptedOrder({ orderId: 'b1', offerId: 'b', acceptedAt: AT - 40 }),
    ];

    it('refuses to leave out what was agreed', () => {
      const snapshot = aWorld({ orders: ORDERS });
      const now = aWorld({ orders: [anAcceptedOrder(), anOrder({ orderId: 'o2' })] });

      expect(codesOf({ ...planOf(snapshot), plannedAt: AT }, now)).toEqual(['COMMITTED_CHANGED']);
      expect(codesOf(planOf(snapshot, BOTH), now)).toEqual(['COMMITTED_CHANGED']);
    });

    it('refuses other batches or sequences than agreed', () => {
      const snapshot = aWorld({ orders: agreed });
      const judged = (
        change: (batch: Batch) => Partial<Batch>,
        order: (batches: readonly Batch[]) => readonly Batch[] = (b) => b,
      ) => {
        const [route] = planOf(snapshot).routes;
        if (route === undefined) throw new Error('no route');
        const facts = factsOf(snapshot);
        const batches = order(route.batches).map((batch) => ({ ...batch, ...change(batch) }));
        const changed = scheduleRoute({ courier: aCourier(), start: route.start, batches }, facts, TRAVEL);
        return codesOf({ ...planOf(snapshot), routes: [changed] }, snapshot);
      };

      expect(judged(() => ({}))).toEqual([]);
      expect(judged((batch) => ({ orderIds: batch.orderIds.toReversed() }))).toEqual(['COMMITTED_ORDER']);
      expect(
        judged(
          () => ({}),
          (batches) => batches.toReversed(),
        ),
      ).toEqual(['COMMITTED_ORDER']);
      expect(judged(() => ({ offerId: 'a' }))).toEqual(['COMMITTED_CHANGED']);
      expect(judged(() => ({ stage: 'picked_up' }))).toEqual(['COMMITTED_CHANGED']);
    });

    it('refuses to pick up again what is aboard', () => {
      const snapshot = aWorld({ orders: [anAcceptedOrder()] });

      expect(codesOf(planOf(snapshot), aWorld({ orders: [aPickedUpOrder()] }))).toEqual(['COMMITTED_CHANGED']);
    });

    it('refuses to call agreed what is not', () => {
      expect(judgedWithBatch({ stage: 'accepted' })).toEqual(['COMMITTED_CHANGED']);
    });
  });

  describe('stops', () => {
    it('starts a route where and when the courier can', () => {
      expect(judgedIn({ positions: [aPosition({ location: place(1000) })] })).toEqual(['ROUTE_START']);
      expect(judgedIn({ positions: [aPosition({ departAt: AT + 1 })] })).toEqual(['ROUTE_START']);
      expect(judgedIn({ positions: [] })).toEqual(['ROUTE_START']);
      expect(judgedWith(({ start }) => ({ start: { ...start, departAt: AT - 1 } }))).toEqual(['ROUTE_START']);
    });

    it('wants the pickup, then the drops in sequence', () => {
      expect(judgedWith(({ stops }) => ({ stops: stops.slice(1) }))).toEqual(['STOP_SEQUENCE']);
      expect(judgedWith(({ stops }) => ({ stops: stops.toReversed() }))).toEqual(['STOP_SEQUENCE']);
    });

    it('wants stops where stores and doors are', () => {
      expect(judgedWithStop(2, () => ({ location: place(300) }))).toContain('STOP_PLACE');
    });

    it('lets nobody arrive earlier than travel allows', () => {
      expect(judgedWithStop(1, ({ arriveAt }) => ({ arriveAt: arriveAt - 1 }))).toEqual(['STOP_ARRIVAL']);
    });

    it('gives each stop its time', () => {
      expect(judgedWithStop(0, ({ serviceAt }) => ({ serviceAt: serviceAt - 1 }))).toContain('STOP_SERVICE');
      expect(judgedWithStop(2, ({ serviceAt }) => ({ serviceAt: serviceAt - 1 }))).toEqual(['STOP_SERVICE']);
      expect(judgedWithStop(2, ({ departAt }) => ({ departAt: departAt - 1 }))).toEqual(['STOP_SERVICE']);
    });

    it('picks nothing up before it is ready', () => {
      expect(judgedIn({ orders: [anOrder({ readyAt: AT + 421 }), anOrder({ orderId: 'o2' })] })).toEqual([
        'STOP_NOT_READY',
      ]);
    });

    it('wants lateness told as it is', () => {
      expect(judgedWithStop(2, () => ({ lateSec: 1 }))).toEqual(['STOP_LATENESS']);
      expect(judgedIn({ orders: [anOrder({ promiseBy: AT }), anOrder({ orderId: 'o2' })] })).toEqual(['STOP_LATENESS']);
    });

    it('has the courier set out neither before it can nor too late for the pickup', () => {
      expect(judgedWithBatch({ departAt: AT - 1 })).toEqual(['IN_THE_PAST', 'STOP_ARRIVAL']);
      expect(judgedWithBatch({ departAt: AT + 1 })).toEqual(['STOP_ARRIVAL']);
    });

    it('goes nowhere where there is no way', () => {
      const snapshot = aWorld({ orders: ORDERS });
      const cutOff = { ...TRAVEL, seconds: () => UNREACHABLE_SEC };

      expect(codesOf(planOf(snapshot, BOTH), snapshot, cutOff)).toContain('UNREACHABLE');
    });

    it('adds the legs up', () => {
      expect(judgedWith(({ travelSec }) => ({ travelSec: travelSec + 1 }))).toEqual(['ROUTE_TOTALS']);
      expect(judgedWith(({ distanceM }) => ({ distanceM: distanceM - 1 }))).toEqual(['ROUTE_TOTALS']);
    });
  });
});
