import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../../shared/adapters/schema/parse-snapshot.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import { COST_TERMS } from '../../../shared/domain/plan.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { rushHour, withNews } from '../../../shared/sim/rush-hour.ts';

const SIZE = { orders: 200, couriers: 40, seed: 1 };

const costs = Object.fromEntries([...COST_TERMS, 'total'].map((term) => [term, 0])) as Plan['cost'];
const PLAN: Plan = { zoneId: 'rush-hour', plannedAt: 0, routes: [], unassigned: [], cost: costs };

const idsOf = ({ orders }: Snapshot): readonly string[] => orders.map(({ orderId }) => orderId);

/** Of `after`, the records that are in `before` and differ there. */
function changed<T>(before: readonly T[], after: readonly T[], id: (record: T) => string): readonly T[] {
  const old = new Map(before.map((record) => [id(record), JSON.stringify(record)]));
  return after.filter((record) => old.has(id(record)) && old.get(id(record)) !== JSON.stringify(record));
}

describe('a rush hour', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(rushHour(SIZE)).toEqual(rushHour(SIZE));
    expect(rushHour({ ...SIZE, seed: 2 })).not.toEqual(rushHour(SIZE));
  });

  it('is a snapshot that the borders take', () => {
    const snapshot = rushHour(SIZE);

    const parsed = parseSnapshot(JSON.parse(JSON.stringify(snapshot)));

    expect(parsed).toEqual({ ok: true, value: { snapshot, revision: 0, travel: null } });
    expect([snapshot.orders.length, snapshot.couriers.length, snapshot.positions.length]).toEqual([200, 40, 40]);
  });
});

describe('news', () => {
  it('is so many new, cancelled and delayed orders and hindered couriers, half a minute later', () => {
    const before = rushHour(SIZE);

    const after = withNews(before, PLAN, 50, 1);

    expect(after.at).toBe(before.at + 30);
    expect(after.lastPlan).toBe(PLAN);
    const [old, now] = [new Set(idsOf(before)), new Set(idsOf(after))];
    expect([...now].filter((id) => !old.has(id))).toHaveLength(25); // 50 %
    expect([...old].filter((id) => !now.has(id))).toHaveLength(10); // 20 %
    const delayed = changed(before.orders, after.orders, (order) => order.orderId);
    expect(delayed).toHaveLength(10); // 20 %
    const held = changed(before.positions, after.positions, (position) => position.courierId);
    const gone = changed(before.couriers, after.couriers, (courier) => courier.courierId);
    expect([held.length, gone.length]).toEqual([3, 2]); // 6 %, and what is left of 50
    expect(gone.every(({ status }) => status === 'off')).toBe(true);
  });

  it('of none leaves everything but the time as it was', () => {
    const before = rushHour(SIZE);

    expect(withNews(before, PLAN, 0, 1)).toEqual({ ...before, at: before.at + 30, lastPlan: PLAN });
  });
});
