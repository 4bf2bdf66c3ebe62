import { describe, expect, it } from 'vitest';
import type { Plan, Route } from '../../../shared/domain/plan.ts';
import { planCost } from '../../../shared/domain/plan-cost.ts';
import { samePlan } from '../../../shared/domain/same-plan.ts';
import { AT, aSnapshot, place } from '../../support/builders.ts';

const aRoute = (courierId: string, batches: readonly (readonly string[])[], departAt = AT): Route => ({
  courierId,
  start: { location: place(0), departAt },
  batches: batches.map((orderIds, n) => ({
    offerId: `x-${departAt}-${n}`,
    storeId: 'bakery',
    stage: 'planned',
    orderIds,
    departAt,
  })),
  stops: [],
  travelSec: 0,
  distanceM: 0,
});

const aPlan = (routes: readonly Route[], unassigned: Plan['unassigned'] = [], plannedAt = AT): Plan => ({
  zoneId: 'north',
  plannedAt,
  routes,
  unassigned,
  cost: planCost({ routes: [], unassigned: [] }, aSnapshot()),
});

const PLAN = aPlan([aRoute('c1', [['a', 'b'], ['c']]), aRoute('c2', [['d']])], [{ orderId: 'e', reason: 'SKILL' }]);

describe('samePlan', () => {
  it('does not mind times, offer ids or the order of routes', () => {
    const later = aPlan(
      [aRoute('c2', [['d']], AT + 60), aRoute('c1', [['a', 'b'], ['c']], AT + 60)],
      [{ orderId: 'e', reason: 'SKILL' }],
      AT + 60,
    );

    expect(samePlan(PLAN, later)).toBe(true);
  });

  it.each<[string, Plan]>([
    ['another courier', aPlan([aRoute('c1', [['a', 'b'], ['c']]), aRoute('c3', [['d']])], PLAN.unassigned)],
    ['another drop sequence', aPlan([aRoute('c1', [['b', 'a'], ['c']]), aRoute('c2', [['d']])], PLAN.unassigned)],
    ['other batches', aPlan([aRoute('c1', [['a'], ['b', 'c']]), aRoute('c2', [['d']])], PLAN.unassigned)],
    ['another batch first', aPlan([aRoute('c1', [['c'], ['a', 'b']]), aRoute('c2', [['d']])], PLAN.unassigned)],
    ['another reason', aPlan(PLAN.routes, [{ orderId: 'e', reason: 'CAPACITY' }])],
    ['an order less', aPlan(PLAN.routes)],
  ])('minds %s', (_what, other) => {
    expect(samePlan(PLAN, other)).toBe(false);
  });
});
