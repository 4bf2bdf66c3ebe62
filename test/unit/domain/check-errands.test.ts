// The judge on errands: a good one of c1, broken in one thing.
import { describe, expect, it } from 'vitest';
import { check } from '../../../shared/domain/check.ts';
import { courierOf, factsOf } from '../../../shared/domain/facts.ts';
import type { Errand } from '../../../shared/domain/plan.ts';
import { planCost } from '../../../shared/domain/plan-cost.ts';
import { constantBatches, scheduleRoute } from '../../../shared/domain/schedule.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
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
const ERRAND: Errand = { courierId: 'c1', storeId: 'bakery', departAt: AT, askedAt: AT };

/** c1 with what it is bound to or keeps, o1 planned if it is open, and the errands given. */
function codesOf(errands: readonly Errand[], changes: Partial<Snapshot> = {}) {
  const snapshot = aSnapshot({ couriers: [aCourier()], positions: [aPosition()], orders: [anOrder()], ...changes });
  const facts = factsOf(snapshot);
  const courier = courierOf('c1', facts);
  const batches = snapshot.orders
    .filter(({ stage }) => stage === 'open')
    .map(({ orderId }) => ({
      stage: 'planned' as const,
      offerId: 'north-2-0',
      storeId: 'bakery',
      orderIds: [orderId],
      departAt: null,
    }));
  const work = [...constantBatches(courier, facts), ...batches];
  const start = { location: place(0), departAt: AT };
  const routes = work.length === 0 ? [] : [scheduleRoute({ courier, start, batches: work }, facts, TRAVEL)];
  const cost = planCost({ routes, unassigned: [] }, snapshot);
  const plan = { zoneId: 'north', plannedAt: AT, routes, unassigned: [], errands, cost };
  return [...new Set(check(plan, snapshot, TRAVEL).map(({ code }) => code))];
}

describe('the check of errands', () => {
  it('finds nothing wrong with an idle courier sent to a store, also of an earlier plan', () => {
    expect(codesOf([ERRAND])).toEqual([]);
    expect(codesOf([{ ...ERRAND, askedAt: AT - 60, departAt: AT - 30 }])).toEqual([]);
  });

  it('refuses a courier who is bound to work or has an offer', () => {
    expect(codesOf([ERRAND], { orders: [anAcceptedOrder({ departAt: AT })] })).toContain('ERRAND_BUSY');
    const frozen = { orders: [anOfferedOrder()], policy: aPolicy({ release: { freezeSec: 60 } }) };
    expect(codesOf([ERRAND], frozen)).toContain('ERRAND_BUSY');
  });

  it('refuses two errands of one courier', () => {
    expect(codesOf([ERRAND, ERRAND])).toEqual(['ERRAND_REPEATED']);
  });

  it('refuses a store or a courier that nobody knows, and one who is off shift', () => {
    expect(codesOf([{ ...ERRAND, storeId: 'brewery' }])).toEqual(['STORE_UNKNOWN']);
    expect(codesOf([{ ...ERRAND, courierId: 'c2' }])).toEqual(['COURIER_UNKNOWN']);
    expect(
      codesOf([{ ...ERRAND, courierId: 'c2' }], {
        couriers: [aCourier(), aCourier({ courierId: 'c2', status: 'off' })],
      }),
    ).toEqual(['COURIER_OFF']);
  });

  it('refuses a departure in the past, before the shift, or asked for in the future', () => {
    const late = [aCourier(), aCourier({ courierId: 'c2', shift: { startAt: AT + 60, endAt: AT + 7200 } })];

    expect(codesOf([{ ...ERRAND, departAt: AT - 1 }])).toEqual(['IN_THE_PAST']);
    expect(codesOf([{ ...ERRAND, askedAt: AT + 1, departAt: AT + 1 }])).toEqual(['IN_THE_PAST']);
    expect(codesOf([{ ...ERRAND, courierId: 'c2', departAt: AT + 59 }], { couriers: late })).toEqual(['SHIFT_START']);
  });
});
