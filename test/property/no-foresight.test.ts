import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import { HungarianPolicy } from '../../shared/sim/baseline/hungarian-policy.ts';
import { PublishedPolicy } from '../../shared/sim/baseline/published-policy.ts';
import { runDispatcher } from '../../shared/sim/baseline/run-dispatcher.ts';
import type { Day } from '../../shared/sim/day.ts';
import { withFleet } from '../../shared/sim/fleet.ts';
import { leak } from '../../shared/sim/leak.ts';
import { runDay } from '../../shared/sim/run-day.ts';
import type { WorldLog } from '../../shared/sim/world-log.ts';
import { busyDay } from '../support/busy-day.ts';
import { shuffleFuture } from '../support/shuffle-future.ts';

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

const useCases: Play = (day) => runDay(day, { seed: 1 });
/** `leaks`: at how many of the moments at least a leak shows in what was decided. */
const POLICIES: readonly (readonly [string, Day, Play, leaks: number])[] = [
  // It makes final only what must be: at one of the moments nothing that was decided hung on what a leak tells.
  ['policy', busyDay(), useCases, 2],
  [
    'policy that commits at the store and sends couriers ahead',
    busyDay({ release: { commitAt: 'store' }, positioning: { horizonSec: 2400, leastWaySec: 120, mostWaySec: 1200 } }),
    useCases,
    3,
  ],
  // Couriers are told three minutes before they set out: more is decided sooner.
  ['policy with notice', busyDay({ release: { leadSec: DEFAULT_POLICY.release.leadSec + 180 } }), useCases, 3],
  ['Hungarian baseline', busyDay(), async (day) => runDispatcher(day, new HungarianPolicy(), { seed: 1 }), 3],
  // Its most urgent group takes its couriers first, whatever is known of later orders: a leak shows more rarely.
  [
    'published baseline',
    withFleet(busyDay(), 300, 1),
    async (day) => runDispatcher(day, new PublishedPolicy(), { seed: 1 }),
    1,
  ],
];

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

describe.each(POLICIES)('the %s', (_name, day, play, leaks) => {
  const decided = async (day: Day, at: number) => decidedBefore((await play(day)).log, at);
  // The same for every moment: it is played once.
  const played = once(() => play(day));
  const leaked = once(() => play(leak(day, FIFTEEN_MINUTES)));
  const moments = [630, 660, 690].map((minute) => day.startAt + 60 * minute);

  it.each(moments)('decides nothing else before a moment for what is placed later (%i)', async (at) => {
    const usual = decidedBefore((await played()).log, at);
    const [first, second] = await Promise.all([
      decided(shuffleFuture(day, at, 1), at),
      decided(shuffleFuture(day, at, 2), at),
    ]);

    expect(usual.dealings.length).toBeGreaterThan(0);
    expect(first).toEqual(usual);
    expect(second).toEqual(usual);
  });

  it('is caught by this test when it knows of orders fifteen minutes early', async () => {
    const caught = moments.map(async (at) => {
      const usual = JSON.stringify(decidedBefore((await leaked()).log, at));
      const others = [1, 2, 3].map((seed) => decided(leak(shuffleFuture(day, at, seed), FIFTEEN_MINUTES), at));
      return (await Promise.all(others)).some((other) => JSON.stringify(other) !== usual);
    });

    expect((await Promise.all(caught)).filter((isCaught) => isCaught).length).toBeGreaterThanOrEqual(leaks);
  }, 120_000);
});
