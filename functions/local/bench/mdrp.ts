// `bench mdrp`: runs Grubhub days through the real use cases, in memory and in virtual time, and says how good the plans
// were, beside other policies on the same days and seeds, under conditions of the reader's choice (docs/benchmarks.md).
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { type Conditions, describeConditions } from '../../../shared/sim/conditions.ts';
import { addConditionOptions, conditionShape, conditionsOf, describeFlagFault } from '../condition-flags.ts';
import { parseSeconds, wholeFrom } from '../flags.ts';
import { type Planner, readPlanner } from '../mdrp-planner.ts';
import { type DayChoice, findDays } from './mdrp-days.ts';
import { differencesOf, renderDifferences } from './mdrp-differences.ts';
import type { MdrpJob, MdrpRow } from './mdrp-job.ts';
import { jobsOf, type WeighedJob } from './mdrp-jobs.ts';
import { DEFAULT_UNITS, type OracleFlags, oracleBudget } from './mdrp-oracle.ts';
import { tableOfOracles } from './mdrp-oracle-table.ts';
import { Progress } from './mdrp-progress.ts';
import { withSweeps } from './mdrp-sweep.ts';
import { meansOf, tableOfClasses, tableOfPolicies, tableOfRows } from './mdrp-table.ts';
import { shareJobs } from './share-jobs.ts';

interface MdrpFlags extends DayChoice, OracleFlags {
  readonly seeds: number;
  readonly threads: number;
  readonly policy: readonly string[];
  readonly sweep: readonly string[];
  readonly rows: boolean;
  readonly byClass: boolean;
  readonly json?: string;
  readonly out?: string;
}

export const mdrpCommand = (): Command =>
  addConditionOptions(
    new Command('mdrp')
      .description('Grubhub meal delivery days (Reyes et al. 2018)')
      .requiredOption('--data <dir>', 'the folder that holds one folder a day')
      .option('--quick', 'the ten quick days only', false)
      .option('--only <names>', 'the days of these names only, with commas between', (names) => names.split(','))
      .option('--days <n>', 'the first n days only', wholeFrom(1, 99_999))
      .option('--seeds <n>', 'search seeds 1 to n', wholeFrom(1, 99_999), 1)
      .option('--threads <n>', 'days at a time', wholeFrom(1, 99_999), 2)
      .option('--policy <name>', POLICY_HELP, collect, [])
      .option('--sweep <field=values>', SWEEP_HELP, collect, [])
      .option('--rows', 'a line a day and seed too', false)
      .option('--by-class', 'a line a class of days too', false)
      .option('--oracle', 'a search in hindsight of each day too, as a target', false)
      .option('--units <n>', `work units of the oracle's searches, ${DEFAULT_UNITS} if left out`, wholeFrom(1, 2 ** 40))
      .option('--seconds <s>', "time box of each of the oracle's two searches, instead", parseSeconds)
      .option('--json <file>', 'write every row here too')
      .option('--out <dir>', "write each day's solution files here, for other judges"),
  ).action(runMdrp);

const POLICY_HELP =
  'default, hungarian or published (baselines), or a JSON file with what differs from the default; again: to compare';

const SWEEP_HELP =
  'the first policy with one number of it replaced by each value too, as weights.latePerSec=0,300; again: another number';

const collect = (name: string, before: readonly string[]): readonly string[] => [...before, name];

async function runMdrp(flags: MdrpFlags, command: Command): Promise<void> {
  const conditions = readConditions(command);
  const planners = orRefuse(withSweeps(await readPlanners(flags.policy, command), flags.sweep), command);
  const days = await findDays(flags);
  if (!days.ok) return command.error(`error: ${days.error}`);
  const oracle = orRefuse(oracleBudget(flags, conditions), command);
  const jobs = jobsOf(days.value, planners, { seeds: flags.seeds, conditions, out: flags.out ?? null, oracle });
  const rows = inOrder(await play(jobs, flags.threads), [...planners.keys()]);
  process.stdout.write(`${render(rows, flags, conditions)}\n`);
  if (flags.json !== undefined) await writeReport(flags.json, { flags, conditions, planners, rows });
  if (rows.some((row) => row.violations > 0)) process.exitCode = 1;
}

async function play(jobs: readonly WeighedJob[], threads: number): Promise<readonly MdrpRow[]> {
  const work = jobs.reduce((sum, one) => sum + one.work, 0);
  const progress = new Progress(jobs.length, work, process.stderr.isTTY === true);
  try {
    return await shareJobs<MdrpJob, MdrpRow>(
      new URL('./mdrp-worker.ts', import.meta.url),
      jobs.map(({ job }) => job),
      threads,
      (row, index) => progress.finish(row, jobs[index]?.work ?? 0),
    );
  } finally {
    progress.stop();
  }
}

/** By policy as they were named, then by day and seed. */
const inOrder = (rows: readonly MdrpRow[], policies: readonly string[]): readonly MdrpRow[] =>
  rows.toSorted(
    (a, b) =>
      policies.indexOf(a.policy) - policies.indexOf(b.policy) ||
      (a.day < b.day ? -1 : a.day > b.day ? 1 : a.seed - b.seed),
  );

function render(rows: readonly MdrpRow[], { rows: isByRow, byClass }: MdrpFlags, conditions: Conditions): string {
  const findings = rows.flatMap(({ policy, day, seed, findings }) =>
    findings.map((finding) => `${policy}, ${day} seed ${seed}: ${finding}`),
  );
  const parts: readonly (readonly string[])[] = [
    [describeConditions(conditions).join(', ')],
    isByRow ? [tableOfRows(rows), ''] : [],
    byClass ? [tableOfClasses(rows), ''] : [],
    tableOfOracles(rows),
    [tableOfPolicies(rows)],
    renderDifferences(differencesOf(rows)),
    findings.length === 0 ? [] : ['', 'The judges found:', ...findings],
  ];
  return parts.flat().join('\n');
}

interface Report {
  readonly flags: MdrpFlags;
  readonly conditions: Conditions;
  readonly planners: ReadonlyMap<string, Planner>;
  readonly rows: readonly MdrpRow[];
}

function writeReport(file: string, { flags, conditions, planners, rows }: Report): Promise<void> {
  const policies = [...planners].map(([name, planner]) => ({
    name,
    policy: planner.kind === 'rebatch' ? (planner.policy ?? DEFAULT_POLICY) : null,
    mean: meansOf(rows.filter(({ policy }) => policy === name)),
  }));
  const report = { conditions, seeds: flags.seeds, policies, differences: differencesOf(rows), rows };
  return writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}

async function readPlanners(given: readonly string[], command: Command): Promise<ReadonlyMap<string, Planner>> {
  const names = given.length === 0 ? ['default'] : [...new Set(given)];
  const planners = await Promise.all(names.map(async (name) => ({ name, read: await readPlanner(name) })));
  const faults = planners.flatMap(({ read }) => (read.ok ? [] : read.error));
  if (faults.length > 0) return command.error(`error: ${faults.join('\n')}`);
  return new Map(planners.flatMap(({ name, read }) => (read.ok ? [[name, read.value] as const] : [])));
}

function orRefuse<T>(read: Result<T, readonly string[]>, command: Command): T {
  return read.ok ? read.value : command.error(`error: ${read.error.join('\n')}`);
}

function readConditions(command: Command): Conditions {
  const given = command.opts();
  const parsed = z.object(conditionShape).safeParse(given);
  if (parsed.success) return conditionsOf(parsed.data);
  return command.error(`error: ${parsed.error.issues.map((issue) => describeFlagFault(issue, given)).join('\n')}`);
}
