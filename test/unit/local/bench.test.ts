import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMdrpJob } from '../../../functions/local/bench/mdrp-job.ts';
import { tableOfRows } from '../../../functions/local/bench/mdrp-table.ts';
import { shareJobs } from '../../../functions/local/bench/share-jobs.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { type Conditions, NEUTRAL } from '../../../shared/sim/conditions.ts';
import { MDRP_FILES } from '../../../shared/sim/mdrp-files.ts';
import { mdrpTexts } from '../../support/days.ts';

const JOB = {
  seed: 1,
  policy: 'default',
  planner: { kind: 'rebatch', policy: null },
  conditions: NEUTRAL,
  out: null,
  oracle: null,
} as const;
const WORKER = new URL('../../support/halving-worker.ts', import.meta.url);

describe('jobs shared among threads', () => {
  it('come back in the order of the jobs, and are heard of one by one', async () => {
    const heard: number[] = [];

    const rows = await shareJobs<number, number>(WORKER, [8, 6, 4, 2], 2, (row) => heard.push(row));

    expect(rows).toEqual([4, 3, 2, 1]);
    expect(heard.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('end with the first fault', async () => {
    await expect(shareJobs<number, number>(WORKER, [2, 3, 4], 2, () => {})).rejects.toThrow('3 is odd');
  });
});

describe('a benchmark day', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebatch-bench-'));
    const texts = mdrpTexts();
    for (const which of ['orders', 'restaurants', 'couriers', 'parameters'] as const)
      await writeFile(join(folder, MDRP_FILES[which]), texts[which]);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('becomes a row of the table, under a policy of its own', async () => {
    const policy = { ...DEFAULT_POLICY, search: { ...DEFAULT_POLICY.search, maxUnits: 2000 } };

    const row = await runMdrpJob({ ...JOB, folder, planner: { kind: 'rebatch', policy } });

    expect(row).toMatchObject({ orders: 20, undelivered: 0, violations: 0, lost: 0, doubleBound: 0, findings: [] });
    expect(row.courierWait + row.bundleWait + row.detour).toBeCloseTo(row.excess, 9);
    expect(tableOfRows([row]).split('\n')[1]).toMatch(new RegExp(`^${basename(folder)} 1 default +20 +0\\.000 `));
  });

  it('has other placements or couriers under a probe, and the judge keeps every rule with them', async () => {
    const planner = { kind: 'hungarian' } as const;
    const play = (changes: Partial<Conditions>) =>
      runMdrpJob({ ...JOB, folder, planner, conditions: { ...NEUTRAL, ...changes } });

    const [usual, foreseen, more, fewer] = await Promise.all([
      play({}),
      play({ foresightMin: 15 }),
      play({ fleetPct: 140 }),
      play({ fleetPct: 60 }),
    ]);

    expect([usual, foreseen, more, fewer].flatMap(({ findings }) => findings)).toEqual([]);
    // From the true placements: from the leaked ones it would be fifteen minutes longer.
    expect(Math.abs(foreseen.ctd - usual.ctd)).toBeLessThan(5);
    expect(foreseen.chargedExcess).not.toBe(usual.chargedExcess);
    expect(more.costPerOrder).toBeGreaterThan(usual.costPerOrder);
    expect(fewer.costPerOrder).toBeLessThan(usual.costPerOrder);
  });

  it('is refused with all its faults when the folder holds no day', async () => {
    await writeFile(join(folder, 'orders.txt'), 'order\tx\n');

    await expect(runMdrpJob({ ...JOB, folder })).rejects.toThrow(/orders\.txt:1: the header/);
  });
});
