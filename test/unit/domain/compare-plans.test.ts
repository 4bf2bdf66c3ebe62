import { describe, expect, it } from 'vitest';
import { comparePlans } from '../../../shared/domain/compare-plans.ts';
import type { Plan, ReasonCode } from '../../../shared/domain/plan.ts';
import { AT, place } from '../../support/builders.ts';

interface Carried {
  readonly courierId: string;
  readonly orderId: string;
  readonly at?: number;
  readonly offerId?: string;
}

/** A batch an order. */
function aPlan(carried: readonly Carried[], left: Readonly<Record<string, ReasonCode>> = {}, late = 0): Plan {
  const cost = { clickToDoor: 5, late, severeLate: 0, unserved: 0, pay: 0, travel: 0, activation: 0, change: 0 };
  return {
    zoneId: 'north',
    plannedAt: AT,
    routes: carried.map(({ courierId, orderId, at = AT, offerId = `offer of ${orderId}` }) => ({
      courierId,
      start: { location: place(0), departAt: AT },
      batches: [{ offerId, storeId: 'bakery', stage: 'planned', orderIds: [orderId], departAt: AT }],
      stops: [
        {
          kind: 'pickup',
          location: place(0),
          orderIds: [orderId],
          arriveAt: AT,
          serviceAt: AT,
          departAt: AT,
          lateSec: 0,
        },
        {
          kind: 'dropoff',
          location: place(1),
          orderIds: [orderId],
          arriveAt: at,
          serviceAt: at,
          departAt: at,
          lateSec: 0,
        },
      ],
      travelSec: 0,
      distanceM: 0,
    })),
    unassigned: Object.entries(left).map(([orderId, reason]) => ({ orderId, reason })),
    cost: { ...cost, total: 5 + late },
  };
}

const kindsOf = (before: Plan, after: Plan) =>
  comparePlans(before, after).orders.map(({ orderId, kind }) => [orderId, kind]);

describe('comparePlans', () => {
  it('finds nothing between a plan and itself', () => {
    const plan = aPlan([{ courierId: 'c1', orderId: 'o1' }], { o2: 'SKILL' });

    expect(comparePlans(plan, structuredClone(plan))).toEqual({
      orders: [],
      cost: expect.objectContaining({ total: 0, late: 0 }),
    });
  });

  it('says of each order what became of it, by id', () => {
    const before = aPlan(
      ['a', 'b', 'c', 'd', 'e'].map((orderId) => ({ courierId: 'c1', orderId })),
      { f: 'SKILL', g: 'SKILL', h: 'SKILL' },
    );
    const after = aPlan(
      [
        { courierId: 'c1', orderId: 'a' },
        { courierId: 'c2', orderId: 'b' },
        { courierId: 'c1', orderId: 'c', at: AT + 60 },
        { courierId: 'c1', orderId: 'd', offerId: 'another' },
        { courierId: 'c1', orderId: 'f' },
        { courierId: 'c1', orderId: 'i' },
      ],
      { e: 'CAPACITY', g: 'CAPACITY', h: 'SKILL' },
      7,
    );

    expect(kindsOf(before, after)).toEqual([
      ['b', 'moved'],
      ['c', 'retimed'],
      ['d', 'retimed'],
      ['e', 'unassigned'],
      ['f', 'assigned'],
      ['g', 'reason'],
      ['i', 'added'],
    ]);
    expect(kindsOf(after, before)).toEqual([
      ['b', 'moved'],
      ['c', 'retimed'],
      ['d', 'retimed'],
      ['e', 'assigned'],
      ['f', 'unassigned'],
      ['g', 'reason'],
      ['i', 'removed'],
    ]);
    expect(comparePlans(before, after).cost).toMatchObject({ late: 7, total: 7, pay: 0 });
    expect(comparePlans(before, after).orders[0]).toEqual({
      orderId: 'b',
      kind: 'moved',
      before: { courierId: 'c1', offerId: 'offer of b', dropoffAt: AT, reason: null },
      after: { courierId: 'c2', offerId: 'offer of b', dropoffAt: AT, reason: null },
    });
  });
});
