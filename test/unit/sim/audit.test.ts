// Each test doctors the log of an honest day in one way, and the audit has to say what was done.
import { describe, expect, it } from 'vitest';
import type { Order } from '../../../shared/domain/order.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import { audit } from '../../../shared/sim/audit/audit.ts';
import { AUDIT_RULES, type AuditRule } from '../../../shared/sim/audit/finding.ts';
import type { Day } from '../../../shared/sim/day.ts';
import type { CourierLog, OrderLog, StopLog, WorldLog } from '../../../shared/sim/world-log.ts';
import { AT, anOrder, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder } from '../../support/days.ts';

type Mutable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer E)[]
    ? Mutable<E>[]
    : { -readonly [K in keyof T]: Mutable<T[K]> };
type Case = Mutable<{ day: Day; log: WorldLog; orders: readonly Order[]; plan: Plan | null }>;

/**
 * c1 accepts o1 and o2 at 60, drives 300 m to the bakery (420 if it set out at 120), picks both up at 660, drops o1 at
 * 1900 (1000 m) and, staying at that door, o2 at 2140.
 */
function honest(): Case {
  const day = aDay({ orders: [aDayOrder({ orderId: 'o1' }), aDayOrder({ orderId: 'o2' })] });
  const offerId = 'north-1-0';
  const deal = (second: number) => ({ courierId: 'c1', offerId, at: AT + second });
  const order = (orderId: string, deliveredAt: number): OrderLog => ({
    orderId,
    placedAt: AT + 60,
    cancelledAt: null,
    offers: [deal(60)],
    acceptances: [{ ...deal(60), endedAt: null }],
    declines: [],
    withdrawals: [],
    pickups: [deal(660)],
    deliveries: [deal(deliveredAt)],
  });
  const stop = (
    kind: StopLog['kind'],
    orderIds: string[],
    metres: number,
    times: [number, number, number],
  ): StopLog => ({
    kind,
    offerId,
    orderIds,
    location: place(metres),
    arriveAt: AT + times[0],
    serviceAt: AT + times[1],
    departAt: AT + times[2],
  });
  const move = (from: number, to: number, departAt: number, arriveAt: number) => ({
    offerId,
    from: place(from),
    to: place(to),
    departAt: AT + departAt,
    arriveAt: AT + arriveAt,
  });
  const courier: CourierLog = {
    courierId: 'c1',
    mode: 'car',
    home: place(-300),
    onAt: AT,
    offAt: null,
    moves: [move(-300, 0, 120, 420), move(0, 1000, 780, 1780)],
    stops: [
      stop('pickup', ['o1', 'o2'], 0, [420, 660, 780]),
      stop('dropoff', ['o1'], 1000, [1780, 1900, 2020]),
      stop('dropoff', ['o2'], 1000, [2020, 2140, 2260]),
    ],
    breaks: [{ location: place(1000), startAt: AT + 2260, endAt: AT + 2860 }],
  };
  const stored = (orderId: string, deliveredAt: number) =>
    anOrder({ orderId, stage: 'delivered', courierId: 'c1', deliveredAt: AT + deliveredAt, pickedUpAt: AT + 660 });
  const log: WorldLog = { orders: [order('o1', 1900), order('o2', 2140)], couriers: [courier] };
  return structuredClone({ day, log, orders: [stored('o1', 1900), stored('o2', 2140)], plan: null }) as Case;
}

function rulesBroken(doctor: (parts: ReturnType<typeof handles>) => void, isUncertain = false): AuditRule[] {
  const one = honest();
  doctor(handles(one));
  const report = audit({
    day: one.day as Day,
    log: one.log as WorldLog,
    orders: one.orders as Order[],
    acknowledged: ['o1', 'o2'],
    lastPlan: one.plan as Plan | null,
    isUncertain,
  });
  return [...new Set(report.findings.map(({ rule }) => rule))];
}

/** The parts of a case that are there, so that tests need not ask. */
function handles(one: Case) {
  const [o1, o2] = one.log.orders;
  const [courier] = one.log.couriers;
  const [toStore, toDoor] = courier?.moves ?? [];
  const [pickup, drop1, drop2] = courier?.stops ?? [];
  const [details] = one.day.orders;
  const [person] = one.day.couriers;
  const [store] = one.day.stores;
  const [rest] = courier?.breaks ?? [];
  if (!store || !rest) throw new Error('the honest day has no store or no break');
  if (!o1 || !o2 || !courier || !toStore || !toDoor || !pickup || !drop1 || !drop2 || !details || !person)
    throw new Error('the honest day is not whole');
  return { one, o1, o2, courier, toStore, toDoor, pickup, drop1, drop2, details, person, store, rest };
}

type Cheat = readonly [rule: AuditRule, what: string, doctor: (parts: ReturnType<typeof handles>) => void];

const CHEATS: readonly Cheat[] = [
  ['LOST', 'an acknowledged order that no store knows', ({ one }) => void one.orders.splice(0, 1)],
  [
    'NOT_IN_PLAN',
    'an open order that the last plan passes over in silence',
    ({ one, o1 }) => {
      one.plan = {
        zoneId: 'north',
        plannedAt: AT + 3000,
        routes: [],
        unassigned: [],
        cost: {},
      } as unknown as Mutable<Plan>;
      o1.pickups = [];
      o1.deliveries = [];
      Object.assign(one.orders[0] ?? {}, { stage: 'open', courierId: null });
    },
  ],
  [
    'DOUBLE_BOUND',
    'an order that two couriers believe to be theirs',
    ({ o1 }) => void o1.acceptances.push({ courierId: 'c2', offerId: 'north-2-0', at: AT + 70, endedAt: null }),
  ],
  [
    'STATE_DIFFERS',
    'an order stored with another delivery than happened',
    ({ one }) => void Object.assign(one.orders[0] ?? {}, { deliveredAt: AT + 1899 }),
  ],
  [
    'ASSIGNED_BEFORE_PLACED',
    'an offer before the order was placed',
    ({ details }) => void (details.placedAt = AT + 61),
  ],
  [
    'PICKUP_BEFORE_READY',
    'a pickup before the order was ready',
    ({ details }) => void (details.order.readyAt = AT + 661),
  ],
  ['PICKUP_AFTER_SHIFT', 'a pickup after the shift', ({ person }) => void (person.courier.shift.endAt = AT + 659)],
  [
    'WORK_BEFORE_SHIFT',
    'a courier on its way before its shift',
    ({ person }) => void (person.courier.shift.startAt = AT + 121),
  ],
  ['NOT_ASSIGNED', 'a pickup by a courier who was not asked', ({ o1 }) => void (o1.acceptances = [])],
  [
    'MOVE_BEFORE_ASSIGNMENT',
    'a courier that set out before it knew',
    ({ toStore }) => void Object.assign(toStore, { departAt: AT + 59 }),
  ],
  [
    'MOVE_UNASSIGNED',
    'a courier that drives to a door without an offer',
    ({ courier, rest }) => {
      const departAt = rest.endAt;
      courier.moves.push({ offerId: null, from: place(1000), to: place(1100), departAt, arriveAt: departAt + 100 });
    },
  ],
  [
    'MOVE_UNASSIGNED',
    'a courier that is sent to a store with orders on board',
    ({ toDoor }) => void Object.assign(toDoor, { offerId: null, to: place(0), arriveAt: toDoor.departAt }),
  ],
  [
    'DELIVERED_WITHOUT_PICKUP',
    'a delivery of what was never picked up',
    ({ o2, pickup }) => {
      o2.pickups = [];
      pickup.orderIds = ['o1'];
    },
  ],
  [
    'TWO_STORES',
    'a bundle of two stores',
    ({ one, details }) => {
      const [bakery] = one.day.stores;
      if (bakery) one.day.stores.push({ ...bakery, storeId: 'brewery' });
      details.order.storeId = 'brewery';
    },
  ],
  [
    'INTERLEAVED',
    'a pickup between the drops of a batch',
    ({ courier, pickup }) => {
      pickup.orderIds = ['o1'];
      courier.stops.splice(1, 0, {
        ...pickup,
        orderIds: ['o2'],
        arriveAt: AT + 780,
        serviceAt: AT + 900,
        departAt: AT + 1020,
      });
    },
  ],
  [
    'TWO_PLACES',
    'a courier that drives off while it hands over',
    ({ toDoor }) => void Object.assign(toDoor, { departAt: AT + 779 }),
  ],
  [
    'TWO_PLACES',
    'a courier that begins elsewhere than it was',
    ({ toStore }) => void Object.assign(toStore, { from: place(-200) }),
  ],
  [
    'WRONG_PLACE',
    'a drop at another door',
    ({ details }) => void Object.assign(details.order.dropoff, { location: place(1001) }),
  ],
  ['TOO_FAST', 'a way faster than travel', ({ toStore }) => void Object.assign(toStore, { departAt: AT + 121 })],
  [
    'SERVICE_CUT_SHORT',
    'a second saved on parking',
    ({ toStore, pickup }) => {
      Object.assign(toStore, { departAt: AT + 241, arriveAt: AT + 541 });
      pickup.arriveAt = AT + 541;
    },
  ],
  ['SERVICE_CUT_SHORT', 'a second saved at the door', ({ drop2 }) => void (drop2.departAt = AT + 2259)],
  ['OVERLOADED', 'more than fits', ({ person }) => void (person.courier.capacity.bags = 1)],
  [
    'SKILL_MISSING',
    'an order that the courier may not carry',
    ({ details }) => void (details.order.requirements = ['age_check']),
  ],
  [
    'PICKUP_WHILE_CLOSED',
    'a pickup a second after closing time',
    ({ store }) => {
      store.openHours = [{ openAt: AT, closeAt: AT + 659 }];
    },
  ],
  [
    'DELIVERED_BEFORE_WINDOW',
    'a drop a second before the order may come',
    ({ details }) => {
      details.order.promiseFrom = AT + 1901;
    },
  ],
  [
    'SERVICE_CUT_SHORT',
    'a departure before an order is picked',
    ({ details }) => {
      details.order.pickingSec = 1;
    },
  ],
  [
    'TWO_PLACES',
    'a drop while the courier is on a break',
    ({ rest }) => {
      rest.startAt = AT + 2259;
    },
  ],
];

describe('the audit', () => {
  it('finds nothing in an honest day', () => {
    expect(rulesBroken(() => {})).toEqual([]);
  });

  it.each(CHEATS)('says %s of %s', (rule, _what, doctor) => {
    expect(rulesBroken(doctor)).toContain(rule);
  });

  it('admits a pickup after the shift on an uncertain day, if it was accepted by its end', () => {
    const endAt = (second: number) => (parts: ReturnType<typeof handles>) =>
      void (parts.person.courier.shift.endAt = AT + second);

    // Accepted at 60, picked up at 660.
    expect(rulesBroken(endAt(60), true)).toEqual([]);
    expect(rulesBroken(endAt(59), true)).toEqual(['PICKUP_AFTER_SHIFT']);
  });

  it('has a cheat for each of its rules', () => {
    expect([...new Set(CHEATS.map(([rule]) => rule))].sort()).toEqual([...AUDIT_RULES].sort());
  });

  it('sees no double binding where the first courier learnt in time that the order is not its own', () => {
    const rules = rulesBroken(
      ({ o1 }) => void o1.acceptances.push({ courierId: 'c2', offerId: 'north-2-0', at: AT + 70, endedAt: AT + 80 }),
    );

    expect(rules).toEqual([]);
  });

  it('knows the least time of a way on the sphere to the second, for each mode', () => {
    const travel = { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 36, bike: 18, foot: 5 } } as const;
    const courier = aDayCourier({ mode: 'bike' }, { lat: 0, lng: 0 });
    const day = aDay({ couriers: [courier], orders: [] });
    // 0.01 degrees of the equator are 1111.95 m as the crow flies, 1445.5 m by road, 289.1 s at 5 m/s.
    const move = (seconds: number) => ({
      offerId: 'x',
      from: { lat: 0, lng: 0 },
      to: { lat: 0, lng: 10_000 },
      departAt: AT,
      arriveAt: AT + seconds,
    });
    const rulesFor = (seconds: number) =>
      audit({
        day: { ...day, zone: { ...day.zone, travel } },
        log: {
          orders: [],
          couriers: [
            {
              courierId: 'c1',
              mode: 'bike',
              home: courier.home,
              onAt: AT,
              offAt: null,
              moves: [move(seconds)],
              stops: [],
              breaks: [],
            },
          ],
        },
        orders: [],
        acknowledged: [],
        lastPlan: null,
      }).findings.map(({ rule }) => rule);

    expect(rulesFor(290)).not.toContain('TOO_FAST');
    expect(rulesFor(287)).toContain('TOO_FAST');
  });
});
