// The tables of `bench mdrp`: a line a policy, and on request a line a day or a line a class of days. Days count alike.
import type { MdrpRow } from './mdrp-job.ts';

/** A column: its name in JSON, its head, its width, what stands in it for a row, decimals. */
type Column = readonly [name: string, head: string, width: number, value: (row: MdrpRow) => number, digits: number];

const COLUMNS: readonly Column[] = [
  ['orders', 'orders', 7, (row) => row.orders, 0],
  ['undeliveredPct', 'undel %', 8, (row) => row.undeliveredPct, 3],
  ['ctd', 'CtD', 7, (row) => row.ctd, 2],
  ['ctd90', '90 %', 6, (row) => row.ctd90, 1],
  ['ctd99', '99 %', 6, (row) => row.ctd99, 1],
  ['ctdMax', 'max', 7, (row) => row.ctdMax, 1],
  ['over90Min', '> 90', 6, (row) => row.over90Min, 2],
  ['rtp', 'rtp', 6, (row) => row.rtp, 2],
  ['overage', 'over 40', 8, (row) => row.overage, 2],
  ['excess', 'excess', 7, (row) => row.excess, 2],
  ['chargedExcess', 'charged', 8, (row) => row.chargedExcess, 2],
  ['courierWait', 'wait', 6, (row) => row.courierWait, 2],
  ['bundleWait', 'mates', 6, (row) => row.bundleWait, 2],
  ['detour', 'detour', 7, (row) => row.detour, 2],
  ['costPerOrder', 'cost', 7, (row) => row.costPerOrder, 2],
  ['ordersPerBundle', 'o/bundle', 9, (row) => row.ordersPerBundle, 2],
  ['utilisationPct', 'util %', 7, (row) => row.utilisationPct, 1],
  ['planChanges', 'changes', 8, (row) => row.stability.planChanges, 3],
  ['tentativeChanges', 'tent.', 6, (row) => row.stability.tentativeChanges, 2],
  ['notice', 'notice', 7, (row) => row.stability.notice, 2],
  ['notice10', '10 %', 6, (row) => row.stability.notice10, 2],
  ['decisionP50Ms', 'p50 ms', 7, (row) => row.decisionMs.p50, 0],
  ['decisionP99Ms', 'p99 ms', 7, (row) => row.decisionMs.p99, 0],
];
const LEAST_NAME_WIDTH = 12;

/** The class of a day: its name without the seed of its orders, which is what the classes have in common. */
export const classOf = ({ day }: MdrpRow): string => day.replace(/^\d+/, '') || day;

/** Each column's mean over the rows, and their violations in all. */
export const meansOf = (rows: readonly MdrpRow[]): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(COLUMNS.map(([name, , , value]) => [name, meanOf(rows, value)])),
  violations: rows.reduce((sum, { violations }) => sum + violations, 0),
});

/** A line a policy, in the order in which the policies come. */
export const tableOfPolicies = (rows: readonly MdrpRow[]): string =>
  tableOf(
    `mean of ${countDays(rows)}`,
    grouped(rows, ({ policy }) => policy),
  );

/** A line a class of days and policy. */
export const tableOfClasses = (rows: readonly MdrpRow[]): string =>
  tableOf(
    'class',
    grouped(
      rows.toSorted((a, b) => compare(classOf(a), classOf(b))),
      (row) => `${classOf(row)} ${row.policy}`,
    ),
  );

/** A line a day, seed and policy. */
export const tableOfRows = (rows: readonly MdrpRow[]): string =>
  tableOf(
    'day, seed',
    grouped(rows, ({ day, seed, policy }) => `${day} ${seed} ${policy}`),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function countDays(rows: readonly MdrpRow[]): string {
  const days = new Set(rows.map(({ day }) => day)).size;
  const seeds = new Set(rows.map(({ seed }) => seed)).size;
  return `${days} day${days === 1 ? '' : 's'}, ${seeds} seed${seeds === 1 ? '' : 's'}`;
}

type Group = readonly [name: string, rows: readonly MdrpRow[]];

const grouped = (rows: readonly MdrpRow[], nameOf: (row: MdrpRow) => string): readonly Group[] => [
  ...Map.groupBy(rows, nameOf),
];

function tableOf(title: string, groups: readonly Group[]): string {
  const width = 2 + Math.max(LEAST_NAME_WIDTH, title.length, ...groups.map(([name]) => name.length));
  const heads = COLUMNS.map(([, head, columnWidth]) => head.padStart(columnWidth)).join('');
  const lines = groups.map(([name, rows]) => `${name.padEnd(width)}${cellsOf(rows)}`);
  return [`${title.padEnd(width)}${heads} viol.`, ...lines].join('\n');
}

function cellsOf(rows: readonly MdrpRow[]): string {
  const cells = COLUMNS.map(([, , width, value, digits]) => meanOf(rows, value).toFixed(digits).padStart(width));
  return `${cells.join('')}${String(meansOf(rows).violations).padStart(6)}`;
}

const meanOf = (rows: readonly MdrpRow[], value: (row: MdrpRow) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0) / Math.max(1, rows.length);
