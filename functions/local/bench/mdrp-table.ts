// The table of `bench mdrp`: one line a day and seed, and the means, days counting alike.
import type { MdrpRow } from './mdrp-job.ts';

/** A column: its head, its width, and what stands in it for a row. */
type Column = readonly [head: string, width: number, value: (row: MdrpRow) => number, digits: number];

const undeliveredPct = (row: MdrpRow): number => (100 * row.undelivered) / Math.max(1, row.orders);

const COLUMNS: readonly Column[] = [
  ['orders', 7, (row) => row.orders, 0],
  ['undel %', 8, undeliveredPct, 3],
  ['CtD', 7, (row) => row.clickToDoor.mean, 2],
  ['p99', 7, (row) => row.clickToDoor.p99, 1],
  ['excess', 7, (row) => row.excessMin, 2],
  ['charged', 8, (row) => row.chargedExcessMin, 2],
  ['wait', 6, (row) => row.courierWaitMin, 2],
  ['mates', 6, (row) => row.batchWaitMin, 2],
  ['detour', 7, (row) => row.detourMin, 2],
  ['cost', 7, (row) => row.costPerOrder, 2],
  ['o/batch', 8, (row) => row.ordersPerBatch, 2],
  ['util %', 7, (row) => row.utilisationPct, 1],
  ['changes', 8, (row) => row.stability.planChanges, 3],
  ['tent.', 6, (row) => row.stability.tentativeChanges, 2],
  ['notice', 7, (row) => row.stability.notice, 2],
  ['p50 ms', 7, (row) => row.cycleMs.p50, 0],
  ['p99 ms', 7, (row) => row.cycleMs.p99, 0],
  ['viol.', 6, (row) => row.violations, 0],
];
const NAME_WIDTH = 20;

export function tableOf(rows: readonly MdrpRow[]): string {
  const head = `${'day, seed'.padEnd(NAME_WIDTH)}${COLUMNS.map(([name, width]) => name.padStart(width)).join('')}`;
  const lines = rows.map((row) => line(`${row.day} ${row.seed}`, (_, value) => value(row)));
  const means = meansOf(rows);
  return [head, ...lines, line('mean', (name) => means[name] ?? 0)].join('\n');
}

/** Each column's mean over the rows. */
export const meansOf = (rows: readonly MdrpRow[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    COLUMNS.map(([head, , value]) => [head, rows.reduce((sum, row) => sum + value(row), 0) / Math.max(1, rows.length)]),
  );

function line(name: string, cellOf: (head: string, value: Column[2]) => number): string {
  const cells = COLUMNS.map(([head, width, value, digits]) => cellOf(head, value).toFixed(digits).padStart(width));
  return `${name.padEnd(NAME_WIDTH)}${cells.join('')}`;
}
