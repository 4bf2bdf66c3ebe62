import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplanRow } from '../../functions/local/bench/replan-table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rebatch-replan-'));
});
afterAll(() => rm(folder, { recursive: true }));

const bench = (...flags: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['functions/local/bench.ts', 'replan', ...flags], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

describe('bench replan', () => {
  it('sets warm re-plans against a cold search, with sound plans that are no worse than their start', async () => {
    const json = join(folder, 'rows.json');

    const { code, stdout } = await bench(
      ...[
        '--orders',
        '60',
        '--couriers',
        '15',
        '--seeds',
        '2',
        '--seconds',
        '0.05,0.1',
        '--cold',
        '0.3',
        '--before',
        '0.3',
        '--json',
        json,
      ],
    );

    expect(code).toBe(0);
    expect(stdout).toMatch(/^ all +0\.05 /m);
    const rows: readonly ReplanRow[] = JSON.parse(await readFile(json, 'utf8')).rows;
    expect(rows.map(({ seed, seconds }) => [seed, seconds])).toEqual([
      [1, 0.05],
      [1, 0.1],
      [2, 0.05],
      [2, 0.1],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ violations: 0, missed: 0 });
      expect(row.warmCost).toBeLessThanOrEqual(row.keepCost);
      expect(row.coldCost).toBeLessThan(row.greedyCost);
    }
  });

  it.each([
    ['boxes that are none', ['--seconds', '0.2,x'], 'give seconds'],
    ['a zone of one order', ['--orders', '1'], 'from 2 to 5000'],
  ])('refuses %s', async (_, flags, words) => {
    const { code, stderr } = await bench(...flags);

    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });
});
