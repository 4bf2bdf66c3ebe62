import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../shared/domain/facts.ts';
import { deliveryCost, planCost, shiftGuarantee } from '../../../shared/domain/plan-cost.ts';
import { scheduleRoute } from '../../../shared/domain/schedule.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import {
  AT,
  aCourier,
  anOfferedOrder,
  anOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  place,
  planarTravel,
} from '../../support/builders.ts';

const TRAVEL = planarTravel([place(0), place(1000)]);
const NO_WEIGHTS = {
  clickToDoorPerSec: 0,
  latePerSec: 0,
  severeLatePerSec: 0,
  unserved: 0,
  payPerCent: 0,
  travelPerMeter: 0,
  activation: 0,
  changeOffered: 0,
};

/** c1 carries o1 from the store at the origin to its door: dropped 0 + 120 + 120 + 1000 + 120 = 1360 s from now. */
function costOf(weights: Partial<typeof NO_WEIGHTS>, changes: Partial<Snapshot> = {}, severeLateSec = 1200) {
  const policy = aPolicy({ weights: { ...NO_WEIGHTS, ...weights }, severeLateSec });
  const snapshot = aSnapshot({ policy, ...changes });
  const batches = [{ offerId: 'x', storeId: 'bakery', stage: 'planned', orderIds: ['o1'], departAt: null }] as const;
  const [courier = aCourier()] = snapshot.couriers;
  const start = { location: place(0), departAt: AT };
  const route = scheduleRoute({ courier, start, batches }, factsOf(snapshot), TRAVEL);
  return planCost({ routes: [route], unassigned: [] }, snapshot);
}

describe('planCost', () => {
  it('charges every second from placed to the door, times priority', () => {
    const orders = [anOrder({ placedAt: AT - 140, priority: 3 })];

    // 3 * (1360 + 140) * 1000
    expect(costOf({ clickToDoorPerSec: 1000 }, { orders }).clickToDoor).toBe(4_500_000);
  });

  it('charges lateness, and once more what is beyond severe', () => {
    const orders = [anOrder({ promiseBy: AT + 360, priority: 2 })];

    const cost = costOf({ latePerSec: 5, severeLatePerSec: 7 }, { orders }, 400);

    // late 1000 s: 2 * 1000 * 5; beyond severe 600 s: 2 * 600 * 7
    expect([cost.late, cost.severeLate]).toEqual([10_000, 8_400]);
  });

  it('charges unserved orders by priority', () => {
    const orders = [anOrder({ priority: 4 }), anOrder({ orderId: 'o2', priority: 1 })];
    const snapshot = aSnapshot({ orders, policy: aPolicy({ weights: { unserved: 100 } }) });
    const unassigned = orders.map(({ orderId }) => ({ orderId, reason: 'SKILL' as const }));

    expect(planCost({ routes: [], unassigned }, snapshot).unserved).toBe(500);
  });

  it('charges pay above the guarantee of the shift only', () => {
    const withCount = (deliveredCount: number) => [aCourier({ deliveredCount })];

    // guarantee: 4 h * 1500 = 6000 cents = 6 orders of 1000
    expect(costOf({ payPerCent: 15 }, { couriers: withCount(5) }).pay).toBe(0);
    expect(costOf({ payPerCent: 15 }, { couriers: withCount(6) }).pay).toBe(15_000);
  });

  it('counts what a courier without a route has earned already', () => {
    const couriers = [aCourier(), aCourier({ courierId: 'c2', deliveredCount: 8 })];

    // 8 * 1000 - 6000
    expect(costOf({ payPerCent: 1 }, { couriers }).pay).toBe(2000);
  });

  it('charges metres and the activation of a courier who had nothing', () => {
    expect(costOf({ travelPerMeter: 2, activation: 50 })).toMatchObject({ travel: 2000, activation: 50, total: 2050 });
  });

  it('does not charge activation for a courier who was told of something', () => {
    const orders = [anOrder(), anOfferedOrder({ orderId: 'o2' })];

    expect(costOf({ activation: 50 }, { orders }).activation).toBe(0);
  });

  it('charges an offered order that is not with the courier who was told, as long as the offer stands', () => {
    const others = {
      couriers: [aCourier(), aCourier({ courierId: 'c2' })],
      positions: [aPosition(), aPosition({ courierId: 'c2' })],
    };
    const told = (courierId: string, offeredAt: number) => ({
      ...others,
      orders: [anOfferedOrder({ courierId, offeredAt })],
    });

    expect(costOf({ changeOffered: 9 }, told('c1', AT)).change).toBe(0);
    expect(costOf({ changeOffered: 9 }, told('c2', AT)).change).toBe(9);
    expect(costOf({ changeOffered: 9 }, told('c2', AT - 500)).change).toBe(0);
  });

  it('charges an optional order by its own share, in whole points', () => {
    const orders = [
      anOrder({ priority: 3, unservedPct: 50 }),
      anOrder({ orderId: 'o2', unservedPct: 0 }),
      anOrder({ orderId: 'o3', unservedPct: 1 }),
    ];
    const snapshot = aSnapshot({ orders, policy: aPolicy({ weights: { unserved: 101 } }) });
    const unassigned = orders.map(({ orderId }) => ({ orderId, reason: 'SEARCH_LIMIT' as const }));

    // 3 * 101 * 0.5 = 151.5, 0, 1.01
    expect(planCost({ routes: [], unassigned }, snapshot).unserved).toBe(153);
  });

  it('charges the way to the end place, and no break', () => {
    const breaks = [{ earliestAt: AT, latestAt: AT, durationSec: 600 }];
    const couriers = [aCourier({ endLocation: place(0), breaks })];

    // 1000 m to the door and 1000 m home; dropped at 1360 + 600
    expect(costOf({ travelPerMeter: 2, clickToDoorPerSec: 1 }, { couriers })).toMatchObject({
      travel: 4000,
      clickToDoor: 1960,
    });
  });

  it('totals its terms', () => {
    const { total, ...terms } = costOf({ clickToDoorPerSec: 3, latePerSec: 2, travelPerMeter: 1, activation: 7 });

    expect(total).toBe(Object.values(terms).reduce((sum, term) => sum + term, 0));
  });
});

describe('deliveryCost', () => {
  it('is what the delivery terms of a plan come to', () => {
    const order = anOrder({ placedAt: AT - 40, promiseBy: AT + 360, priority: 2 });
    const weights = { clickToDoorPerSec: 3, latePerSec: 5, severeLatePerSec: 7 };

    const cost = costOf(weights, { orders: [order] }, 400);

    const policy = aPolicy({ weights: { ...NO_WEIGHTS, ...weights }, severeLateSec: 400 });
    expect(deliveryCost(order, AT + 1360, aSnapshot({ policy }))).toBe(cost.total);
  });
});

describe('shiftGuarantee', () => {
  it('is the hourly guarantee for the length of the shift, to the cent', () => {
    const shift = { startAt: AT, endAt: AT + 5400 };

    expect(shiftGuarantee(aCourier({ shift, pay: { perOrder: 1, guaranteePerHour: 1501 } }), aSnapshot())).toBe(2252);
  });

  it('has grown for as long as the pay horizon reaches, when there is one', () => {
    const courier = aCourier({
      shift: { startAt: AT - 1800, endAt: AT + 5400 },
      pay: { perOrder: 1, guaranteePerHour: 1200 },
    });
    const guaranteeWithin = (payHorizonSec: number) =>
      shiftGuarantee(courier, { at: AT, policy: { ...aPolicy(), payHorizonSec } });

    // Half an hour is over, and a quarter of an hour is ahead; the shift itself ends after an hour and a half.
    expect(guaranteeWithin(900)).toBe(900);
    expect(guaranteeWithin(9000)).toBe(2400);
  });
});
