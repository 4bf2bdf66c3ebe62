import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classesOf, type PdptwRow, pdptwTable } from '../../functions/local/bench/pdptw-table.ts';
import { parseSeconds, parseThreads, parseWhole } from '../../functions/local/flags.ts';
import { openBox, replayedPace } from '../../functions/local/pdptw/box.ts';
import { readBestKnown, readInstance } from '../../functions/local/pdptw/read-instance.ts';
import { checkRoutes } from '../../shared/sim/instances/check-routes.ts';

/** Six orders on a square of 100, depot in its middle, in the format of Li and Lim. */
const INSTANCE = [
  '4 100 1',
  '0 50 50 0 0 1000 0 0 0',
  ...Array.from({ length: 6 }, (_, order) => {
    const id = 1 + 2 * order;
    const at = 100 * order;
    return [
      `${id} ${(order * 37) % 100} ${(order * 61) % 100} 20 ${at} ${at + 200} 10 0 ${id + 1}`,
      `${id + 1} ${(order * 17) % 100} ${(order * 29) % 100} -20 ${at} ${at + 400} 10 ${id} 0`,
    ].join('\n');
  }),
].join('\n');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rebatch-pdptw-'));
  await writeFile(join(folder, 'lr101.txt'), INSTANCE);
  await writeFile(join(folder, 'broken.txt'), INSTANCE.replace('4 100 1', '4 100'));
  await writeFile(join(folder, 'bks.csv'), 'instance,vehicles,distance\nlr101,1,500.5\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** A program of functions/local with its flags, as npm starts it. */
const start = (program: string, ...flags: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [`functions/local/${program}.ts`, 'pdptw', ...flags], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

/** The ids of the routes in a file that solve wrote. */
async function routesIn(file: string): Promise<number[][]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line, i) => {
    const [, number, ids] = /^Route (\d+) : ([\d ]+)$/.exec(line) ?? [];
    expect(Number(number)).toBe(i + 1);
    return (ids ?? '').split(' ').map(Number);
  });
}

describe('solve pdptw', () => {
  it('writes routes that the judge passes, and the same ones when it replays its own line', async () => {
    const [file, out, again, line] = ['lr101.txt', 'out.txt', 'again.txt', 'line.json'].map((name) =>
      join(folder, name),
    );
    if (!file || !out || !again || !line) throw new Error('four files');

    const first = await start('solve', '--in', file, '--out', out, '--seconds', '0.2', '--seed', '3');
    await writeFile(line, first.stdout);
    const second = await start('solve', '--in', file, '--out', again, '--replay', line);

    const read = await readInstance(file);
    if (!read.ok) throw new Error('the instance is right');
    const verdict = checkRoutes(read.value, await routesIn(out));
    expect(verdict.faults).toEqual([]);
    const said = JSON.parse(first.stdout);
    expect(said).toMatchObject({ vehicles: verdict.vehicles, distance: verdict.distance, unserved: 0, seed: 3 });
    expect(await readFile(again, 'utf8')).toBe(await readFile(out, 'utf8'));
    expect({ ...JSON.parse(second.stdout), wallMs: 0 }).toEqual({ ...said, wallMs: 0 });
  });

  it('finds the same routes twice with the same seed, threads and units', async () => {
    const [file, out, again] = ['lr101.txt', 'side.txt', 'side-again.txt'].map((name) => join(folder, name));
    if (!file || !out || !again) throw new Error('three files');
    const flags = ['--in', file, '--units', '200000', '--threads', '2', '--seed', '4'];

    const first = JSON.parse((await start('solve', ...flags, '--out', out)).stdout);
    const second = JSON.parse((await start('solve', ...flags, '--out', again)).stdout);

    expect({ ...second, wallMs: 0 }).toEqual({ ...first, wallMs: 0 });
    expect(await readFile(again, 'utf8')).toBe(await readFile(out, 'utf8'));
    expect(first.searchers.map(({ rounds }: { rounds: number }) => rounds)).toEqual([15, 15]);
    const read = await readInstance(file);
    expect(read.ok && checkRoutes(read.value, await routesIn(out)).faults).toEqual([]);
  });

  it('replays a box of two threads, thread by thread', async () => {
    const [file, out, again, line] = ['lr101.txt', 'box.txt', 'box-again.txt', 'box.json'].map((name) =>
      join(folder, name),
    );
    if (!file || !out || !again || !line) throw new Error('four files');

    const first = await start('solve', '--in', file, '--out', out, '--seconds', '0.3', '--threads', '2');
    await writeFile(line, first.stdout);
    const second = await start('solve', '--in', file, '--out', again, '--replay', line);

    expect({ ...JSON.parse(second.stdout), wallMs: 0 }).toEqual({ ...JSON.parse(first.stdout), wallMs: 0 });
    expect(await readFile(again, 'utf8')).toBe(await readFile(out, 'utf8'));
  });

  it('solves with exact help, ends its thread, and replays the run without it', async () => {
    const [file, out, again, line] = ['lr101.txt', 'exact.txt', 'exact-again.txt', 'exact.json'].map((name) =>
      join(folder, name),
    );
    if (!file || !out || !again || !line) throw new Error('four files');

    const first = await start('solve', '--in', file, '--out', out, '--seconds', '4', '--exact');
    await writeFile(line, first.stdout);
    const second = await start('solve', '--in', file, '--out', again, '--replay', line);

    expect(first.stderr).toBe('');
    expect({ ...JSON.parse(second.stdout), wallMs: 0 }).toEqual({ ...JSON.parse(first.stdout), wallMs: 0 });
    expect(JSON.parse(first.stdout).exact.legs).toHaveLength(2);
    expect(await readFile(again, 'utf8')).toBe(await readFile(out, 'utf8'));
  });

  it.each([
    [['--exact', '--threads', '2', '--seconds', '1'], '--exact and --threads do not go together: give one of them'],
    [['--exact', '--units', '1'], '--exact needs --seconds, and no --units'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr } = await start('solve', '--in', 'a', '--out', 'b', ...flags);

    expect([code, stderr]).toEqual([1, `error: ${message}\n`]);
  });

  it('refuses a malformed file with file, line and cause', async () => {
    const file = join(folder, 'broken.txt');

    const { code, stderr } = await start('solve', '--in', file, '--out', join(folder, 'none.txt'), '--units', '10');

    expect(code).toBe(1);
    expect(stderr).toContain('broken.txt:1: 3 values expected (vehicles capacity speed), 2 found');
  });

  it('says what is missing when there is neither box nor units', async () => {
    const { code, stderr } = await start('solve', '--in', 'a', '--out', 'b');

    expect([code, stderr]).toEqual([1, 'error: give --seconds, --units or both; or --replay alone\n']);
  });
});

describe('bench pdptw', () => {
  it('runs the instances that have a best-known value, and writes its rows', async () => {
    const json = join(folder, 'rows.json');

    const { code, stdout, stderr } = await start('bench', '--data', folder, '--seconds', '0.05', '--json', json);

    expect(code).toBe(0);
    expect(stderr).toMatch(/^1\/1 lr101 seed 1: \d vehicles \(1\)/);
    expect(stdout.split('\n')[1]).toMatch(/^ +lr1 +1 /);
    expect(JSON.parse(await readFile(json, 'utf8')).rows).toHaveLength(1);
  });

  it('sums vehicles by class, and takes the gap where they are equal', () => {
    const row = (name: string, vehicles: number, distance: number): PdptwRow => ({
      name,
      seed: 1,
      vehicles,
      distance,
      known: { vehicles: 10, distance: 100 },
      units: 0,
      iterations: 0,
      ms: 990,
      faults: [],
    });

    const rows = [row('lc101', 10, 110), row('lc102', 11, 90), row('lrc1_10_3', 10, 104)];

    expect(
      classesOf(rows).map(({ name, runs, extra, above, gap }) => ({ name, runs, extra, above, gap: gap.toFixed(6) })),
    ).toEqual([
      { name: 'lc1', runs: 2, extra: 0.5, above: 1, gap: '0.100000' },
      { name: 'lrc1_10', runs: 1, extra: 0, above: 0, gap: '0.040000' },
      { name: 'all', runs: 3, extra: 1 / 3, above: 1, gap: '0.070000' }, // (10 % + 4 %) / 2
    ]);
    expect(pdptwTable(rows, 1000).split('\n')).toHaveLength(4);
  });
});

describe('a box', () => {
  it('says milestones that go forward, and repeats them', () => {
    const box = openBox(1000, 'wall');

    const first = box.pace(0, 0);
    const second = box.pace(first.units, first.share);

    expect(second.units).toBeGreaterThan(first.units);
    expect(second.share).toBeGreaterThan(first.share);
    const replayed = replayedPace(box.milestones);
    expect([replayed(0, 0), replayed(first.units, first.share)]).toEqual([first, second]);
    expect(box.stop()).toBe(false);
  });
});

describe('flags and tables', () => {
  it.each(['', '-1', '1.5', '1e3', '1234567890123456'])('refuse %j as a whole number', (text) => {
    expect(() => parseWhole(text)).toThrow('give a whole number');
  });

  it.each(['', '0', '9', '1.5'])('refuse %j as a number of threads', (text) => {
    expect(() => parseThreads(text)).toThrow('from 1 to 8');
  });

  it.each(['', '0', '-1', 'one', '1e1', '90000'])('refuse %j as seconds', (text) => {
    expect(() => parseSeconds(text)).toThrow('give seconds');
  });

  it('name the line of best-known values that is wrong', () => {
    expect(() => readBestKnown('b.csv', 'a,b')).toThrow('b.csv:1: the header');
    expect(() => readBestKnown('b.csv', 'instance,vehicles,distance\nlc101,10,828.94\nlc102,ten,1')).toThrow(
      'b.csv:3:',
    );
  });
});
