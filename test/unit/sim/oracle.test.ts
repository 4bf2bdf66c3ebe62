import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { HungarianPolicy } from '../../../shared/sim/baseline/hungarian-policy.ts';
import { runDispatcher } from '../../../shared/sim/baseline/run-dispatcher.ts';
import type { Day, DayOrder } from '../../../shared/sim/day.ts';
import { describeFindings, judgeMdrp } from '../../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { measure } from '../../../shared/sim/metrics.ts';
import { liveQueues } from '../../../shared/sim/oracle/live-queues.ts';
import { searchInHindsight } from '../../../shared/sim/oracle/oracle.ts';
import { realisedQueues } from '../../../shared/sim/oracle/realised-queues.ts';
import type { WorldLog } from '../../../shared/sim/world-log.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, grubhubDay, mdrpTexts } from '../../support/days.ts';

const FREE = { perOrder: 0, guaranteePerHour: 0 };
const OPTIONS = { policy: DEFAULT_POLICY, seed: 1, units: 20_000, openBox: null };

const search = (day: Day, done: WorldLog = liveQueues(day, new Map(), true), units = OPTIONS.units) =>
  searchInHindsight(day, done, { ...OPTIONS, units });

/** A door so many metres east of the bakery, at which nothing takes time. */
const orderAt = (orderId: string, metres: number, placedAt: number, readyAt: number): DayOrder =>
  aDayOrder({ orderId, readyAt, dropoff: { location: place(metres), accessSec: 0, handoffSec: 0 } }, placedAt);

const bakery = (changes: Partial<Day>): Day => ({
  ...aDay(),
  stores: aDay().stores.map((store) => ({ ...store, parkingSec: 0, handoverSec: 0 })),
  ...changes,
});

const oneCourier = (metres: number) => [aDayCourier({ pay: FREE }, place(metres))];

describe('a search in hindsight', () => {
  it('has the courier wait for the placement, where it is; without releases it is there in time', async () => {
    // Home is 900 m from the bakery, one metre a second; placed at 600, ready at 900, the door 100 m further. Setting
    // out at 600 it picks up at 1500, 600 late. Known beforehand, it sets out at once and is there at 900.
    const day = bakery({ couriers: oneCourier(-900), orders: [orderAt('a', 100, AT + 600, AT + 900)] });

    const { released, relaxed } = await search(day);

    expect(released.metrics.chargedExcessSec).toBe(600);
    expect(released.log.couriers[0]?.moves[0]).toMatchObject({ departAt: AT + 600, arriveAt: AT + 1500 });
    expect(released.log.orders[0]?.acceptances[0]?.at).toBe(AT + 600);
    expect(relaxed.metrics.chargedExcessSec).toBe(0);
  });

  it('leaves a sure gain alone for a greater one that nobody knows of yet', async () => {
    // At the bakery, ready: a, 1000 m east. Placed and ready 100 s later: b and c, 100 and 200 m west. With a at once the
    // courier is back at 2000, 1900 late for both; b and c lie on one way, c 0 further by b. So b and c first: back at
    // 100 + 200 + 200 = 500, and a is 500 late. In one batch a would wait, too: 100 + 400 = 500, the same.
    const day = bakery({
      couriers: oneCourier(0),
      orders: [
        orderAt('a', 1000, AT, AT),
        orderAt('b', -100, AT + 100, AT + 100),
        orderAt('c', -200, AT + 100, AT + 100),
      ],
    });
    const greedy = liveQueues(day, new Map([['c1', [['a'], ['b', 'c']]]]), true);
    expect(measure(day, greedy).chargedExcessSec).toBeCloseTo((0 + 1900 + 1900) / 3, 9);

    const { released } = await search(day, greedy);

    expect(released.metrics.chargedExcessSec).toBeCloseTo(500 / 3, 9);
  });

  it('counts pay as the whole shift is paid', async () => {
    // At the bakery, and 5 m from it: 10 an order, 45 guaranteed for three hours. Four orders are free for the first
    // courier; each that the other one takes would be 5 s late.
    const near = aDayCourier({ courierId: 'near' }, place(0));
    const far = aDayCourier({ courierId: 'far' }, place(-5));
    const pay = { perOrder: 1000, guaranteePerHour: 1500 };
    const couriers = [near, far].map((one) => ({ ...one, courier: { ...one.courier, pay } }));
    const orders = [1, 2, 3, 4].map((i) => orderAt(`o${i}`, 0, AT + 600 * i, AT + 600 * i));

    const { released } = await search(bakery({ couriers, orders }));

    expect(released.metrics.chargedExcessSec).toBe(0);
  });

  it('is as good as the best of all plans of a tiny day', async () => {
    const full = grubhubDay();
    const days = [0, 4, 9].map((from) => ({
      ...full,
      orders: full.orders.slice(from, from + 4),
      couriers: full.couriers.slice(0, 2),
    }));

    for (const day of days) {
      const { released } = await search(day);
      expect(costOf(day, released.log)).toBe(Math.min(...allLogs(day).map((log) => costOf(day, log))));
    }
  });

  it('is never worse than what was done, nor without releases than with them', async () => {
    const day = grubhubDay();
    const { log } = runDispatcher(day, new HungarianPolicy(), { seed: 1 });

    for (const units of [1, 300, 30_000]) {
      const { released, relaxed } = await search(day, log, units);
      expect(costOf(day, released.log)).toBeLessThanOrEqual(costOf(day, log));
      expect(costOf(day, relaxed.log)).toBeLessThanOrEqual(costOf(day, released.log));
    }
  });

  it('can be carried out, says the judge; without releases it cannot', async () => {
    const day = grubhubDay();
    const judge = (log: WorldLog) => judgeMdrp(mdrpTexts(), writeMdrpSolution(day, log));

    const { released, relaxed } = await search(day);

    const verdict = judge(released.log);
    expect(describeFindings(verdict.findings)).toEqual([]);
    expect(verdict.undelivered).toEqual([]);
    expect(verdict.figures.chargedExcess).toBeCloseTo(released.metrics.chargedExcessSec / 60, 9);
    expect(judge(relaxed.log).findings.map(({ code }) => code)).toContain('ASSIGNED_BEFORE_PLACED');
  });

  it('finds the same plan again for the same seed and units', async () => {
    const day = grubhubDay();

    expect(await search(day)).toEqual(await search(day));
  });

  it('counts an order that nobody can reach as two hours', async () => {
    const [courier] = oneCourier(-900);
    if (!courier) throw new Error('no courier');
    const shift = { startAt: AT, endAt: AT + 600 };
    const day = bakery({
      couriers: [{ ...courier, courier: { ...courier.courier, shift } }],
      orders: [orderAt('a', 100, AT + 60, AT + 90)],
    });

    const { released } = await search(day);

    expect(released.metrics).toMatchObject({ undelivered: 1, chargedExcessSec: 7200 });
  });
});

describe('the queues of a day that was lived through', () => {
  it('are the batches of each courier, and living through them again takes no longer', () => {
    const day = grubhubDay();
    const { log } = runDispatcher(day, new HungarianPolicy(), { seed: 1 });

    const again = liveQueues(day, realisedQueues(log), true);

    const doors = ({ couriers }: WorldLog) => couriers.map(({ stops }) => stops.map(({ orderIds }) => orderIds));
    expect(doors(again)).toEqual(doors(log));
    expect(measure(day, again).chargedExcessSec).toBeLessThanOrEqual(measure(day, log).chargedExcessSec);
  });
});

/** The oracle's objective, but for a constant: what was charged in all, and what is paid. */
function costOf(day: Day, log: WorldLog): number {
  const { chargedExcessSec, payCents, orders } = measure(day, log);
  const { clickToDoorPerSec, payPerCent } = DEFAULT_POLICY.weights;
  return Math.round(clickToDoorPerSec * chargedExcessSec * orders + payPerCent * payCents);
}

/** Every way of carrying some or all of the orders, lived through; those with a pickup after a shift left out. */
function allLogs(day: Day): readonly WorldLog[] {
  const couriers = day.couriers.map(({ courier }) => courier);
  const storeOf = new Map(day.orders.map(({ order }) => [order.orderId, order.storeId]));
  type Queue = readonly (readonly string[])[];
  let plans: readonly (readonly Queue[])[] = [couriers.map(() => [])];
  for (const { order } of day.orders) {
    plans = plans.flatMap((plan) => [
      plan,
      ...plan.flatMap((queue, c) => insertions(queue, order.orderId).map((one) => plan.with(c, one))),
    ]);
  }
  return plans.flatMap((plan) => {
    const log = liveQueues(day, new Map(plan.map((queue, c) => [couriers[c]?.courierId ?? '', queue])), true);
    const isLate = log.couriers.some(({ stops }, c) =>
      stops.some(({ kind, serviceAt }) => kind === 'pickup' && serviceAt > (couriers[c]?.shift.endAt ?? 0)),
    );
    return isLate ? [] : [log];
  });

  function insertions(queue: Queue, order: string): readonly Queue[] {
    const alone = Array.from({ length: queue.length + 1 }, (_, at) => queue.toSpliced(at, 0, [order]));
    const joined = queue.flatMap((batch, at) =>
      storeOf.get(batch[0] ?? '') === storeOf.get(order)
        ? Array.from({ length: batch.length + 1 }, (_, i) => queue.with(at, batch.toSpliced(i, 0, order)))
        : [],
    );
    return [...alone, ...joined];
  }
}
