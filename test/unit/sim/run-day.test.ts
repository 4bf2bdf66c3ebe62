import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { generateCity } from '../../../shared/sim/city.ts';
import { type Day, slice } from '../../../shared/sim/day.ts';
import { runDay } from '../../../shared/sim/run-day.ts';
import { grubhubDay } from '../../support/days.ts';

const START = Date.UTC(2026, 0, 5) / 1000;

/** Few work units: these tests are about the whole way, not about the best plan. */
function frugal(day: Day): Day {
  const policy = { ...DEFAULT_POLICY, version: 2, search: { ...DEFAULT_POLICY.search, maxUnits: 3000 } };
  return { ...day, policy, zone: { ...day.zone, policy: { policyId: policy.policyId, version: 2 } } };
}

const smallDay = (): Day => frugal(grubhubDay());

const cityDay = (): Day => frugal(generateCity({ zoneId: 'graz', startAt: START, seed: 1, orders: 40, couriers: 6 }));

describe('a day in memory', () => {
  it('delivers every order of a small Grubhub day, and the audit has nothing to say', async () => {
    const { metrics, audit, checkViolations, cyclesFailed } = await runDay(smallDay(), { seed: 1 });

    expect(audit.findings).toEqual([]);
    expect({ delivered: metrics.delivered, checkViolations, cyclesFailed }).toEqual({
      delivered: 20,
      checkViolations: 0,
      cyclesFailed: 0,
    });
  });

  it('runs a city day on bikes and in cars without a violation', async () => {
    const { metrics, audit, checkViolations, cyclesFailed, orders } = await runDay(cityDay(), { seed: 1 });

    expect(audit.findings).toEqual([]);
    expect([checkViolations, cyclesFailed]).toEqual([0, 0]);
    expect(orders).toHaveLength(40);
    expect(metrics.delivered).toBeGreaterThan(30);
  });

  it('is the same day for the same seed', async () => {
    const [first, second] = [await runDay(cityDay(), { seed: 3 }), await runDay(cityDay(), { seed: 3 })];

    expect(second.log).toEqual(first.log);
    expect(second.revisions).toBe(first.revisions);
  });

  it('survives couriers who decline, take their time, and customers who call off', async () => {
    const day = cityDay();
    const orders = day.orders.map((order, i) => (i % 7 === 0 ? { ...order, cancelAt: order.placedAt + 400 } : order));

    const { audit, checkViolations, cyclesFailed, metrics } = await runDay(
      { ...day, orders },
      { seed: 2, world: { declineBp: 2000, answerSec: 20 }, replanGapSec: 10 },
    );

    expect(audit.findings).toEqual([]);
    expect([checkViolations, cyclesFailed]).toEqual([0, 0]);
    expect(metrics.cancelled).toBeGreaterThan(0);
  });

  it('stops at the end of a slice with what is open, and loses none of it', async () => {
    const { metrics, audit, orders } = await runDay(slice(smallDay(), 630, 660), { seed: 1 });

    expect(audit.findings).toEqual([]);
    expect(metrics.orders).toBe(orders.length);
    expect(metrics.delivered).toBeLessThan(metrics.orders);
  });
});
