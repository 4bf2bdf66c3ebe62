// The storms bite: every known way to break the protocol is noticed, a failing seed is made small and plays again as told.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MUTANTS } from '../../functions/local/chaos/mutants/mutants.ts';
import { type MutantOutcome, tryMutants } from '../../functions/local/chaos/try-mutants.ts';

const CHAOS = join(import.meta.dirname, '../../functions/local/chaos');

test('notices every mutant of the protocol', async () => {
  const outcomes: MutantOutcome[] = [];
  await tryMutants({ seeds: 60, steps: 2000 }, (outcome) => outcomes.push(outcome));

  expect(outcomes.filter(({ breach }) => breach === null).map(({ mutant }) => mutant.name)).toEqual([]);
  expect(outcomes).toHaveLength(MUTANTS.length);
}, 240_000);

test('a failing seed is made small, and its command breaks the same promise again', async () => {
  const failed = await chaos('--seeds', '2', '--steps', '1500');
  const again = / -- (--seed .*)$/m.exec(failed.stdout)?.[1] ?? '';
  const repeated = await chaos(...again.split(' '));

  expect([failed.code, repeated.code]).toEqual([1, 1]);
  const [breach] = failed.stdout.match(/^ {2}promise .*$/m) ?? [''];
  expect(breach).not.toBe('');
  expect(repeated.stdout).toContain(breach);
}, 120_000);

/** On code whose writes have lost their version conditions. */
function chaos(...flags: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  const args = ['--import', join(CHAOS, 'mutants/preload.ts'), `${CHAOS}.ts`, ...flags];
  const env = { ...process.env, REBATCH_MUTANT: 'no-version-condition' };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, maxBuffer: 1 << 26 }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}
