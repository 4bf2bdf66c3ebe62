// What `bench cycle` measured, as tables: how fast, what it consumes, and the sum that the design was made for.
import { percentile } from '../../../../shared/sim/percentile.ts';
import { type Cost, costOf, scaled } from './cost.ts';
import { nameOf } from './cycle-case.ts';
import { type Measured, overheadOf, PARTS, type Sample } from './measured.ts';

const MB = 1_048_576;

/** Latencies in ms, `p50 / p99`: a cycle, beside its search, and its parts. */
export function latencyTable(rows: readonly Measured[]): string {
  const heads = ['load', 'on', 'cycles', 'a s', 'events a s', 'open', 'cycle', 'overhead'];
  const parts = PARTS.map((part) => part.replace('Time', '').toLowerCase());
  return textTable([
    [...heads, ...parts, 'peak MB'],
    ...rows.map((row) => [
      nameOf(row.load),
      row.place,
      `${row.cycles.length}`,
      ((1000 * row.cycles.length) / row.wallMs).toFixed(1),
      ((1000 * (row.events + row.positions)) / row.wallMs).toFixed(0),
      mean(row.cycles, (cycle) => cycle.OpenOrders ?? 0).toFixed(0),
      spread(row.cycles, (cycle) => cycle.CycleTime ?? 0),
      spread(row.cycles, overheadOf),
      ...PARTS.map((part) => spread(row.cycles, (cycle) => cycle[part] ?? 0)),
      (row.peakBytes / MB).toFixed(0),
    ]),
  ]);
}

/** Consumption of a cycle by what is open and what changes; then of 1,000 orders, by all functions. */
export function consumptionTable(rows: readonly Measured[]): string {
  const heads = ['load', 'open', 'changes', 'messages', 'plan KB', 'RU', 'WU', 'ms'];
  const ofOrders = ['events', 'positions', 'RU', 'WU', 'GB-s', 'USD'];
  const lines = rows.flatMap(({ consumed, ...row }) => {
    if (consumed === null) return [];
    const { reoptimize } = consumed;
    const a = (value: number): string => (value / row.cycles.length).toFixed(1);
    const orders = 1000 / row.placed;
    const all = scaled(costOf(Object.values(consumed)), orders);
    return [
      [
        nameOf(row.load),
        mean(row.cycles, (cycle) => cycle.OpenOrders ?? 0).toFixed(0),
        mean(row.cycles, (cycle) => cycle.PlanChanges ?? 0).toFixed(1),
        a(row.messages),
        (row.planBytes / 1000).toFixed(1),
        a(reoptimize.readUnits),
        a(reoptimize.writeUnits),
        a(reoptimize.busyMs),
        (row.events * orders).toFixed(0),
        (row.positions * orders).toFixed(0),
        all.readUnits.toFixed(0),
        all.writeUnits.toFixed(0),
        all.gbSeconds.toFixed(1),
        all.usd.toFixed(4),
      ],
    ];
  });
  return textTable([[...heads, ...ofOrders], ...lines]);
}

/** What PROTOCOL's cost section counts on, for one zone with 1,000 open orders and a cycle every 15 s. */
const DESIGNED = { cycles: 5760, readUnits: 265, writeUnits: 100, gbSeconds: 1.25 * (1769 / 1024), usd: 0.75 } as const;

/** The re-optimizer's consumption a cycle, and of 5,760 cycles, which are a day at one every 15 s. */
export function zoneDayTable({ consumed, cycles }: Pick<Measured, 'consumed' | 'cycles'>): string {
  if (consumed === null || cycles.length === 0) return '';
  const a = scaled(costOf([consumed.reoptimize]), 1 / cycles.length);
  const cells = (cost: Cost): readonly string[] => [
    cost.readUnits.toFixed(1),
    cost.writeUnits.toFixed(1),
    cost.gbSeconds.toFixed(3),
    cost.usd.toFixed(cost.usd < 0.01 ? 6 : 2),
  ];
  return textTable([
    ['', 'RU', 'WU', 'GB-s', 'USD'],
    ['a cycle, designed for', ...cells({ ...DESIGNED, usd: DESIGNED.usd / DESIGNED.cycles })],
    ['a cycle, measured', ...cells(a)],
    ['a zone-day, designed for', ...cells({ ...scaled({ ...DESIGNED }, DESIGNED.cycles), usd: DESIGNED.usd })],
    ['a zone-day, measured', ...cells(scaled(a, DESIGNED.cycles))],
  ]);
}

function textTable(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
}

function spread(cycles: readonly Sample[], of: (cycle: Sample) => number): string {
  const sorted = cycles.map(of).sort((a, b) => a - b);
  return `${percentile(sorted, 50)} / ${percentile(sorted, 99)}`;
}

const mean = (cycles: readonly Sample[], of: (cycle: Sample) => number): number =>
  cycles.reduce((sum, cycle) => sum + of(cycle), 0) / Math.max(1, cycles.length);
