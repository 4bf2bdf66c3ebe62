import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { simulateMdrp } from '../../../functions/local/simulate/mdrp.ts';
import { readMdrpOptions } from '../../../functions/local/simulate/mdrp-options.ts';
import { parseSnapshot } from '../../../shared/adapters/schema/parse-snapshot.ts';
import { NEUTRAL } from '../../../shared/sim/conditions.ts';
import { MDRP_FILES, MDRP_SOLUTION_FILES } from '../../../shared/sim/mdrp-files.ts';
import { mdrpTexts } from '../../support/days.ts';

const GIVEN = { in: 'day', out: 'out', policy: 'default', rules: 'basic', seed: '1' };

/** Minute 0 of such a day. */
const START_AT = Date.UTC(2026, 0, 5) / 1000;

const FILES = [...Object.values(MDRP_SOLUTION_FILES), 'metrics.json'];

describe('the flags of simulate mdrp', () => {
  it('are read', () => {
    expect(readMdrpOptions({ ...GIVEN, seed: '7' })).toEqual({
      in: 'day',
      out: 'out',
      policy: 'default',
      seed: 7,
      conditions: NEUTRAL,
      snapshot: null,
    });
  });

  it('are refused all at once, each by its name', () => {
    expect(readMdrpOptions({ policy: 'default', rules: 'own', seed: 'x' })).toEqual({
      faults: [
        'FLAG_INVALID: --in: it is missing: name a folder.',
        'FLAG_INVALID: --out: it is missing: name a folder.',
        'FLAG_INVALID: --rules own: give basic or published.',
        'FLAG_INVALID: --seed x: give a whole number from 0 on, of at most nine digits.',
      ],
    });
  });

  it.each([
    [{ snapshot: 's.json' }, 'FLAG_INVALID: --snapshot-at: it is missing: give a minute.'],
    [{ snapshotAt: '700' }, 'FLAG_INVALID: --snapshot: it is missing: name a file.'],
    [
      { snapshotAt: 'noon', snapshot: 's.json' },
      'FLAG_INVALID: --snapshot-at noon: give a minute of the day, from 0 on.',
    ],
    [
      { snapshotAt: '700', snapshot: 's.json', policy: 'hungarian' },
      'FLAG_INVALID: --snapshot s.json: the baselines plan without snapshots.',
    ],
  ])('of a snapshot go together: %j', (given, fault) => {
    expect(readMdrpOptions({ ...GIVEN, ...given })).toEqual({ faults: [fault] });
  });

  it('say under which conditions the day is played', () => {
    const flags = { declines: '2.5', answer: '20', notice: '3', foresight: '15', fleet: '110', prepError: '0.4' };

    expect(readMdrpOptions({ ...GIVEN, ...flags })).toMatchObject({
      conditions: {
        ...NEUTRAL,
        prepSigma: 0.4,
        declinePct: 2.5,
        answerSec: 20,
        noticeMin: 3,
        foresightMin: 15,
        fleetPct: 110,
      },
    });
  });

  it.each([
    ['declines', '100', 'give a number from 0 to 99'],
    ['answer', '1.5', 'give a whole number from 0 to 600'],
    ['notice', '-1', 'give a whole number from 0 to 60'],
    ['foresight', 'all', 'give a whole number from 0 to 1440'],
    ['fleet', '5', 'give a whole number from 10 to 1000'],
    ['prepError', '2.5', 'give a number from 0 to 2'],
    ['travelNoise', '-0.2', 'give a number from 0 to 2'],
  ])('refuse a condition that cannot be: %s %s', (flag, value, cause) => {
    const name = flag.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);

    expect(readMdrpOptions({ ...GIVEN, [flag]: value })).toEqual({
      faults: [`FLAG_INVALID: --${name} ${value}: ${cause}.`],
    });
  });

  it('know both rule sets', () => {
    expect(readMdrpOptions({ ...GIVEN, rules: 'published' })).toMatchObject({ conditions: { rules: 'published' } });
  });
});

describe('simulate mdrp', () => {
  let root: string;
  const said: string[] = [];
  const complaints: string[] = [];
  const voice = { say: (text: string) => said.push(text), complain: (text: string) => complaints.push(text) };
  const folder = (name: string): string => join(root, name);

  const simulate = (given: Partial<Record<string, string>>): Promise<number> =>
    simulateMdrp({ ...GIVEN, in: root, policy: folder('policy.json'), ...given }, voice);

  beforeEach(async () => {
    said.length = 0;
    complaints.length = 0;
    root = await mkdtemp(join(tmpdir(), 'rebatch-simulate-'));
    const texts = mdrpTexts();
    for (const which of ['orders', 'restaurants', 'couriers', 'parameters'] as const)
      await writeFile(folder(MDRP_FILES[which]), texts[which]);
    await writeFile(folder('policy.json'), '{ "search": { "maxUnits": 3000 } }');
  });

  afterEach(() => rm(root, { recursive: true }));

  it('writes the solution and its metrics under the names of the benchmark, and a summary', async () => {
    expect(await simulate({ out: folder('out') })).toBe(0);

    const metrics = JSON.parse(await readFile(folder('out/metrics.json'), 'utf8'));
    expect(Object.keys(metrics).join(' ')).toBe(
      'orders undeliveredPct ctd ctd90 ctd99 ctdMax overage rtp costPerOrder ordersPerBundle bound excess ' +
        'chargedExcess courierWait bundleWait detour decisionMs stability violations',
    );
    expect(metrics).toMatchObject({ orders: 20, undeliveredPct: 0, violations: 0 });
    expect(metrics.courierWait + metrics.bundleWait + metrics.detour).toBeCloseTo(metrics.excess, 9);
    expect(said.join('')).toMatch(/20 orders, 5 couriers, basic rules[\s\S]*violations +0\n/);
    expect(complaints).toEqual([]);
  });

  it('writes the same files for the same seed and the same work units', async () => {
    await simulate({ out: folder('one') });
    await simulate({ out: folder('two') });

    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => Promise.all(FILES.map((file) => readFile(folder(join(name, file)), 'utf8')))),
    );
    const withoutTimes = (texts: readonly string[] = []) =>
      texts.map((text) => text.replace(/"decisionMs": \{[^}]*\}/, ''));
    expect(withoutTimes(two)).toEqual(withoutTimes(one));
  });

  it('writes the same solution byte by byte for the same seed, and another one for another seed', async () => {
    // Sixty orders for five couriers, and a short search: there is more than one way to be busy.
    await writeFile(folder('policy.json'), '{ "search": { "maxUnits": 300 } }');
    const more = [2, 3].flatMap((seed) =>
      mdrpTexts(seed)
        .orders.trim()
        .split('\n')
        .slice(1)
        .map((line) => `${seed}${line}\n`),
    );
    await writeFile(folder(MDRP_FILES.orders), `${mdrpTexts().orders}${more.join('')}`);
    const bytesOf = async (name: string, seed: string): Promise<readonly Buffer[]> => {
      expect(await simulate({ out: folder(name), seed })).toBe(0);
      return Promise.all(Object.values(MDRP_SOLUTION_FILES).map((file) => readFile(folder(join(name, file)))));
    };

    const solution = await bytesOf('one', '1');
    expect(await bytesOf('again', '1')).toEqual(solution);
    expect(await bytesOf('two', '2')).not.toEqual(solution);
  });

  it('plays a day by the published rules, and finds it against the basic ones', async () => {
    const release = { leadSec: 59, offerTimeoutSec: 120, commitAt: 'store' };
    await writeFile(folder('at-store.json'), JSON.stringify({ search: { maxUnits: 3000 }, release }));

    expect(await simulate({ out: folder('out'), rules: 'published' })).toBe(0);
    expect(said.join('')).toMatch(/published rules[\s\S]*violations +0\n/);
    expect(await simulate({ out: folder('basic'), policy: folder('at-store.json') })).toBe(1);
    expect(said.join('')).toContain('MOVE_BEFORE_ASSIGNMENT');
  });

  it('plays the same day under the Hungarian baseline', async () => {
    expect(await simulate({ out: folder('out'), policy: 'hungarian' })).toBe(0);

    const metrics = JSON.parse(await readFile(folder('out/metrics.json'), 'utf8'));
    expect(metrics).toMatchObject({ orders: 20, undeliveredPct: 0, violations: 0 });
  });

  it('says under which conditions, and measures click-to-door from the true placements', async () => {
    expect(await simulate({ out: folder('out'), policy: 'hungarian', foresight: '15', fleet: '80' })).toBe(0);

    expect(said[0]).toMatch(/20 orders, 4 couriers, basic rules, foresight 15 min \(.*\), fleet 80 % \(/);
    const [, first = ''] = (await readFile(folder('out/solution_info_orders.txt'), 'utf8')).split('\n');
    const [order, placed] = first.split('\t');
    const recorded = mdrpTexts()
      .orders.split('\n')
      .find((line) => line.startsWith(`${order}\t`));
    expect(recorded?.split('\t')[3]).toBe(placed);
  });

  it('plays a day on which nothing is certain, and the judge is told', async () => {
    const noise = { prepError: '0.5', travelNoise: '0.5', declines: '20', answer: '30', notice: '3' };

    expect(await simulate({ out: folder('out'), ...noise })).toBe(0);

    expect(said[0]).toMatch(/preparation error 0.5, travel noise 0.5, declines 20 %, answers after 30 s, notice 3 min/);
    const { stability } = JSON.parse(await readFile(folder('out/metrics.json'), 'utf8'));
    expect(Object.keys(stability).join(' ')).toBe('planChanges tentativeChanges declines timeOuts notice notice10');
    expect(stability.declines).toBeGreaterThan(0);
    expect(stability.notice).toBeGreaterThan(0.5);
  });

  it('plays the baseline on such a day', async () => {
    const noise = { prepError: '0.5', travelNoise: '0.5', declines: '20' };

    expect(await simulate({ out: folder('out'), policy: 'hungarian', ...noise })).toBe(0);
  });

  it('keeps the snapshot of a minute, as solve snapshot reads it', async () => {
    expect(await simulate({ out: folder('out'), snapshotAt: '660', snapshot: folder('s.json') })).toBe(0);

    const parsed = parseSnapshot(JSON.parse(await readFile(folder('s.json'), 'utf8')));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { snapshot, revision } = parsed.value;
    expect((snapshot.at - START_AT) / 60).toBeGreaterThanOrEqual(660);
    expect((snapshot.at - START_AT) / 60).toBeLessThan(661);
    expect(revision).toBeGreaterThan(0);
    expect(snapshot.orders.length).toBeGreaterThan(0);
    expect(snapshot.lastPlan?.routes.length).toBeGreaterThan(0);
  });

  it('says so when the day is over before the minute of the snapshot', async () => {
    expect(await simulate({ out: folder('out'), snapshotAt: '2800', snapshot: folder('s.json') })).toBe(2);

    expect(complaints.join('')).toMatch(/^SNAPSHOT_NOT_TAKEN: --snapshot-at 2800: the day ended before/);
  });

  it('refuses everything that is wrong with the day, the policy and the folder at once', async () => {
    await writeFile(folder('orders.txt'), 'order\tx\n');
    await writeFile(folder('policy.json'), '{ "weights": { "joy": 1 }, "search": 5 }');

    expect(await simulate({ out: folder('orders.txt') })).toBe(2);

    const text = complaints.join('');
    expect(text).toMatch(/DAY_UNREADABLE.*\norders\.txt:1: the header/);
    expect(text).toMatch(/POLICY_UNREADABLE: .*FIELD_UNKNOWN: weights has the unknown "joy"/);
    expect(text).toMatch(/POLICY_UNREADABLE: .*FIELD_TYPE: search is 5/);
    expect(text).toMatch(/FOLDER_UNUSABLE/);
    expect(said).toEqual([]);
  });

  it('refuses a policy that is no file and no name', async () => {
    expect(await simulate({ out: folder('out'), policy: folder('none.json') })).toBe(2);

    expect(complaints.join('')).toMatch(/^POLICY_UNREADABLE: --policy .*none\.json: it cannot be read/);
  });
});
