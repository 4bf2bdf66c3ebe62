// A recorded day through the command line. The recordings are not part of this repository (docs/benchmarks.md): without
// ../shared/data/mdrp this test is skipped.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DAY = path.resolve(ROOT, '../shared/data/mdrp/1o50t100s1p100');

test.skipIf(!existsSync(DAY))(
  'a recorded day is simulated without a violation (needs ../shared/data/mdrp)',
  async () => {
    const out = await mkdtemp(path.join(tmpdir(), 'rebatch-recorded-'));
    const policy = path.join(out, 'policy.json');
    await writeFile(policy, '{ "search": { "maxUnits": 2000 } }'); // this is about the rules, not about the best plan

    const argv = ['functions/local/simulate.ts', 'mdrp', '--in', DAY, '--out', out, '--policy', policy];
    const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: ROOT });

    expect(stdout).toMatch(/violations +0\n/);
    const metrics = JSON.parse(await readFile(path.join(out, 'metrics.json'), 'utf8'));
    expect(metrics).toMatchObject({ orders: 269, violations: 0 });
    await rm(out, { recursive: true });
  },
);
