import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import { HungarianPolicy } from '../../shared/sim/baseline/hungarian-policy.ts';
import { PublishedPolicy } from '../../shared/sim/baseline/published-policy.ts';
import { runDispatcher } from '../../shared/sim/baseline/run-dispatcher.ts';
import type { Day, DayOrder } from '../../shared/sim/day.ts';
import { leak } from '../../shared/sim/leak.ts';
import { runDay } from '../../shared/sim/run-day.ts';
import type { WorldLog } from '../../shared/sim/world-log.ts';
import { grubhubDay } from '../support/days.ts';
import { shuffleFuture } from '../support/shuffle-future.ts';

/** Three orders for one of the small day, so that couriers are scarce. Few work units: this is about what is known. */
function busyDay(): Day {
  const policy = { ...DEFAULT_POLICY, version: 2, search: { ...DEFAULT_POLICY.search, maxUnits: 2000 } };
  const day = grubhubDay();
  const orders = [0, 3, 8].flatMap((minutes, copy) =>
    day.orders.map(({ order, placedAt }): DayOrder => {
      const { lat, lng } = order.dropoff.location;
      const location = { lat: (lat + 1700 * copy) % 5000, lng: (lng + 900 * copy) % 5000 };
      const [orderId, readyAt] = [`${order.orderId}-${copy}`, order.readyAt + 60 * minutes];
      const details = { ...order, orderId, readyAt, dropoff: { ...order.dropoff, location } };
      return { placedAt: placedAt + 60 * minutes, cancelAt: null, order: details };
    }),
  );
  orders.sort((a, b) => a.placedAt - b.placedAt);
  return { ...day, orders, policy, zone: { ...day.zone, policy: { policyId: policy.policyId, version: 2 } } };
}

const FIFTEEN_MINUTES = 900;

/** Everything that was decided before a moment: offers, answers, departures, in the order of the couriers and of time. */
function decidedBefore({ orders, couriers }: WorldLog, at: number) {
  const dealings = orders.flatMap(({ orderId, offers, acceptances }) =>
    [...offers, ...acceptances].map((one) => ({ orderId, courierId: one.courierId, offerId: one.offerId, at: one.at })),
  );
  return {
    dealings: dealings.filter((one) => one.at < at).sort((a, b) => a.at - b.at || (a.orderId < b.orderId ? -1 : 1)),
    moves: couriers.map(({ moves }) => moves.filter(({ departAt }) => departAt < at)),
  };
}

type Play = (day: Day) => Promise<{ readonly log: WorldLog }>;

const POLICIES: readonly (readonly [string, Play])[] = [
  ['policy', (day) => runDay(day, { seed: 1 })],
  ['policy with three minutes of notice', (day) => runDay(withNotice(day), { seed: 1 })],
  ['Hungarian baseline', async (day) => runDispatcher(day, new HungarianPolicy(), { seed: 1 })],
  ['published baseline', async (day) => runDispatcher(day, new PublishedPolicy(), { seed: 1 })],
];

/** Couriers are told three minutes before they set out: more is decided sooner. */
function withNotice(day: Day): Day {
  const policy = day.policy ?? DEFAULT_POLICY;
  return { ...day, policy: { ...policy, release: { ...policy.release, leadSec: policy.release.leadSec + 180 } } };
}

describe.each(POLICIES)('the %s', (_name, play) => {
  const decided = async (day: Day, at: number) => decidedBefore((await play(day)).log, at);
  const day = busyDay();
  const moments = [630, 660, 690].map((minute) => day.startAt + 60 * minute);

  it.each(moments)('decides nothing else before a moment for what is placed later (%i)', async (at) => {
    const [usual, first, second] = await Promise.all([
      decided(day, at),
      decided(shuffleFuture(day, at, 1), at),
      decided(shuffleFuture(day, at, 2), at),
    ]);

    expect(usual.dealings.length).toBeGreaterThan(0);
    expect(first).toEqual(usual);
    expect(second).toEqual(usual);
  });

  it('is caught by this test when it knows of orders fifteen minutes early', async () => {
    const leaks = moments.map(async (at) => {
      const usual = JSON.stringify(await decided(leak(day, FIFTEEN_MINUTES), at));
      const others = [1, 2, 3].map((seed) => decided(leak(shuffleFuture(day, at, seed), FIFTEEN_MINUTES), at));
      return (await Promise.all(others)).some((other) => JSON.stringify(other) !== usual);
    });

    expect(await Promise.all(leaks)).toEqual([true, true, true]);
  });
});
