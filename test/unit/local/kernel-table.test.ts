import { describe, expect, it } from 'vitest';
import {
  type KernelReport,
  type KernelRow,
  kernelTable,
  parseReport,
  rowOf,
} from '../../../functions/local/bench/kernel-table.ts';

const WORK = { units: 1000, iterations: 300, insertions: 6000 };

const aRow = (changes: Partial<KernelRow> = {}): KernelRow => ({ ...rowOf('pairs 50', [WORK], [200]), ...changes });

describe('a row of the kernel benchmark', () => {
  it('has the least, the mean and the spread of its runs, and rates by the least', () => {
    const row = rowOf('pairs 50', [WORK, WORK, WORK], [220, 200, 240]);

    expect(row).toEqual({
      name: 'pairs 50',
      ...WORK,
      minMs: 200,
      meanMs: 220,
      sdMs: 20, // sqrt((0 + 20^2 + 20^2) / 2)
      iterationsPerSec: 1500, // 300 in 0.2 s
      insertionsPerSec: 30_000,
    });
  });

  it('of one run has no spread', () => {
    expect(rowOf('pairs 50', [WORK], [200]).sdMs).toBe(0);
  });

  it('refuses runs that did not do the same', () => {
    const other = { ...WORK, iterations: 301 };

    expect(() => rowOf('pairs 50', [WORK, other], [200, 200])).toThrow(/pairs 50 did not do the same work/);
  });
});

describe('the table of the kernel benchmark', () => {
  it('says how much faster a case is than in the baseline', () => {
    const now = aRow({ iterationsPerSec: 1500, insertionsPerSec: 30_000 });
    const then = aRow({ iterationsPerSec: 1200, insertionsPerSec: 40_000 });

    const [, line] = kernelTable([now], [then]).split('\n');

    expect(line?.split(/ {2,}/)).toEqual(['pairs 50', '200.0', '200.0', '0.0', '1500', '1.250', '30000', '0.750']);
  });

  it('says which cases took other steps, and which are new', () => {
    const rows = [aRow(), aRow({ name: 'blocks 50' })];

    const lines = kernelTable(rows, [aRow({ iterations: 299 })]).split('\n');

    expect(lines[1]).toMatch(/1\.000 {2}other steps than the baseline$/);
    expect(lines[2]).toMatch(/- {2}not in the baseline$/);
  });
});

describe('a stored report', () => {
  const report: KernelReport = {
    machine: { cpu: 'some', cores: 2, node: 'v24.0.0', commit: null },
    repeats: 1,
    rows: [aRow()],
  };

  it('is read as it was written', () => {
    expect(parseReport(JSON.stringify(report))).toEqual({ ok: true, value: report });
  });

  it.each(['{', '{"rows": []}', '[]'])('is refused when it is %j', (text) => {
    expect(parseReport(text).ok).toBe(false);
  });
});
