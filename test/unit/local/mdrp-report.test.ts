import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDays } from '../../../functions/local/bench/mdrp-days.ts';
import { differenceOf, differencesOf, renderDifferences } from '../../../functions/local/bench/mdrp-differences.ts';
import type { MdrpRow } from '../../../functions/local/bench/mdrp-job.ts';
import { jobsOf } from '../../../functions/local/bench/mdrp-jobs.ts';
import { Progress } from '../../../functions/local/bench/mdrp-progress.ts';
import { meansOf, tableOfClasses, tableOfPolicies, tableOfRows } from '../../../functions/local/bench/mdrp-table.ts';
import { NEUTRAL } from '../../../shared/sim/conditions.ts';

const ROW: MdrpRow = {
  policy: 'own',
  day: '1o50t100s1p100',
  seed: 1,
  orders: 20,
  undelivered: 0,
  undeliveredPct: 0,
  ctd: 30,
  ctd90: 40,
  ctd99: 50,
  ctdMax: 60,
  overage: 1,
  over90Min: 0,
  rtp: 1,
  bound: 28,
  excess: 2,
  chargedExcess: 2,
  courierWait: 1,
  bundleWait: 0.5,
  detour: 0.5,
  costPerOrder: 10,
  ordersPerBundle: 1.1,
  utilisationPct: 60,
  decisionMs: { p50: 10, p99: 20 },
  stability: { planChanges: 0.02, tentativeChanges: 1.5, declines: 0, timeOuts: 0, notice: 3, notice10: 1 },
  revisions: 100,
  violations: 0,
  lost: 0,
  doubleBound: 0,
  findings: [],
  oracle: null,
};
const row = (policy: string, day: string, chargedExcess: number, seed = 1): MdrpRow => ({
  ...ROW,
  policy,
  day,
  seed,
  chargedExcess,
});

describe('the tables of bench mdrp', () => {
  const rows = [
    { ...row('own', '1o50', 1), undeliveredPct: 4 },
    { ...row('own', '2o50', 2), violations: 2 },
    row('own', '1o100', 6),
    row('other', '1o50', 5),
  ];
  const lines = (table: string) => table.split('\n').map((line) => line.split(/ {2,}/));

  it('have a line a policy, with means over its days and the sum of its violations', () => {
    expect(meansOf(rows.slice(0, 3))).toMatchObject({ chargedExcess: 3, undeliveredPct: 4 / 3, violations: 2 });
    const table = tableOfPolicies(rows).split('\n');
    expect(table).toHaveLength(3);
    expect(table[0]).toMatch(/^mean of 3 days, 1 seed /);
    expect(table[1]).toMatch(/^own +20 +1\.333 .* 2$/);
    expect(table[2]).toMatch(/^other +20 +0\.000 .* 0$/);
  });

  it('have a line a class, which is the day without the seed of its orders', () => {
    expect(lines(tableOfClasses(rows)).map(([name]) => name)).toEqual(['class', 'o100 own', 'o50 own', 'o50 other']);
  });

  it('have a line a day, seed and policy', () => {
    expect(lines(tableOfRows(rows)).map(([name]) => name)).toEqual([
      'day, seed',
      '1o50 1 own',
      '2o50 1 own',
      '1o100 1 own',
      '1o50 1 other',
    ]);
  });
});

describe('a paired difference', () => {
  it('has an error that is clustered by the seed of the orders', () => {
    const days = [
      { cluster: '1', value: 1 },
      { cluster: '1', value: 2 },
      { cluster: '2', value: 3 },
      { cluster: '2', value: 6 },
    ];

    // The mean is 3; the deviations sum to -3 in cluster 1 and to 3 in cluster 2: sqrt(2 / 1 * (9 + 9)) / 4 = 1.5.
    expect(differenceOf(days)).toEqual({ mean: 3, standardError: 1.5 });
  });

  it('has no error when all days are of one seed', () => {
    expect(differenceOf([{ cluster: '1', value: 1 }])).toEqual({ mean: 1, standardError: null });
  });

  it('is between the same days, their search seeds averaged, from the first policy', () => {
    const rows = [
      row('own', '1o50', 1),
      row('own', '1o50', 3, 2),
      row('own', '2o50', 4),
      row('own', '3o50', 99),
      row('other', '1o50', 3),
      row('other', '2o50', 3.5),
    ];

    const [difference, ...more] = differencesOf(rows);

    // 3 - 2 = 1 and 3.5 - 4 = -0.5: mean 0.25, each deviation 0.75: sqrt(2 * 2 * 0.5625) / 2 = 0.75.
    expect(more).toEqual([]);
    expect(difference).toMatchObject({ policy: 'other', reference: 'own', days: 2, better: 1 });
    expect(difference?.chargedExcess).toEqual({ mean: 0.25, standardError: 0.75 });
    expect(renderDifferences(difference ? [difference] : [])).toEqual([
      'other - own: charged excess +0.25 (se 0.75) min, undelivered +0.000 (se 0.000) %, cost +0.00 (se 0.00); ' +
        'less excess on 1 of 2 days',
    ]);
  });

  it('is not there for a policy alone', () => {
    expect(differencesOf([row('own', '1o50', 1)])).toEqual([]);
    expect(differencesOf([])).toEqual([]);
  });
});

describe('the jobs of bench mdrp', () => {
  const days = [
    { name: 'short', folder: 'data/short', size: 10 },
    { name: 'long', folder: 'data/long', size: 200 },
  ];
  const planners = new Map([
    ['default', { kind: 'rebatch', policy: null } as const],
    ['hungarian', { kind: 'hungarian' } as const],
  ]);

  it('are every policy on the same days and seeds, the longest first', () => {
    const jobs = jobsOf(days, planners, { seeds: 2, conditions: NEUTRAL, out: 'out', oracle: null });

    expect(jobs.map(({ job: { policy, folder, seed } }) => `${policy} ${folder} ${seed}`)).toEqual([
      'default data/long 1',
      'default data/long 2',
      'hungarian data/long 1',
      'hungarian data/long 2',
      'default data/short 1',
      'default data/short 2',
      'hungarian data/short 1',
      'hungarian data/short 2',
    ]);
    expect(jobs[0]?.job.out).toBe(join('out', 'default'));
    expect(jobs[2]?.job.out).toBe(join('out', 'hungarian'));
  });

  it('write into the folder itself when there is one policy', () => {
    const [job] = jobsOf(days, new Map([['x/y.json', { kind: 'hungarian' }]]), {
      seeds: 1,
      conditions: NEUTRAL,
      out: 'out',
      oracle: null,
    });

    expect(job?.job.out).toBe('out');
  });
});

describe('the days of bench mdrp', () => {
  it('are found in the folder, measured, or refused by name', async () => {
    const data = await mkdtemp(join(tmpdir(), 'rebatch-days-'));
    await mkdir(join(data, '1o50'));
    await mkdir(join(data, '0o50'));
    await writeFile(join(data, '1o50', 'orders.txt'), '12345');

    const found = await findDays({ data, quick: false });
    expect(found).toEqual({
      ok: true,
      value: [
        { name: '0o50', folder: join(data, '0o50'), size: 0 },
        { name: '1o50', folder: join(data, '1o50'), size: 5 },
      ],
    });
    const missing = await findDays({ data, quick: false, only: ['1o50', '7o50'] });
    expect(missing).toEqual({ ok: false, error: `--data ${data} has no folder 7o50` });
    await rm(data, { recursive: true });
    expect(await findDays({ data, quick: false })).toMatchObject({ ok: false });
  });
});

describe('progress', () => {
  it('says how long the rest will take, by the work that is done', () => {
    const said: string[] = [];
    let now = 1000;
    const clock = () => now;
    const progress = new Progress(2, 40, false, clock, (text) => said.push(text));

    now += 65_000;
    progress.finish(row('own', '1o50', 1.234), 10);
    now += 195_000;
    progress.finish(row('own', '2o50', 2), 30);

    expect(said).toEqual([
      '1/2 1:05, 3:15 left  1o50 seed 1 own: 20 orders, charged excess 1.23 min, 0 undelivered\n',
      '2/2 4:20, 0:00 left  2o50 seed 1 own: 20 orders, charged excess 2.00 min, 0 undelivered\n',
    ]);
  });
});
