// `bench kernel`: how fast both engines search, in CPU time and fixed work, against a stored baseline.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type KernelCase, type KernelWork, kernelCases } from '../../../shared/app/kernel-cases.ts';
import { parsePattern, wholeFrom } from '../flags.ts';
import { type KernelReport, type KernelRow, kernelTable, parseReport, rowOf } from './kernel-table.ts';
import { describeMachine, thisMachine } from './machine.ts';

const BASELINE = fileURLToPath(new URL('./kernel-baseline.json', import.meta.url));

interface KernelFlags {
  readonly only?: RegExp;
  readonly repeats: number;
  readonly percent: number;
  readonly json?: string;
  readonly baseline: string;
  readonly accept: boolean;
}

export const kernelCommand = (): Command =>
  new Command('kernel')
    .description('iterations and tested insertions a second of both engines, in CPU time, against a stored baseline')
    .option('--only <pattern>', 'the cases only whose names match', parsePattern)
    .option('--repeats <n>', 'measured runs of each case, after one that warms up', wholeFrom(1, 1000), 5)
    .option('--percent <n>', 'share of the usual work: for a quick look', wholeFrom(1, 100), 100)
    .option('--json <file>', 'write every row here too')
    .option('--baseline <file>', 'what to compare with', BASELINE)
    .option('--accept', 'replace the baseline by what was measured', false)
    .action(runKernel);

async function runKernel(flags: KernelFlags, command: Command): Promise<void> {
  const cases = kernelCases(flags.percent).filter(({ name }) => flags.only === undefined || flags.only.test(name));
  if (cases.length === 0) command.error('error: --only names none of the cases');
  if (flags.accept && flags.only !== undefined) command.error('error: --accept takes all cases: leave --only out');
  const baseline = await readBaseline(flags, command);
  const rows = measure(cases, flags.repeats);
  const report: KernelReport = { machine: await thisMachine(), repeats: flags.repeats, rows: [...rows] };
  process.stdout.write(`${kernelTable(rows, baseline?.rows ?? [])}\n`);
  process.stdout.write(`measured: ${describeMachine(report.machine)}\n`);
  if (baseline !== null) process.stdout.write(`baseline: ${describeMachine(baseline.machine)}\n`);
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (flags.json !== undefined) await writeFile(flags.json, text);
  if (flags.accept) await writeFile(flags.baseline, text);
}

/** The first round warms up; rounds take turns through the cases, so that a slow minute of the machine meets them all. */
function measure(cases: readonly KernelCase[], repeats: number): readonly KernelRow[] {
  const jobs = cases.map(({ name, prepare }) => ({
    name,
    run: prepare(),
    works: [] as KernelWork[],
    runsMs: [] as number[],
  }));
  for (let round = 0; round <= repeats; round++) {
    for (const { name, run, works, runsMs } of jobs) {
      const from = process.cpuUsage();
      const { units, iterations, insertions } = run();
      const { user, system } = process.cpuUsage(from);
      works.push({ units, iterations, insertions });
      if (round > 0) runsMs.push((user + system) / 1000);
      process.stderr.write(`${round}/${repeats} ${name}: ${((user + system) / 1000).toFixed(0)} ms\n`);
    }
  }
  return jobs.map(({ name, works, runsMs }) => rowOf(name, works, runsMs));
}

/** Null: there is none yet, and there will be one. */
async function readBaseline(flags: KernelFlags, command: Command): Promise<KernelReport | null> {
  const text = await readFile(flags.baseline, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (flags.accept && error.code === 'ENOENT') return null;
    return command.error(`error: --baseline ${flags.baseline} cannot be read: ${error.message}`);
  });
  if (text === null) return null;
  const parsed = parseReport(text);
  return parsed.ok
    ? parsed.value
    : command.error(`error: --baseline ${flags.baseline} is not what bench kernel writes: ${parsed.error}`);
}
