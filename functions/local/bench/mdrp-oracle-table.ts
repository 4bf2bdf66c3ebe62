// The table of `bench mdrp --oracle`: each played day beside what a search in hindsight made of it.
import type { MdrpRow } from './mdrp-job.ts';
import type { OracleRow } from './mdrp-oracle.ts';

type Column = readonly [
  head: string,
  width: number,
  value: (row: MdrpRow, oracle: OracleRow) => number,
  digits: number,
];

const COLUMNS: readonly Column[] = [
  ['orders', 8, (row) => row.orders, 0],
  ['charged', 9, (row) => row.chargedExcess, 2],
  ['oracle', 8, (_, { released }) => released.chargedExcess, 2],
  ['gap', 7, (row, { released }) => row.chargedExcess - released.chargedExcess, 2],
  ['relaxed', 9, (_, { relaxed }) => relaxed.chargedExcess, 2],
  ['undel %', 9, (row) => row.undeliveredPct, 3],
  ['oracle', 8, (_, { released }) => released.undeliveredPct, 3],
  ['cost', 8, (row) => row.costPerOrder, 2],
  ['oracle', 8, (_, { released }) => released.costPerOrder, 2],
];

/** A line a day, seed and policy, and the means of each policy; empty when no oracle was asked. */
export function tableOfOracles(rows: readonly MdrpRow[]): readonly string[] {
  const asked = rows.flatMap((row) => (row.oracle === null ? [] : [{ row, oracle: row.oracle }]));
  if (asked.length === 0) return [];
  const lineOf = (name: string, of: typeof asked): string => `${name.padEnd(width)}${cellsOf(of)}`;
  const names = asked.map(({ row: { day, seed, policy } }) => `${day} ${seed} ${policy}`);
  const byPolicy = [...Map.groupBy(asked, ({ row }) => row.policy)];
  const width = 2 + Math.max(...names.map((name) => name.length), ...byPolicy.map(([name]) => name.length + 5));
  const heads = COLUMNS.map(([head, columnWidth]) => head.padStart(columnWidth)).join('');
  return [
    `${'in hindsight'.padEnd(width)}${heads}`,
    ...asked.map((one, i) => lineOf(names[i] ?? '', [one])),
    ...byPolicy.map(([policy, of]) => lineOf(`mean ${policy}`, of)),
    '',
  ];
}

const cellsOf = (asked: readonly { readonly row: MdrpRow; readonly oracle: OracleRow }[]): string =>
  COLUMNS.map(([, width, value, digits]) => {
    const sum = asked.reduce((total, { row, oracle }) => total + value(row, oracle), 0);
    return (sum / asked.length).toFixed(digits).padStart(width);
  }).join('');
