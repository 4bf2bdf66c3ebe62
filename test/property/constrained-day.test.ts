// A made-up city day in which everything is asked for that an order, a store, a courier or a policy may leave out: what is
// planned passes the check at every cycle, couriers live by it, and what happened keeps every hard limit.
import { describe, expect, it } from 'vitest';
import type { CourierDetails } from '../../shared/domain/courier.ts';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import { generateCity } from '../../shared/sim/city.ts';
import type { Day, DayOrder } from '../../shared/sim/day.ts';
import { type DayResult, runDay } from '../../shared/sim/run-day.ts';

const START = Date.UTC(2026, 0, 5) / 1000;
const MINUTE = 60;
const HOUR = 3600;

const orderOf = ({ order, placedAt, cancelAt }: DayOrder, i: number): DayOrder => ({
  placedAt,
  cancelAt,
  order: {
    ...order,
    promiseBy: placedAt + 80 * MINUTE,
    ...(i % 5 === 0 ? { promiseFrom: placedAt + 60 * MINUTE } : {}),
    ...(i % 4 === 0 ? { hardPromise: true } : {}),
    ...(i % 3 === 0 ? { pickingSec: 5 * MINUTE } : {}),
    ...(i % 2 === 0 ? { maxPickupToDoorSec: 25 * MINUTE, maxClickToDoorSec: 2 * HOUR } : {}),
    ...(i % 11 === 0 ? { unservedPct: 1 } : {}),
    ...(i % 6 === 0 ? { excludedCouriers: ['courier-01'] } : {}),
    ...(i % 13 === 1 ? { onlyCourier: 'courier-02' } : {}),
  },
});

function breakIn({ startAt, endAt }: CourierDetails['shift']) {
  const middle = startAt + Math.trunc((endAt - startAt) / 2);
  return { earliestAt: middle - 30 * MINUTE, latestAt: middle + 30 * MINUTE, durationSec: 20 * MINUTE };
}

function aDemandingDay(seed: number): Day {
  const day = generateCity({ zoneId: 'graz', startAt: START, seed, orders: 60, couriers: 8 });
  const release = { ...DEFAULT_POLICY.release, freezeSec: 120 };
  const search = { ...DEFAULT_POLICY.search, maxUnits: 3000 };
  const policy = { ...DEFAULT_POLICY, version: 2, release, search };
  const openHours = [
    { openAt: START + 10 * HOUR, closeAt: START + 14 * HOUR },
    { openAt: START + 15 * HOUR, closeAt: START + 22 * HOUR },
  ];
  return {
    ...day,
    policy,
    zone: { ...day.zone, policy: { policyId: policy.policyId, version: 2 } },
    orders: day.orders.map(orderOf),
    stores: day.stores.map((store, i) => (i % 2 === 0 ? store : { ...store, openHours })),
    couriers: day.couriers.map(({ courier, home }) => {
      const shift = { ...courier.shift, overtimeSec: 45 * MINUTE };
      return { home, courier: { ...courier, shift, breaks: [breakIn(shift)], endLocation: home } };
    }),
  };
}

/** What was promised hard and not kept. */
function brokenLimits({ day, log }: DayResult): readonly string[] {
  const facts = new Map(day.orders.map((one) => [one.order.orderId, one]));
  return log.orders.flatMap(({ orderId, pickups: [pickup], deliveries: [delivery] }) => {
    const one = facts.get(orderId);
    if (!one || !pickup || !delivery) return [];
    const { promiseBy, hardPromise, maxClickToDoorSec, maxPickupToDoorSec } = one.order;
    const broken = [];
    if (hardPromise && delivery.at > promiseBy) broken.push(`${orderId} ${delivery.at - promiseBy} s late`);
    if (delivery.at - one.placedAt > (maxClickToDoorSec ?? Number.POSITIVE_INFINITY)) broken.push(`${orderId} old`);
    if (delivery.at - pickup.at > (maxPickupToDoorSec ?? Number.POSITIVE_INFINITY)) broken.push(`${orderId} warm`);
    return broken;
  });
}

describe('a day with windows, limits, hours, breaks, end places and a freeze horizon', () => {
  it.each([1, 2, 3])('is lived as planned, and keeps what is hard (%d)', async (seed) => {
    const result = await runDay(aDemandingDay(seed), { seed });

    expect(result.incidents).toEqual([]);
    expect(result.audit.findings).toEqual([]);
    expect([result.checkViolations, result.cyclesFailed]).toEqual([0, 0]);
    expect(brokenLimits(result)).toEqual([]);
    expect(result.metrics.delivered).toBeGreaterThan(40);
    const breaks = result.log.couriers.map((courier) => courier.breaks.length);
    expect(breaks.filter((count) => count === 1).length).toBeGreaterThan(5);
  });
});
