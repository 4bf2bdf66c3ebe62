import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { diffPlan } from '../../../shared/domain/diff.ts';
import { factsOf } from '../../../shared/domain/facts.ts';
import type { BatchStage, Plan, UnassignedOrder } from '../../../shared/domain/plan.ts';
import { planCost } from '../../../shared/domain/plan-cost.ts';
import type { DecisionRecord } from '../../../shared/domain/revision.ts';
import { scheduleRoute } from '../../../shared/domain/schedule.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import {
  AT,
  aCourier,
  anOfferedOrder,
  anOrder,
  aPosition,
  aSnapshot,
  place,
  planarTravel,
} from '../../support/builders.ts';

const TRAVEL = planarTravel([place(0), place(1000)]);

type Work = Readonly<Record<string, readonly (readonly [BatchStage, string, readonly string[]])[]>>;

const aWorld = (changes: Partial<Snapshot>): Snapshot =>
  aSnapshot({
    couriers: [aCourier(), aCourier({ courierId: 'c2' })],
    positions: [aPosition(), aPosition({ courierId: 'c2' })],
    ...changes,
  });

function planOf(snapshot: Snapshot, work: Work, unassigned: readonly UnassignedOrder[] = []): Plan {
  const facts = factsOf(snapshot);
  const routes = Object.entries(work).map(([courierId, given]) => {
    const batches = given.map(([stage, offerId, orderIds]) => ({
      stage,
      offerId,
      orderIds,
      storeId: 'bakery',
      departAt: null,
    }));
    const start = { location: place(0), departAt: AT };
    return scheduleRoute({ courier: aCourier({ courierId }), start, batches }, facts, TRAVEL);
  });
  return { zoneId: 'north', plannedAt: AT, routes, unassigned, cost: planCost({ routes, unassigned }, snapshot) };
}

const said = (decisions: readonly DecisionRecord[]) =>
  decisions.map((entry) => [entry.decision, entry.orderId, entry.courierId]);

describe('diffPlan', () => {
  it('offers a batch that is due, order by order', () => {
    const snapshot = aWorld({ orders: [anOrder({ version: 4 }), anOrder({ orderId: 'o2' })] });

    const { changes } = diffPlan(planOf(snapshot, { c1: [['planned', 'north-2-0', ['o2', 'o1']]] }), snapshot);

    // pickup 120, leaves 240, o2 at 240 + 1000 + 120 = 1360, leaves 1480, o1 at 1480 + 120 = 1600
    const same = {
      kind: 'offer',
      courierId: 'c1',
      offerId: 'north-2-0',
      storeId: 'bakery',
      size: 2,
      departAt: AT,
      pickupAt: AT + 120,
    };
    expect(changes).toEqual([
      { ...same, orderId: 'o2', orderVersion: 1, sequence: 0, dropoffAt: AT + 1360 },
      { ...same, orderId: 'o1', orderVersion: 4, sequence: 1, dropoffAt: AT + 1600 },
    ]);
  });

  it('holds a batch that is not due, and says until when', () => {
    // ready in 600: set out at 600 - 120 = 480, told 59 s before
    const snapshot = aWorld({ orders: [anOrder({ readyAt: AT + 600 })] });

    const { changes, decisions } = diffPlan(planOf(snapshot, { c1: [['planned', 'x', ['o1']]] }), snapshot);

    expect(changes).toEqual([]);
    expect(said(decisions)).toEqual([
      ['assign', 'o1', 'c1'],
      ['hold', 'o1', 'c1'],
    ]);
    expect(decisions[1]?.releaseAt).toBe(AT + 421);
  });

  it('has no news of an order that stays where it was, held', () => {
    const before = aWorld({ orders: [anOrder({ readyAt: AT + 600 })] });
    const lastPlan = planOf(before, { c1: [['planned', 'x', ['o1']]] });

    expect(diffPlan(lastPlan, { ...before, lastPlan })).toEqual({ changes: [], decisions: [] });
  });

  it('leaves an offer alone that the plan keeps, and tells the courier nothing more meanwhile', () => {
    const snapshot = aWorld({ orders: [anOfferedOrder(), anOrder({ orderId: 'o2' })] });
    const plan = planOf(snapshot, {
      c1: [
        ['offered', 'north-1-0', ['o1']],
        ['planned', 'north-2-0', ['o2']],
      ],
    });

    expect(diffPlan(plan, snapshot).changes).toEqual([]);
  });

  it('withdraws before it offers, when an offered order goes to another courier', () => {
    const snapshot = aWorld({ orders: [anOfferedOrder({ version: 5 })] });
    const lastPlan = planOf(snapshot, { c1: [['planned', 'north-1-0', ['o1']]] });

    const plan = planOf(snapshot, { c2: [['planned', 'north-2-0', ['o1']]] });
    const { changes, decisions } = diffPlan(plan, { ...snapshot, lastPlan });

    expect(changes).toMatchObject([
      { kind: 'withdraw', orderId: 'o1', courierId: 'c1', offerId: 'north-1-0', orderVersion: 5 },
      { kind: 'offer', orderId: 'o1', courierId: 'c2', offerId: 'north-2-0', orderVersion: 5 },
    ]);
    expect(said(decisions)).toEqual([
      ['withdraw', 'o1', 'c1'],
      ['move', 'o1', 'c2'],
      ['release', 'o1', 'c2'],
    ]);
  });

  it('says why an offer is taken back: for a better plan, unanswered for too long, or the courier is gone', () => {
    const reasonOf = (snapshot: Snapshot) =>
      diffPlan(planOf(snapshot, {}), snapshot).changes.map((c) => 'reason' in c && c.reason);
    const late = AT - DEFAULT_POLICY.release.offerTimeoutSec - 1;

    expect(reasonOf(aWorld({ orders: [anOfferedOrder()] }))).toEqual(['replanned']);
    expect(reasonOf(aWorld({ orders: [anOfferedOrder({ offeredAt: late })] }))).toEqual(['expired']);
    expect(reasonOf(aWorld({ orders: [anOfferedOrder()], couriers: [aCourier({ status: 'off' })] }))).toEqual([
      'unavailable',
    ]);
  });

  it('renews the offer of a courier whose batch has changed', () => {
    const snapshot = aWorld({ orders: [anOfferedOrder(), anOrder({ orderId: 'o2' })] });

    const { changes } = diffPlan(planOf(snapshot, { c1: [['planned', 'north-2-0', ['o1', 'o2']]] }), snapshot);

    expect(changes).toMatchObject([
      { kind: 'withdraw', orderId: 'o1', offerId: 'north-1-0' },
      { kind: 'offer', orderId: 'o1', offerId: 'north-2-0' },
      { kind: 'offer', orderId: 'o2', offerId: 'north-2-0' },
    ]);
  });

  it('withdraws and holds an offered order that can wait again', () => {
    const snapshot = aWorld({
      orders: [anOfferedOrder({ readyAt: AT + 3000 }), anOrder({ orderId: 'o2', readyAt: AT + 3000 })],
    });
    const lastPlan = planOf(snapshot, { c1: [['planned', 'north-1-0', ['o1']]] });

    const plan = planOf(snapshot, { c1: [['planned', 'north-2-0', ['o1', 'o2']]] });
    const { changes, decisions } = diffPlan(plan, { ...snapshot, lastPlan });

    expect(changes.map((change) => change.kind)).toEqual(['withdraw']);
    expect(said(decisions)).toEqual([
      ['withdraw', 'o1', 'c1'],
      ['hold', 'o1', 'c1'],
      ['assign', 'o2', 'c1'],
      ['hold', 'o2', 'c1'],
    ]);
  });

  it('says once that an order is left out, and again when the reason is another', () => {
    const snapshot = aWorld({ orders: [anOrder()] });
    const leftOut = (reason: UnassignedOrder['reason']) => planOf(snapshot, {}, [{ orderId: 'o1', reason }]);

    const first = diffPlan(leftOut('SKILL'), snapshot);
    const same = diffPlan(leftOut('SKILL'), { ...snapshot, lastPlan: leftOut('SKILL') });
    const other = diffPlan(leftOut('CAPACITY'), { ...snapshot, lastPlan: leftOut('SKILL') });

    expect(first.decisions).toEqual([
      { orderId: 'o1', decision: 'unassign', courierId: null, reason: 'SKILL', releaseAt: null },
    ]);
    expect(same.decisions).toEqual([]);
    expect(other.decisions[0]?.reason).toBe('CAPACITY');
  });
});
