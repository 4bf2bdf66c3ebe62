import { describe, expect, it } from 'vitest';
import { keptOf, type ReplanRow, replanTable } from '../../../functions/local/bench/replan-table.ts';

const aRow = (changes: Partial<ReplanRow> = {}): ReplanRow => ({
  seed: 1,
  seconds: 0.2,
  ms: 198,
  greedyCost: 300e6,
  keepCost: 240e6,
  coldCost: 200e6,
  warmCost: 210e6,
  coldUnassigned: 1,
  warmUnassigned: 2,
  missed: 1,
  iterations: 700,
  units: 700_000,
  violations: 0,
  ...changes,
});

const cellsOf = (line: string | undefined): readonly string[] => line?.trim().split(/ {2,}/) ?? [];

describe('the share of the gain that is kept', () => {
  it('is what the warm plan saves, over what the cold one saves', () => {
    expect(keptOf(aRow(), 300e6)).toBe(0.9); // 90 of 100
    expect(keptOf(aRow(), 240e6)).toBe(0.75); // 30 of 40
  });

  it('is above 1 for a warm plan that is better than the cold one, below 0 for one that is worse than its start', () => {
    expect(keptOf(aRow({ warmCost: 190e6 }), 300e6)).toBe(1.1);
    expect(keptOf(aRow({ warmCost: 310e6 }), 300e6)).toBe(-0.1);
  });

  it('says nothing where the cold search gains nothing', () => {
    expect(keptOf(aRow(), 200e6)).toBeNull();
    expect(keptOf(aRow(), 190e6)).toBeNull();
  });
});

describe('the table of re-plans', () => {
  it('has a line a run, and one a box with means, the largest overrun, and sums of what must not be', () => {
    const rows = [
      aRow(),
      aRow({ seconds: 1, ms: 1001.5, warmCost: 195e6, missed: 0 }),
      aRow({ seed: 2, ms: 204, warmCost: 230e6, keepCost: 190e6, missed: 3, violations: 1 }),
    ];

    const lines = replanTable(rows).split('\n');

    expect(lines).toHaveLength(1 + 3 + 2);
    const costs = ['300.00', '240.00', '200.00', '210.00'];
    expect(cellsOf(lines[1])).toEqual(['1', '0.2', '-2.0', ...costs, '90.0', '75.0', '2', '1', '1', '700', '0']);
    expect(cellsOf(lines[3]).slice(7, 9)).toEqual(['70.0', '-']);
    // 0.2 s: (300 - 220) / (300 - 200) and (215 - 220) / (215 - 200); over 4 ms; 2 + 2 and 1 + 1 left out; 1 + 3 missed.
    expect(cellsOf(lines[4])).toEqual([
      'all',
      '0.2',
      '4.0',
      '300.00',
      '215.00',
      '200.00',
      '220.00',
      '80.0',
      '-33.3',
      '4',
      '2',
      '4',
      '700',
      '1',
    ]);
    expect(cellsOf(lines[5]).slice(0, 3)).toEqual(['all', '1', '1.5']);
  });
});
