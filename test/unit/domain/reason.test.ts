import { describe, expect, it } from 'vitest';
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
});
