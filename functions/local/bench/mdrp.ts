// `bench mdrp`: runs Grubhub days through the real use cases, in memory and in virtual time, and says how good the plans
// were. Rules: basic (docs/benchmarks.md: an assignment is final when the courier sets out; couriers are never diverted).
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { wholeFrom } from '../flags.ts';
import { readPolicyFile } from '../read-policy.ts';
import type { MdrpJob, MdrpRow } from './mdrp-job.ts';
import { meansOf, tableOf } from './mdrp-table.ts';
import { shareJobs } from './share-jobs.ts';

interface MdrpFlags {
  readonly data: string;
  readonly quick: boolean;
  readonly only?: readonly string[];
  readonly days?: number;
  readonly seeds: number;
  readonly threads: number;
  readonly policy?: string;
  readonly json?: string;
  readonly out?: string;
}

/** Ten days that stand for the others in daily work; never tune to a single one. */
const QUICK_DAYS = [1, 2, 4, 6, 8].flatMap((seed) => [`${seed}o50t100s1p100`, `${seed}o100t75s2p125`]);

export const mdrpCommand = (): Command =>
  new Command('mdrp')
    .description('Grubhub meal delivery days (Reyes et al. 2018), basic rules')
    .requiredOption('--data <dir>', 'the folder that holds one folder a day')
    .option('--quick', 'the ten quick days only', false)
    .option('--only <names>', 'the days of these names only, with commas between', (names) => names.split(','))
    .option('--days <n>', 'the first n days only', wholeFrom(1, 99_999))
    .option('--seeds <n>', 'search seeds 1 to n', wholeFrom(1, 99_999), 1)
    .option('--threads <n>', 'days at a time', wholeFrom(1, 99_999), 2)
    .option('--policy <file>', 'JSON with the parts of the policy that differ from the default')
    .option('--json <file>', 'write every row here too')
    .option('--out <dir>', "write each day's solution files here, for other judges")
    .action(runMdrp);

async function runMdrp(flags: MdrpFlags, command: Command): Promise<void> {
  const days = await findDays(flags, command);
  const policy = flags.policy === undefined ? null : await readPolicy(flags.policy, command);
  const jobs: MdrpJob[] = days.flatMap((day) =>
    Array.from({ length: flags.seeds }, (_, i) => ({
      folder: join(flags.data, day),
      seed: i + 1,
      policy,
      out: flags.out ?? null,
    })),
  );
  const started = performance.now();
  let done = 0;
  const rows = await shareJobs<MdrpJob, MdrpRow>(
    new URL('./mdrp-worker.ts', import.meta.url),
    jobs,
    flags.threads,
    (row) => {
      done += 1;
      const { day, seed, orders, chargedExcessMin, undelivered } = row;
      const seconds = Math.round((performance.now() - started) / 1000);
      process.stderr.write(
        `${done}/${jobs.length} ${seconds} s  ${day} seed ${seed}: ${orders} orders, ` +
          `charged excess ${chargedExcessMin.toFixed(2)} min, ${undelivered} undelivered\n`,
      );
    },
  );
  process.stdout.write(`${tableOf(rows)}\n`);
  const findings = rows.flatMap((row) => row.findings.map((finding) => `${row.day}: ${finding}`));
  if (findings.length > 0) process.stdout.write(`\nThe judges found:\n${findings.join('\n')}\n`);
  if (flags.json !== undefined) {
    const report = { rules: 'basic', policy: policy ?? DEFAULT_POLICY, seeds: flags.seeds, mean: meansOf(rows), rows };
    await writeFile(flags.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (rows.some((row) => row.violations > 0)) process.exitCode = 1;
}

async function findDays(flags: MdrpFlags, command: Command): Promise<readonly string[]> {
  const entries = await readdir(flags.data, { withFileTypes: true }).catch((error: Error) =>
    command.error(`error: --data ${flags.data} cannot be read: ${error.message}`),
  );
  const found = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const wanted = flags.only ?? (flags.quick ? QUICK_DAYS : found);
  const missing = wanted.filter((day) => !found.includes(day));
  if (missing.length > 0) command.error(`error: --data ${flags.data} has no folder ${missing.join(', ')}`);
  if (wanted.length === 0) command.error(`error: --data ${flags.data} has no day: give the folder that holds the days`);
  return wanted.slice(0, flags.days ?? wanted.length);
}

async function readPolicy(file: string, command: Command): Promise<Policy> {
  const read = await readPolicyFile(file);
  return read.ok ? read.value : command.error(`error: --policy ${file}: ${read.error.join('\n')}`);
}
