import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../shared/sim/baseline/assignment.ts';
import { bundle, delayOf } from '../../../shared/sim/baseline/bundles.ts';
import { HungarianPolicy } from '../../../shared/sim/baseline/hungarian-policy.ts';
import { runDispatcher } from '../../../shared/sim/baseline/run-dispatcher.ts';
import { describeFindings, judgeMdrp } from '../../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { grubhubDay, mdrpTexts } from '../../support/days.ts';

/** The least sum by trying everything. */
function leastSum(costs: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  const line = costs[row];
  if (!line) return 0;
  const free = [...line.keys()].filter((column) => !taken.includes(column));
  return Math.min(...free.map((column) => (line[column] ?? 0) + leastSum(costs, row + 1, [...taken, column])));
}

const matrices = fc
  .record({ rows: fc.integer({ min: 0, max: 4 }), more: fc.integer({ min: 0, max: 2 }) })
  .chain(({ rows, more }) => {
    const line = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: rows + more, maxLength: rows + more });
    return fc.array(line, { minLength: rows, maxLength: rows }).map((costs) => ({ columns: rows + more, costs }));
  });

describe('an assignment', () => {
  it('costs as little as any, and gives no column twice', () => {
    fc.assert(
      fc.property(matrices, ({ columns, costs }) => {
        const found = [...assign(costs.length, columns, (row, column) => costs[row]?.[column] ?? 0)];

        const sum = found.reduce((total, column, row) => total + (costs[row]?.[column] ?? Number.NaN), 0);
        expect(new Set(found).size).toBe(costs.length);
        expect(sum).toBe(leastSum(costs));
      }),
    );
  });

  it('needs a column for each row', () => {
    expect(() => assign(2, 1, () => 0)).toThrow('2 rows do not fit 1 columns');
  });
});

describe('bundles by insertion', () => {
  type Order = { readonly orderId: string; readonly readyAt: number; readonly door: number };
  /** Doors on one street, in seconds from the restaurant. */
  const ways = {
    fromStore: ({ door }: Order) => Math.abs(door),
    between: (from: Order, to: Order) => Math.abs(to.door - from.door),
  };
  const orders: readonly Order[] = [
    { orderId: 'a', readyAt: 0, door: 300 },
    { orderId: 'b', readyAt: 60, door: 100 },
    { orderId: 'c', readyAt: 120, door: -200 },
  ];
  const names = (bundles: readonly (readonly { orderId: string }[])[]) =>
    bundles.map((one) => one.map(({ orderId }) => orderId).join(''));

  it('count what mates and doors before cost', () => {
    // Picked up at 60: a waits 60, b nothing. First to b at 100, then to a at 300: no detour.
    expect(
      delayOf(
        [orders[1], orders[0]].filter((one) => one !== undefined),
        ways,
      ),
    ).toBe(60);
    expect(delayOf(orders.slice(0, 1), ways)).toBe(0);
  });

  it('put an order where it delays the least', () => {
    // One bundle: b before a, which costs a 60. All wait for c: 180. c last has 300 + 500 instead of 200 to its door: 780.
    // c first costs b and a 400 each, c in the middle 200 and 600: 980.
    expect(names(bundle(orders, 1, ways))).toEqual(['bac']);
    // Two: a and b open one each. With a, c costs 120 of waiting and at least 400 of detour; after b, 60 and 200.
    expect(names(bundle(orders, 2, ways))).toEqual(['a', 'bc']);
    expect(names(bundle(orders, 5, ways))).toEqual(['a', 'b', 'c']);
  });
});

describe('the Hungarian baseline', () => {
  it('delivers a small day, and the judge has nothing to say', () => {
    const { day, log, metrics } = runDispatcher(grubhubDay(), new HungarianPolicy(), { seed: 1 });

    const { findings, undelivered } = judgeMdrp(mdrpTexts(), writeMdrpSolution(day, log));

    expect(describeFindings(findings)).toEqual([]);
    expect(undelivered).toEqual([]);
    expect(metrics.delivered).toBe(20);
  });

  it('decides the same again', () => {
    const run = () => runDispatcher(grubhubDay(), new HungarianPolicy(), { seed: 1 }).log;

    expect(run()).toEqual(run());
  });

  it('offers again what a courier declines, and to another one, and waits for who is late', () => {
    const world = { declineBp: 3000, prepSigma: 0.3, travelSigma: 0.5 };
    const { day, log, metrics } = runDispatcher(grubhubDay(), new HungarianPolicy(), { seed: 1, world });

    const { findings } = judgeMdrp(mdrpTexts(), writeMdrpSolution(day, log), [], { isUncertain: true });

    expect(describeFindings(findings)).toEqual([]);
    expect(metrics.delivered).toBe(20);
    expect(metrics.stability.declinesPerOrder).toBeGreaterThan(0.1);
    const askedAgain = log.orders.filter(({ offers, declines }) =>
      declines.some((no) => offers.some(({ courierId, at }) => courierId === no.courierId && at > no.at)),
    );
    expect(askedAgain).toEqual([]);
  });
});
