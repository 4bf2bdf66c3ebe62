// The table of `bench pdptw`: a line a class, and one for all. Vehicles of all runs first; the gap in distance only means
// something where the vehicles are equal.
import type { BestKnown } from '../pdptw/read-instance.ts';
import type { ExactRecord } from '../pdptw/solve-record.ts';

export interface PdptwRow {
  readonly name: string;
  readonly seed: number;
  readonly vehicles: number;
  readonly distance: number;
  readonly known: BestKnown;
  readonly units: number;
  readonly iterations: number;
  /** With exact help: what it had to choose from, and what the choice was worth. */
  readonly exact?: Pick<ExactRecord, 'columns' | 'before' | 'after'>;
  /** Of the box's clock, from opening to the decoded plan. */
  readonly ms: number;
  /** What the judge found. */
  readonly faults: readonly string[];
}

export interface PdptwClass {
  readonly name: string;
  readonly runs: number;
  readonly vehicles: number;
  readonly knownVehicles: number;
  /** Vehicles above best-known, mean of the runs. */
  readonly extra: number;
  /** Runs above best-known vehicles. */
  readonly above: number;
  readonly distance: number;
  readonly knownDistance: number;
  /** Mean of distance over best-known distance, less 1, over the runs with equal vehicles; 0 where there are none. */
  readonly gap: number;
  readonly equal: number;
  readonly slowestMs: number;
  readonly failed: number;
}

/** The classes of the rows, by name and size, and `all` last. */
export function classesOf(rows: readonly PdptwRow[]): readonly PdptwClass[] {
  const names = [...new Set(rows.map(classOf))].sort();
  return [
    ...names.map((name) =>
      summed(
        name,
        rows.filter((row) => classOf(row) === name),
      ),
    ),
    summed('all', rows),
  ];
}

/** lrc1 of 400 tasks is lrc1_4, of 100 tasks lrc1. */
const classOf = ({ name }: PdptwRow): string => /^(l[rc]+\d_\d+)_/.exec(name)?.[1] ?? name.slice(0, -2);

function summed(name: string, rows: readonly PdptwRow[]): PdptwClass {
  const sum = (of: (row: PdptwRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const equal = rows.filter((row) => row.vehicles === row.known.vehicles);
  const gaps = equal.reduce((total, row) => total + row.distance / row.known.distance - 1, 0);
  const vehicles = sum((row) => row.vehicles);
  const knownVehicles = sum((row) => row.known.vehicles);
  return {
    name,
    runs: rows.length,
    vehicles,
    knownVehicles,
    extra: (vehicles - knownVehicles) / Math.max(1, rows.length),
    above: rows.filter((row) => row.vehicles > row.known.vehicles).length,
    distance: sum((row) => row.distance),
    knownDistance: sum((row) => row.known.distance),
    gap: gaps / Math.max(1, equal.length),
    equal: equal.length,
    slowestMs: Math.max(0, ...rows.map((row) => row.ms)),
    failed: rows.filter((row) => row.faults.length > 0).length,
  };
}

const HEADS = [
  'class',
  'runs',
  'vehicles',
  'known',
  'extra',
  'above',
  'distance',
  'known',
  'equal',
  'gap %',
  'over ms',
  'failed',
];
const WIDTHS = [8, 6, 10, 7, 8, 7, 12, 12, 7, 8, 9, 8];

export function pdptwTable(rows: readonly PdptwRow[], boxMs: number): string {
  const lines = classesOf(rows).map((each) => [
    each.name,
    `${each.runs}`,
    `${each.vehicles}`,
    `${each.knownVehicles}`,
    each.extra.toFixed(3),
    `${each.above}`,
    each.distance.toFixed(1),
    each.knownDistance.toFixed(1),
    `${each.equal}`,
    (100 * each.gap).toFixed(3),
    (each.slowestMs - boxMs).toFixed(1),
    `${each.failed}`,
  ]);
  return [HEADS, ...lines].map((cells) => cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 0)).join('')).join('\n');
}
