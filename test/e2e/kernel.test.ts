import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseReport } from '../../functions/local/bench/kernel-table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rebatch-kernel-'));
});
afterAll(() => rm(folder, { recursive: true }));

const bench = (...flags: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['functions/local/bench.ts', 'kernel', ...flags], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

describe('bench kernel', () => {
  it('measures every case, and compares the next run with what it stored', async () => {
    const [baseline, json] = [join(folder, 'baseline.json'), join(folder, 'rows.json')];

    const first = await bench('--percent', '1', '--repeats', '1', '--baseline', baseline, '--accept');
    const second = await bench('--percent', '1', '--repeats', '1', '--baseline', baseline, '--json', json);

    expect([first.code, second.code]).toEqual([0, 0]);
    const [stored, found] = await Promise.all(
      [baseline, json].map(async (file) => parseReport(await readFile(file, 'utf8'))),
    );
    if (!stored?.ok || !found?.ok) throw new Error('both reports are there');
    const works = (rows: typeof found.value.rows) =>
      rows.map(({ units, iterations, insertions }) => [units, iterations, insertions]);
    expect(works(found.value.rows)).toEqual(works(stored.value.rows));
    expect(found.value.rows.filter(({ insertions }) => insertions === 0)).toEqual([]);
    expect(first.stdout).toContain('not in the baseline');
    expect(second.stdout).not.toMatch(/not in the baseline|other steps/);
    expect(second.stdout).toMatch(/^pairs 50 narrow( +[\d.]+){7}$/m);
  });

  it.each([
    ['a baseline that is not there', ['--baseline', 'none.json'], 'none.json cannot be read'],
    ['no case', ['--only', 'nothing'], '--only names none'],
    ['a baseline of some cases', ['--only', 'blocks', '--accept'], 'leave --only out'],
    ['a pattern that is none', ['--only', '('], 'give a regular expression'],
    ['no repeats', ['--repeats', '0'], 'from 1 to 1000'],
  ])('refuses %s', async (_, flags, words) => {
    const { code, stderr } = await bench('--percent', '1', ...flags);

    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });
});
