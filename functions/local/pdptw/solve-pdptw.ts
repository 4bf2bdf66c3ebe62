// `solve pdptw`: pickup and delivery with time windows, in the format of Li and Lim. The box holds everything but the
// warm-up of the engine: reading, searching, decoding.
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PairRoutes } from '../../../shared/app/pair-instance.ts';
import { checkRoutes, type RouteFault } from '../../../shared/sim/instances/check-routes.ts';
import { parseSeconds, parseThreads, parseWhole } from '../flags.ts';
import { describeFaults } from '../read-day.ts';
import { openBox } from './box.ts';
import {
  optionsOf,
  type PairOutcome,
  type PairSolver,
  type PairSolverOptions,
  startPairSolver,
} from './pair-solver.ts';
import { readInstance } from './read-instance.ts';
import { parseRecord, type SolveRecord } from './solve-record.ts';

/** Faults of a solution that are told. */
const MOST_FAULTS = 10;

interface SolveFlags {
  readonly in: string;
  readonly out: string;
  readonly seconds?: number;
  readonly units?: number;
  readonly seed: number;
  readonly threads: number;
  readonly exact: boolean;
  readonly replay?: string;
}

export const solvePdptwCommand = (): Command =>
  new Command('pdptw')
    .description('pickup and delivery with time windows (Li and Lim 2003): fewest vehicles, then least distance')
    .requiredOption('--in <file>', 'the instance')
    .requiredOption('--out <file>', 'where the routes go, a line each')
    .option('--seconds <s>', 'the time box', parseSeconds)
    .option('--units <n>', 'work units at most: the same plan on any machine', parseWhole)
    .option('--seed <n>', 'seed of the search', parseWhole, 1)
    .option(
      '--threads <n>',
      'searches side by side that tell each other their plans; units are of each',
      parseThreads,
      1,
    )
    .option('--exact', 'with exact help: chooses among the routes found, late in a long box', false)
    .option('--replay <file>', 'JSON line of an earlier run, which is repeated step by step, without a clock')
    .action(solve);

async function solve(flags: SolveFlags, command: Command): Promise<void> {
  const conflict = conflictIn(flags);
  if (conflict !== null) command.error(`error: ${conflict}`);
  const replayed = flags.replay === undefined ? null : await readRecord(flags.replay, command);
  const solver = await start(replayed === null ? flags : optionsOf(replayed), command);
  const box = openBox(flags.seconds ?? Number.POSITIVE_INFINITY, 'wall');
  const read = await readInstance(flags.in);
  if (!read.ok) return command.error(`error: INSTANCE_UNREADABLE: nothing was solved.\n${describeFaults(read.error)}`);
  const { seed, maxUnits } = replayed ?? { seed: flags.seed, maxUnits: flags.units ?? null };
  const { seconds = Number.POSITIVE_INFINITY } = flags;
  const solving: Promise<PairOutcome> =
    replayed === null
      ? solver.solve(read.value, { seed, box, seconds, clock: 'wall', maxUnits })
      : solver.replay(read.value, replayed);
  const {
    routes,
    unserved,
    distance: _,
    ...done
  } = await solving.catch((error: Error) => command.error(threadFailed(error)));
  const wallMs = Math.round(10 * box.elapsedMs()) / 10;

  await solver.end();
  await writeFile(flags.out, textOf(routes));
  const { vehicles, distance, faults } = checkRoutes(read.value, routes);
  const record: SolveRecord = { vehicles, distance, unserved: unserved.length, ...done, wallMs, seed, maxUnits };
  process.stdout.write(`${JSON.stringify(record)}\n`);
  process.stderr.write(sayFaults(faults));
  if (faults.length > 0) process.exitCode = 1;
}

/** What is wrong with the flags as a whole; null: nothing. */
function conflictIn({ seconds, units, replay, threads, exact }: SolveFlags): string | null {
  const isBudgeted = seconds !== undefined || units !== undefined;
  if ((replay !== undefined) === isBudgeted) return 'give --seconds, --units or both; or --replay alone';
  if (exact && threads > 1) return '--exact and --threads do not go together: give one of them';
  if (exact && (seconds === undefined || units !== undefined)) return '--exact needs --seconds, and no --units';
  return null;
}

const start = (options: PairSolverOptions, command: Command): Promise<PairSolver> =>
  startPairSolver(options).catch((error: Error) => command.error(threadFailed(error)));

const threadFailed = (error: Error): string =>
  `error: THREAD_FAILED: ${error.message}\nNothing was solved. Try --threads 1; if that fails too, it is a bug.`;

async function readRecord(file: string, command: Command): Promise<SolveRecord> {
  const text = await readFile(file, 'utf8').catch((error: Error) =>
    command.error(`error: --replay ${file} cannot be read: ${error.message}`),
  );
  const record = parseRecord(text);
  return record ?? command.error(`error: --replay ${file} is not what solve prints: give the file with its JSON line`);
}

const textOf = (routes: PairRoutes): string => routes.map((ids, i) => `Route ${i + 1} : ${ids.join(' ')}\n`).join('');

/** The first few of what the judge found, a line each. */
function sayFaults(faults: readonly RouteFault[]): string {
  const lines = faults.slice(0, MOST_FAULTS).map(({ code, route, cause }) => `${code} in route ${route}: ${cause}\n`);
  if (faults.length > MOST_FAULTS) lines.push(`and ${faults.length - MOST_FAULTS} more\n`);
  return lines.join('');
}
