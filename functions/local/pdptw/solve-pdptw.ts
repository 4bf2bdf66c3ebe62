// `solve pdptw`: pickup and delivery with time windows, in the format of Li and Lim. The box holds everything but the
// warm-up of the engine: reading, searching, decoding.
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PairInstance, PairRoutes } from '../../../shared/app/pair-instance.ts';
import { type SolvedPairs, type SolvePairsOptions, solvePairs, warmUpPairs } from '../../../shared/app/solve-pairs.ts';
import { checkRoutes, type RouteFault } from '../../../shared/sim/instances/check-routes.ts';
import { describeFaults } from '../read-day.ts';
import { type Box, openBox, replayedPace } from './box.ts';
import { parseSeconds, parseThreads, parseWhole } from './flags.ts';
import { Portfolio } from './portfolio.ts';
import { readInstance } from './read-instance.ts';
import { parseRecord, type SearcherRecord, type SolveRecord } from './solve-record.ts';

/** Faults of a solution that are told. */
const MOST_FAULTS = 10;

interface SolveFlags {
  readonly in: string;
  readonly out: string;
  readonly seconds?: number;
  readonly units?: number;
  readonly seed: number;
  readonly threads: number;
  readonly replay?: string;
}

/** What a run says, beside its seed and budget. */
type Solved = SolvedPairs & { readonly searchers?: readonly SearcherRecord[] };

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
    .option('--replay <file>', 'JSON line of an earlier run, which is repeated step by step, without a clock')
    .action(solve);

async function solve(flags: SolveFlags, command: Command): Promise<void> {
  const { seconds, units, replay } = flags;
  if (
    replay !== undefined ? seconds !== undefined || units !== undefined : seconds === undefined && units === undefined
  ) {
    command.error('error: give --seconds, --units or both; or --replay alone');
  }
  const replayed = replay === undefined ? null : await readRecord(replay, command);
  const portfolio = await warmUp(replayed === null ? flags.threads : (replayed.searchers?.length ?? 1), command);
  const box = openBox(seconds ?? Number.POSITIVE_INFINITY, 'wall');
  const read = await readInstance(flags.in);
  if (!read.ok) {
    await portfolio?.end();
    return command.error(`error: INSTANCE_UNREADABLE: nothing was solved.\n${describeFaults(read.error)}`);
  }
  const options = replayed === null ? optionsOf(flags, box) : replayOptions(replayed);
  const solved: Solved =
    portfolio === null
      ? solvePairs(read.value, options)
      : await solveSideBySide(portfolio, read.value, { flags, box, replayed }, command);
  const wallMs = Math.round(10 * box.elapsedMs()) / 10;

  await portfolio?.end();
  await writeFile(flags.out, textOf(solved.routes));
  const verdict = checkRoutes(read.value, solved.routes);
  const record: SolveRecord = {
    vehicles: verdict.vehicles,
    distance: verdict.distance,
    unserved: solved.unserved.length,
    units: solved.units,
    iterations: solved.iterations,
    wallMs,
    seed: options.seed,
    maxUnits: options.maxUnits ?? null,
    milestones: replayed?.milestones ?? box.milestones.map(({ units, share }) => [units, share] as const),
    ...(solved.searchers === undefined ? {} : { searchers: solved.searchers }),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
  process.stderr.write(sayFaults(verdict.faults));
  if (verdict.faults.length > 0) process.exitCode = 1;
}

/** Everything that takes its time before the box opens; null: one search, in this thread. */
async function warmUp(threads: number, command: Command): Promise<Portfolio | null> {
  if (threads > 1) return Portfolio.start(threads).catch((error: Error) => command.error(threadsFailed(error)));
  warmUpPairs();
  return null;
}

interface SideBySide {
  readonly flags: SolveFlags;
  readonly box: Box;
  readonly replayed: SolveRecord | null;
}

function solveSideBySide(
  portfolio: Portfolio,
  instance: PairInstance,
  { flags, box, replayed }: SideBySide,
  command: Command,
): Promise<Solved> {
  const { seed, maxUnits } = replayed ?? { seed: flags.seed, maxUnits: flags.units ?? null };
  const seconds = flags.seconds ?? Number.POSITIVE_INFINITY;
  return portfolio
    .solve(instance, { seed, box, seconds, clock: 'wall', maxUnits, replayed: replayed?.searchers ?? null })
    .catch((error: Error) => command.error(threadsFailed(error)));
}

const threadsFailed = (error: Error): string =>
  `error: THREAD_FAILED: ${error.message}\nNothing was solved. Try --threads 1; if that fails too, it is a bug.`;

/** With units, they are the budget and the clock only guards; without, the box is the budget. */
function optionsOf({ seed, seconds, units }: SolveFlags, box: Box): SolvePairsOptions {
  const stop = seconds === undefined ? () => false : box.stop;
  return units === undefined ? { seed, stop, pace: box.pace } : { seed, stop, maxUnits: units };
}

function replayOptions({ seed, units, maxUnits, milestones }: SolveRecord): SolvePairsOptions {
  const pace = replayedPace(milestones.map(([units, share]) => ({ units, share })));
  const budget = maxUnits === null ? { pace } : { maxUnits };
  return { seed, stop: () => false, stopAtUnits: units, ...budget };
}

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
