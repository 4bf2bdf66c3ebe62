import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { simulateCity } from '../../../functions/local/simulate/city.ts';
import { readCityOptions } from '../../../functions/local/simulate/city-options.ts';
import { NEUTRAL } from '../../../shared/sim/conditions.ts';

describe('the flags of simulate city', () => {
  it('may all be left out', () => {
    expect(readCityOptions({})).toEqual({
      orders: 180,
      couriers: 14,
      minutes: null,
      seed: 1,
      cancelPct: 0,
      conditions: NEUTRAL,
      policy: 'default',
      out: null,
      json: null,
    });
  });

  it('say what the day is like', () => {
    const sizes = { orders: '60', couriers: '5', minutes: '90', seed: '7', cancels: '2.5' };
    const luck = { declines: '10', answer: '30', notice: '3', prepError: '0.3', travelNoise: '0.2' };

    expect(readCityOptions({ ...sizes, ...luck })).toMatchObject({
      orders: 60,
      couriers: 5,
      minutes: 90,
      seed: 7,
      cancelPct: 2.5,
      conditions: { ...NEUTRAL, declinePct: 10, answerSec: 30, noticeMin: 3, prepSigma: 0.3, travelSigma: 0.2 },
    });
  });

  it('are refused all at once, each by its name', () => {
    const given = { orders: '0', couriers: 'few', minutes: '10', seed: '-1', prepError: '3', policy: 'hungarian' };

    expect(readCityOptions(given)).toEqual({
      faults: [
        'FLAG_INVALID: --orders 0: give a whole number from 1 to 9999.',
        'FLAG_INVALID: --couriers few: give a whole number from 1 to 9999.',
        'FLAG_INVALID: --minutes 10: give a whole number from 30 to 690.',
        'FLAG_INVALID: --seed -1: give a whole number from 0 on, of at most nine digits.',
        'FLAG_INVALID: --prep-error 3: give a number from 0 to 2.',
        'FLAG_INVALID: --policy hungarian: the baselines know no skills, capacities or modes.',
      ],
    });
  });
});

describe('simulate city', () => {
  let root: string;
  const said: string[] = [];
  const complaints: string[] = [];
  const moments: number[] = [];
  const voice = { say: (text: string) => said.push(text), complain: (text: string) => complaints.push(text) };
  const watch = () => ({ moment: (at: number) => void moments.push(at), stop: () => {} });
  const folder = (name: string): string => join(root, name);
  const SMALL = { orders: '25', couriers: '4', minutes: '60' };

  const simulate = (given: Record<string, string>): Promise<number> =>
    simulateCity({ ...SMALL, policy: folder('policy.json'), ...given }, voice, watch);

  beforeEach(async () => {
    for (const list of [said, complaints, moments]) list.length = 0;
    root = await mkdtemp(join(tmpdir(), 'rebatch-city-'));
    await writeFile(folder('policy.json'), '{ "search": { "maxUnits": 2000 } }');
  });

  afterEach(() => rm(root, { recursive: true }));

  it('plays a day on which everything is uncertain, follows its clock and sums it up', async () => {
    const luck = { declines: '20', answer: '30', notice: '3', prepError: '0.3', travelNoise: '0.2', cancels: '20' };

    expect(await simulate({ ...luck, out: folder('out'), json: folder('city.json') })).toBe(0);

    expect(said[0]).toMatch(/^city 1: 25 orders, 4 couriers, preparation error 0.3, travel noise 0.2, declines 20 %/);
    expect(said[1]).toMatch(/delivered +\d+\n[\s\S]*plan changes an order[\s\S]*notice, min[\s\S]*violations +0\n/);
    expect(moments.length).toBeGreaterThan(60);
    const summary = JSON.parse(await readFile(folder('city.json'), 'utf8'));
    expect(summary.orders).toBe(25);
    expect(summary.delivered + summary.cancelled + summary.undelivered).toBe(25);
    expect(summary.cancelled).toBeGreaterThan(0);
    expect(summary.stability.declines).toBeGreaterThan(0);
    const [day, log, metrics] = await Promise.all(
      ['day', 'log', 'metrics'].map(async (name) => JSON.parse(await readFile(folder(`out/${name}.json`), 'utf8'))),
    );
    expect([day.orders.length, log.orders.length, metrics.metrics.orders]).toEqual([25, 25, 25]);
  });

  it('plays the same day for the same seed, and another for another', async () => {
    const luck = { declines: '20', prepError: '0.3' };
    for (const [name, seed] of [
      ['a', '3'],
      ['b', '3'],
      ['c', '4'],
    ] as const)
      await simulate({ ...luck, seed, out: folder(name) });

    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => readFile(folder(`${name}/log.json`), 'utf8')));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  it('refuses a policy that cannot be read and a file that cannot be written', async () => {
    expect(await simulate({ policy: folder('none.json') })).toBe(2);
    expect(complaints.join('')).toMatch(/^POLICY_UNREADABLE: --policy .*none\.json: it cannot be read/);

    expect(await simulate({ json: folder('no/such/folder.json') })).toBe(2);
    expect(complaints.join('')).toMatch(/FILE_UNUSABLE: .*Name another/);
  });
});
