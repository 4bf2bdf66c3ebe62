// `bench mdrp`: runs Grubhub days through the real use cases, in memory and in virtual time, and says how good the plans
// were, under conditions of the reader's choice (docs/benchmarks.md).
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { type Conditions, describeConditions } from '../../../shared/sim/conditions.ts';
import { addConditionOptions, conditionShape, conditionsOf, describeFlagFault } from '../condition-flags.ts';
import { wholeFrom } from '../flags.ts';
import { type Planner, readPlanner } from '../mdrp-planner.ts';
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
  readonly policy: string;
  readonly json?: string;
  readonly out?: string;
}

/** Ten days that stand for the others in daily work; never tune to a single one. */
const QUICK_DAYS = [1, 2, 4, 6, 8].flatMap((seed) => [`${seed}o50t100s1p100`, `${seed}o100t75s2p125`]);

export const mdrpCommand = (): Command =>
  addConditionOptions(new Command('mdrp'))
    .description('Grubhub meal delivery days (Reyes et al. 2018)')
    .requiredOption('--data <dir>', 'the folder that holds one folder a day')
    .option('--quick', 'the ten quick days only', false)
    .option('--only <names>', 'the days of these names only, with commas between', (names) => names.split(','))
    .option('--days <n>', 'the first n days only', wholeFrom(1, 99_999))
    .option('--seeds <n>', 'search seeds 1 to n', wholeFrom(1, 99_999), 1)
    .option('--threads <n>', 'days at a time', wholeFrom(1, 99_999), 2)
    .option('--policy <name>', 'default, hungarian, or a JSON file with what differs from the default', 'default')
    .option('--json <file>', 'write every row here too')
    .option('--out <dir>', "write each day's solution files here, for other judges")
    .action(runMdrp);

async function runMdrp(flags: MdrpFlags, command: Command): Promise<void> {
  const days = await findDays(flags, command);
  const conditions = readConditions(command);
  const planner = await plannerOf(flags.policy, command);
  const jobs: MdrpJob[] = days.flatMap((day) =>
    Array.from({ length: flags.seeds }, (_, i) => ({
      folder: join(flags.data, day),
      seed: i + 1,
      planner,
      conditions,
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
  process.stdout.write(`${describeConditions(conditions).join(', ')}\n${tableOf(rows)}\n`);
  const findings = rows.flatMap((row) => row.findings.map((finding) => `${row.day}: ${finding}`));
  if (findings.length > 0) process.stdout.write(`\nThe judges found:\n${findings.join('\n')}\n`);
  if (flags.json !== undefined) {
    const policy = planner.kind === 'rebatch' ? (planner.policy ?? DEFAULT_POLICY) : planner.kind;
    const report = { conditions, policy, seeds: flags.seeds, mean: meansOf(rows), rows };
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

async function plannerOf(name: string, command: Command): Promise<Planner> {
  const read = await readPlanner(name);
  return read.ok ? read.value : command.error(`error: ${read.error.join('\n')}`);
}

function readConditions(command: Command): Conditions {
  const given = command.opts();
  const parsed = z.object(conditionShape).safeParse(given);
  if (parsed.success) return conditionsOf(parsed.data);
  return command.error(`error: ${parsed.error.issues.map((issue) => describeFlagFault(issue, given)).join('\n')}`);
}
