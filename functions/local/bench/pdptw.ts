// `bench pdptw`: the Li and Lim instances against their best-known values. Vehicles come first, then distance; every
// solution goes through the judge, and what it refuses counts as a failure.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { PairKnobs } from '../../../shared/app/solve-pairs.ts';
import { checkRoutes } from '../../../shared/sim/instances/check-routes.ts';
import { parsePattern, parseSeconds, parseThreads, parseWhole, wholeFrom } from '../flags.ts';
import { type Clock, openBox } from '../pdptw/box.ts';
import { type PairSolver, startPairSolver } from '../pdptw/pair-solver.ts';
import { type BestKnown, readBestKnown, readInstance } from '../pdptw/read-instance.ts';
import { readKnobs } from '../pdptw/read-knobs.ts';
import type { ExactRecord } from '../pdptw/solve-record.ts';
import { describeFaults } from '../read-day.ts';
import { classesOf, type PdptwRow, pdptwTable } from './pdptw-table.ts';

interface PdptwFlags {
  readonly data: string;
  readonly seconds?: number;
  readonly units?: number;
  readonly set?: string;
  readonly only?: RegExp;
  readonly seeds: number;
  readonly threads: number;
  readonly exact: boolean;
  readonly params?: string;
  readonly clock: Clock;
  readonly json?: string;
}

const BEST_KNOWN = 'bks.csv';

export const pdptwCommand = (): Command =>
  new Command('pdptw')
    .description('pickup and delivery with time windows (Li and Lim 2003): vehicles, then distance')
    .requiredOption('--data <dir>', `the folder that holds the instances and ${BEST_KNOWN}`)
    .option('--seconds <s>', 'the time box of each run', parseSeconds)
    .option('--units <n>', 'work units of each search instead: the same table on any machine', parseWhole)
    .addOption(
      new Option('--set <tasks>', 'the instances of this size only').choices([
        '100',
        '200',
        '400',
        '600',
        '800',
        '1000',
      ]),
    )
    .option('--only <pattern>', 'the instances only whose names match', parsePattern)
    .option('--seeds <n>', 'search seeds 1 to n', wholeFrom(1, 999), 1)
    .option('--threads <n>', 'searches side by side that tell each other their plans', parseThreads, 1)
    .option('--exact', 'with exact help: chooses among the routes found, late in a long box', false)
    .option('--params <file>', 'JSON with the parameters of the search that differ from the defaults')
    .addOption(
      new Option('--clock <clock>', 'what the box counts; cpu, thread-cpu: for a machine shared with others')
        .choices(['wall', 'cpu', 'thread-cpu'])
        .default('wall'),
    )
    .option('--json <file>', 'write every row here too')
    .action(runPdptw);

async function runPdptw(flags: PdptwFlags, command: Command): Promise<void> {
  const bestKnown = await readTable(flags, command);
  const names = await findInstances(flags, bestKnown, command);
  const conflict = conflictIn(flags);
  if (conflict !== null) command.error(`error: ${conflict}`);
  const knobs = await knobsOf(flags, command);
  const solver = await startPairSolver(flags);
  const rows: PdptwRow[] = [];
  for (const name of names) {
    for (let seed = 1; seed <= flags.seeds; seed++) {
      const row = await runOne(flags, { name, seed, solver, knobs }, bestKnown.get(name), command);
      rows.push(row);
      const { vehicles, distance, known, ms, faults } = row;
      process.stderr.write(
        `${rows.length}/${names.length * flags.seeds} ${name} seed ${seed}: ${vehicles} vehicles (${known.vehicles}), ` +
          `${distance.toFixed(2)} (${known.distance}), ${ms.toFixed(0)} ms${faults
            .slice(0, 3)
            .map((fault) => `, ${fault}`)
            .join('')}\n`,
      );
    }
  }
  await solver.end();
  process.stdout.write(`${pdptwTable(rows, 1000 * (flags.seconds ?? 0))}\n`);
  if (flags.json !== undefined) {
    const { seconds = null, units = null, clock, seeds, threads, exact } = flags;
    const report = {
      seconds,
      units,
      clock,
      seeds,
      threads,
      exact,
      knobs,
      node: process.version,
      classes: classesOf(rows),
      rows,
    };
    await writeFile(flags.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (rows.some((row) => row.faults.length > 0)) process.exitCode = 1;
}

interface Run {
  readonly name: string;
  readonly seed: number;
  readonly solver: PairSolver;
  readonly knobs: PairKnobs;
}

async function runOne(
  flags: PdptwFlags,
  run: Run,
  known: BestKnown = { vehicles: 0, distance: 0 },
  command: Command,
): Promise<PdptwRow> {
  const { name, seed, solver, knobs } = run;
  const { seconds = Number.POSITIVE_INFINITY, units = null, clock } = flags;
  const box = openBox(seconds, clock);
  const read = await readInstance(join(flags.data, `${name}.txt`));
  if (!read.ok) return command.error(`error: INSTANCE_UNREADABLE\n${describeFaults(read.error)}`);
  const { routes, iterations, ...done } = await solver.solve(read.value, {
    seed,
    box,
    seconds,
    clock,
    maxUnits: units,
    knobs,
  });
  const ms = box.elapsedMs();
  const { vehicles, distance, faults } = checkRoutes(read.value, routes);
  const said = faults.map(({ code, route, cause }) => `${code} in route ${route}: ${cause}`);
  return {
    name,
    seed,
    vehicles,
    distance,
    known,
    units: done.units,
    iterations,
    ms,
    faults: said,
    ...exactOf(done.exact),
  };
}

const exactOf = (exact: ExactRecord | undefined): Pick<PdptwRow, 'exact'> =>
  exact === undefined ? {} : { exact: { columns: exact.columns, before: exact.before, after: exact.after } };

/** What is wrong with the flags as a whole; null: nothing. */
function conflictIn({ seconds, units, threads, exact, clock, params }: PdptwFlags): string | null {
  if ((seconds === undefined) === (units === undefined)) return 'give --seconds or --units';
  if (exact && seconds === undefined) return '--exact needs --seconds';
  if (params !== undefined && (exact || threads > 1))
    return '--params is for one search: leave out --threads and --exact';
  if (exact && threads > 1) return '--exact and --threads do not go together: give one of them';
  if (threads > 1 && clock === 'cpu') return '--clock cpu counts all threads as one: give thread-cpu';
  if (exact && clock === 'thread-cpu') return '--clock thread-cpu does not see the exact solver: give cpu';
  return null;
}

async function knobsOf({ params }: PdptwFlags, command: Command): Promise<PairKnobs> {
  if (params === undefined) return {};
  const read = await readKnobs(params);
  return read.ok ? read.value : command.error(`error: PARAMS_INVALID: --params ${params}: ${read.error.join('\n')}`);
}

async function readTable(flags: PdptwFlags, command: Command): Promise<ReadonlyMap<string, BestKnown>> {
  const file = join(flags.data, BEST_KNOWN);
  try {
    return readBestKnown(file, await readFile(file, 'utf8'));
  } catch (error) {
    return command.error(`error: the best-known values cannot be read: ${(error as Error).message}`);
  }
}

/** Instances there are, with a best-known value, of the set; in the sequence of their names. */
async function findInstances(
  { data, set, only }: PdptwFlags,
  bestKnown: ReadonlyMap<string, BestKnown>,
  command: Command,
): Promise<readonly string[]> {
  const files = await readdir(data).catch((error: Error) =>
    command.error(`error: --data ${data} cannot be read: ${error.message}`),
  );
  const names = files
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.slice(0, -'.txt'.length))
    .filter((name) => bestKnown.has(name))
    .filter((name) => set === undefined || tasksOf(name) === set)
    .filter((name) => only === undefined || only.test(name))
    .sort();
  if (names.length === 0)
    command.error(`error: --data ${data} has no such instance: names as in ${BEST_KNOWN}, with .txt`);
  return names;
}

/** The number of tasks that a name stands for: lc101 has 100, lr1_2_1 200, lrc2_10_5 1000. */
function tasksOf(name: string): string {
  const size = /_(\d+)_/.exec(name)?.[1];
  return size === undefined ? '100' : `${size}00`;
}
