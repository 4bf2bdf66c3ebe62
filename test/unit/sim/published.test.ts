import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { targetSizeOf } from '../../../shared/sim/baseline/bundles.ts';
import { publishedBundles, routeCost } from '../../../shared/sim/baseline/published-bundles.ts';
import { PublishedPolicy } from '../../../shared/sim/baseline/published-policy.ts';
import { runDispatcher } from '../../../shared/sim/baseline/run-dispatcher.ts';
import type { Day, DayOrder } from '../../../shared/sim/day.ts';
import { describeFindings, judgeMdrp } from '../../../shared/sim/mdrp-judge/judge.ts';
import type { RuleSet } from '../../../shared/sim/mdrp-judge/rules.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { World } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, grubhubDay, mdrpTexts } from '../../support/days.ts';

describe('the bundles of the published policy', () => {
  type Order = { readonly orderId: string; readonly readyAt: number; readonly door: number };
  /** Doors on one street, in seconds from the restaurant. */
  const ways = {
    fromStore: ({ door }: Order) => Math.abs(door),
    between: (from: Order, to: Order) => Math.abs(to.door - from.door),
  };
  const order = (orderId: string, readyAt: number, door: number): Order => ({ orderId, readyAt, door });
  const names = (bundles: readonly (readonly Order[])[]) => bundles.map((one) => one.map((o) => o.orderId).join(''));

  it('cost the duration of their route and the delay of their orders', () => {
    // Picked up at 60. b at 100, then a at 300: the route takes 300; a has waited 60 for b.
    expect(routeCost([order('b', 60, 100), order('a', 0, 300)], ways)).toBe(360);
  });

  it('are fewer than they may be when orders cost less together', () => {
    // a alone costs 300, b after it 10 more; far to the other side, c is cheaper alone.
    const orders = [order('a', 0, 300), order('b', 0, 310), order('c', 0, -300)];

    expect(names(publishedBundles(orders, 3, ways))).toEqual(['ab', 'c']);
    // Only one: c first costs 300 + 610 of route and 600 of delay for each of the others, c last 310 + 610 and 620 for it.
    expect(names(publishedBundles(orders, 1, ways))).toEqual(['abc']);
  });

  it('lose an order again that costs less elsewhere once all are there', () => {
    // b after a adds 200, alone 300. c with them makes both wait 120: 240 more, alone 300. All three cost 540; then a is
    // taken out: 100 alone, and b waits 120 for c on a route of 300: 520 in all.
    const orders = [order('a', 0, 100), order('b', 0, 300), order('c', 120, 300)];

    expect(names(publishedBundles(orders, 2, ways))).toEqual(['cb', 'a']);
    expect(names(publishedBundles(orders, 1, ways))).toEqual(['acb']);
  });
});

describe('the target size', () => {
  it.each([
    [0, 0, 1],
    [3, 5, 1],
    [5, 5, 1],
    [6, 5, 2],
    [3, 0, 3],
  ])('of %i orders for %i couriers is %i', (orders, couriers, size) => {
    expect(targetSizeOf(orders, couriers)).toBe(size);
  });
});

/** What is decided at AT and every five minutes after it, as "order, order @minute" or "to store @minute". */
function decisionsOf(day: Day, decisions: number, rules: RuleSet = 'basic'): readonly string[] {
  const policy = new PublishedPolicy(0, rules);
  const world = new World(day, { announceSec: 3600 }, new Random(1));
  return Array.from({ length: decisions }, (_, i) => {
    const at = AT + i * policy.everySec;
    for (const event of world.advance(at).events) policy.hear(event);
    return policy.decide(at).map(({ storeId, orderIds }) => {
      const what = orderIds.length === 0 ? `to ${storeId}` : orderIds.join(', ');
      return `${what} @${5 * i}`;
    });
  }).flat();
}

/** Doors are 1000 s from the bakery unless told otherwise; promises hold for hours. */
const anOrderAt = (orderId: string, readyAt: number, changes: Parameters<typeof aDayOrder>[0] = {}) =>
  aDayOrder({ orderId, readyAt, promiseBy: AT + 20_000, ...changes }, AT);

describe('what the published policy makes final', () => {
  // c1 is 300 s from the bakery, where parking takes 120: it has to set out 420 s before an order is ready.
  it('is what would be late if it waited for the next decision', () => {
    expect(decisionsOf(aDay({ orders: [anOrderAt('o1', AT + 719)] }), 1)).toEqual(['o1 @0']);
    expect(decisionsOf(aDay({ orders: [anOrderAt('o1', AT + 720)] }), 3)).toEqual(['o1 @5']);
  });

  it('leaves out what is ready later than in twenty minutes', () => {
    const home = place(-1000);
    const couriers = [aDayCourier({}, home)];

    // It would have to set out 1120 s before, at 81 s, which is before the next decision.
    expect(decisionsOf(aDay({ couriers, orders: [anOrderAt('o1', AT + 1200)] }), 1)).toEqual(['o1 @0']);
    expect(decisionsOf(aDay({ couriers, orders: [anOrderAt('o1', AT + 1201)] }), 2)).toEqual(['o1 @5']);
  });

  it('is given to a courier who is free before the next decision, and to none who is busy longer', () => {
    // o1: there at 300, picked up at 420, away at 540, dropped at 540 + 1000 + 120, free at 1780: before the decision at
    // 30 minutes, not before that at 25. o2 is ready all along.
    const orders = [
      anOrderAt('o1', AT),
      aDayOrder({ orderId: 'o2', readyAt: AT + 60, promiseBy: AT + 20_000 }, AT + 60),
    ];

    expect(decisionsOf(aDay({ orders }), 8)).toEqual(['o1 @0', 'o2 @25']);
  });

  it('has orders of one store together when couriers are short', () => {
    const near = { ...anOrderAt('', AT).order.dropoff, location: place(1010) };
    const orders = [anOrderAt('o1', AT), anOrderAt('o2', AT, { dropoff: near })];

    expect(decisionsOf(aDay({ orders }), 1)).toEqual(['o1, o2 @0']);
  });
});

describe('which bundle the published policy takes first', () => {
  const [bakery] = aDay().stores;
  if (!bakery) throw new Error('there is no bakery');
  const stores = [bakery, { ...bakery, storeId: 'deli' }];
  const near = { ...anOrderAt('', AT).order.dropoff, location: place(100) };
  const firstOf = (...orders: readonly ReturnType<typeof anOrderAt>[]) => decisionsOf(aDay({ stores, orders }), 1);

  it('is the one that delivers more a minute', () => {
    expect(firstOf(anOrderAt('far', AT), anOrderAt('near', AT, { storeId: 'deli', dropoff: near }))).toEqual([
      'near @0',
    ]);
  });

  it('is before that one whose promise is lost', () => {
    const late = anOrderAt('far', AT, { promiseBy: AT + 1239 });
    const nearly = anOrderAt('far', AT, { promiseBy: AT + 1240 });
    const other = anOrderAt('near', AT, { storeId: 'deli', dropoff: near });

    // At best: picked up now, away at 120, at the door at 1120, dropped at 1240.
    expect(firstOf(late, other)).toEqual(['far @0']);
    expect(firstOf(nearly, other)).toEqual(['near @0']);
  });

  it('keeps its courier for it, although nothing is final yet', () => {
    const later = anOrderAt('far', AT + 800, { promiseBy: AT + 801 });

    expect(firstOf(later, anOrderAt('near', AT, { storeId: 'deli', dropoff: near }))).toEqual([]);
  });

  it('is before that one which nobody can pick up when it is ready', () => {
    // c1 can be there and parked at 420.
    expect(
      firstOf(anOrderAt('far', AT + 419), anOrderAt('near', AT + 420, { storeId: 'deli', dropoff: near })),
    ).toEqual(['far @0']);
    expect(
      firstOf(anOrderAt('far', AT + 420), anOrderAt('near', AT + 420, { storeId: 'deli', dropoff: near })),
    ).toEqual(['near @0']);
  });
});

describe('under the published rules', () => {
  const [bakery] = aDay().stores;
  if (!bakery) throw new Error('there is no bakery');
  const stores = [bakery, { ...bakery, storeId: 'deli', location: place(-600) }];
  const decide = (...orders: readonly DayOrder[]) => decisionsOf(aDay({ stores, orders }), 4, 'published');
  const placedLater = (changes: Parameters<typeof aDayOrder>[0]) =>
    aDayOrder({ promiseBy: AT + 20_000, ...changes }, AT + 200);

  it('a courier goes ahead when it has to, and orders are final at the last decision before the service begins', () => {
    // It has to leave at 299, and is at the store at 300; the service begins at 599, after the next decision.
    expect(decide(anOrderAt('o1', AT + 719))).toEqual(['to bakery @0', 'o1 @5']);
    // The service begins at 299: the next decision would be late.
    expect(decide(anOrderAt('o1', AT + 419))).toEqual(['o1 @0']);
  });

  it('orders that come meanwhile are added', () => {
    const mate = placedLater({ orderId: 'o2', readyAt: AT + 719 });

    expect(decide(anOrderAt('o1', AT + 719), mate)).toEqual(['to bakery @0', 'o2, o1 @5']);
    expect(decisionsOf(aDay({ stores, orders: [anOrderAt('o1', AT + 719), mate] }), 3)).toEqual(['o1 @0']);
  });

  it('who is sent ahead takes nothing of another store, until there is nothing left to wait for', () => {
    const urgent = placedLater({ orderId: 'o2', storeId: 'deli', readyAt: AT + 200, promiseBy: AT + 300 });
    const first = anOrderAt('o1', AT + 719);

    expect(decide(first, urgent)).toEqual(['to bakery @0', 'o1 @5']);
    // 600 s from the bakery to the deli: it is there at 15 minutes.
    expect(decide({ ...first, cancelAt: AT + 100 }, urgent)).toEqual(['to bakery @0', 'to deli @5', 'o2 @15']);
  });
});

describe('the published policy', () => {
  it('delivers a small day, and the judge has nothing to say', () => {
    const { day, log, metrics } = runDispatcher(grubhubDay(), new PublishedPolicy(), { seed: 1 });

    const { findings, undelivered } = judgeMdrp(mdrpTexts(), writeMdrpSolution(day, log));

    expect(describeFindings(findings)).toEqual([]);
    expect(undelivered).toEqual([]);
    expect(metrics.delivered).toBe(20);
  });

  it('sends couriers ahead under its own rules, and the judge has nothing to say by those', () => {
    const { day, log, metrics } = runDispatcher(grubhubDay(), new PublishedPolicy(0, 'published'), { seed: 1 });

    const { findings } = judgeMdrp(mdrpTexts(), writeMdrpSolution(day, log), [], { rules: 'published' });

    expect(describeFindings(findings)).toEqual([]);
    expect(metrics.delivered).toBe(20);
    const ahead = log.couriers.flatMap(({ moves }) => moves).filter(({ offerId }) => offerId === null);
    expect(ahead.length).toBeGreaterThan(0);
  });

  it('decides the same again', () => {
    const run = () => runDispatcher(grubhubDay(), new PublishedPolicy(), { seed: 1 }).log;

    expect(run()).toEqual(run());
  });
});
