import { describe, expect, it } from 'vitest';
import { costOf, scaled } from '../../../functions/local/bench/cycle/cost.ts';
import { nameOf, parseCases } from '../../../functions/local/bench/cycle/cycle-case.ts';
import { consumptionTable, latencyTable, zoneDayTable } from '../../../functions/local/bench/cycle/cycle-table.ts';
import type { Consumption, Measured } from '../../../functions/local/bench/cycle/measured.ts';
import { runInMemory } from '../../../functions/local/bench/cycle/memory-run.ts';
import { LAMBDA_GB_SECOND_USD, READ_UNIT_USD, WRITE_UNIT_USD } from '../../../infra/constructs/prices.ts';

const IDLE: Consumption = { invocations: 0, busyMs: 0, memoryMb: 256, readUnits: 0, writeUnits: 0 };

const aRow = (changes: Partial<Measured> = {}): Measured => ({
  load: { zones: 1, orders: 1000, openMin: 40 },
  place: 'stack',
  cycles: [
    { CycleTime: 120, SearchTime: 50, ReadTime: 40, OpenOrders: 990, PlanChanges: 4 },
    { CycleTime: 300, SearchTime: 90, ReadTime: 60, OpenOrders: 1010, PlanChanges: 6 },
  ],
  seconds: 30,
  wallMs: 500,
  events: 40,
  positions: 160,
  placed: 10,
  messages: 2,
  planBytes: 45_000,
  peakBytes: 200 * 1_048_576,
  consumed: {
    ingest: IDLE,
    tick: IDLE,
    positions: IDLE,
    reoptimize: { invocations: 2, busyMs: 400, memoryMb: 1024, readUnits: 530, writeUnits: 200 },
  },
  ...changes,
});

const cellsOf = (line: string | undefined): readonly string[] => line?.trim().split(/ {2,}/) ?? [];

describe('loads', () => {
  it('are zones x open orders @ minutes, 40 unless said otherwise', () => {
    expect(parseCases('1x50,20x200@80').map(nameOf)).toEqual(['1x50@40', '20x200@80']);
  });

  it.each(['', '0x50', '201x50', '1x5', '1x2001', '1x50@19', '1x50@241', '1x50,', 'x50'])('are not "%s"', (text) => {
    expect(() => parseCases(text)).toThrow('ZONESxORDERS');
  });
});

describe('the cost of what was consumed', () => {
  it('is units, GB-seconds and invocations at list price', () => {
    const cost = costOf([
      { invocations: 1_000_000, busyMs: 2_000, memoryMb: 512, readUnits: 8_000_000, writeUnits: 1_600_000 },
      { ...IDLE, writeUnits: 1 },
    ]);

    expect(cost).toMatchObject({ readUnits: 8_000_000, writeUnits: 1_600_001, gbSeconds: 1 });
    // 1.00 for reads, 1.00 for writes, 0.20 for invocations, and next to nothing for one GB-second.
    expect(cost.usd).toBeCloseTo(2.2, 4);
    expect(scaled(cost, 0.5).usd).toBeCloseTo(1.1, 4);
  });

  it('has the prices of the alarm on costs', () => {
    expect(costOf([{ ...IDLE, readUnits: 1 }]).usd).toBeCloseTo(READ_UNIT_USD, 12);
    expect(costOf([{ ...IDLE, writeUnits: 1 }]).usd).toBeCloseTo(WRITE_UNIT_USD, 12);
    expect(costOf([{ ...IDLE, busyMs: 1000, memoryMb: 1024 }]).usd).toBeCloseTo(LAMBDA_GB_SECOND_USD, 12);
  });
});

describe('the tables of cycles', () => {
  it('have latencies as p50 and p99, and what a cycle takes beside its search', () => {
    expect(cellsOf(latencyTable([aRow()]).split('\n')[1])).toEqual([
      ...['1x1000@40', 'stack', '2', '4.0', '400', '1000', '120 / 300', '70 / 210'],
      ...['40 / 60', '0 / 0', '50 / 90', '0 / 0', '0 / 0', '0 / 0', '200'],
    ]);
  });

  it('have consumption a cycle, and of a thousand orders', () => {
    const [, line, ...others] = consumptionTable([aRow(), aRow({ place: 'memory', consumed: null })]).split('\n');

    expect(others).toEqual([]);
    // 10 orders placed took 530 RU (0.00006625 USD), 200 WU (0.000125), 0.4 GB-s (0.0000053) and 2 invocations.
    expect(cellsOf(line)).toEqual([
      ...['1x1000@40', '1000', '5.0', '1.0', '45.0', '265.0', '100.0', '200.0'],
      ...['4000', '16000', '53000', '20000', '40.0', '0.0197'],
    ]);
  });

  it('have a day of a zone beside what it was designed for', () => {
    const lines = zoneDayTable(aRow()).split('\n').map(cellsOf);

    // A cycle: 265 RU, 100 WU and 0.2 s of 1 GB; a day has 5,760 of them.
    expect(lines[2]).toEqual(['a cycle, measured', '265.0', '100.0', '0.200', '0.000098']);
    expect(lines[4]).toEqual(['a zone-day, measured', '1526400.0', '576000.0', '1152.000', '0.57']);
  });
});

describe('a load in memory', () => {
  it('is measured cycle by cycle, with about as many open orders as asked for', async () => {
    const times = { startAt: 1_767_614_400, warmUpMin: 15, steps: 8, stepSec: 15 };

    const row = await runInMemory({ zones: 2, orders: 20, openMin: 20 }, 1, times);

    expect(row.cycles.length).toBeGreaterThanOrEqual(4);
    expect(row.placed).toBe(4);
    for (const { OpenOrders = 0 } of row.cycles) expect(Math.abs(OpenOrders - 20)).toBeLessThanOrEqual(8);
    expect(row.planBytes).toBeGreaterThan(500);
  });
});
