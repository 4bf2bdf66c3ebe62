// `solve pdptw`: pickup and delivery with time windows, in the format of Li and Lim. The box holds everything but the
// warm-up of the engine: reading, searching, decoding.
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PairRoutes } from '../../../shared/app/pair-instance.ts';
import { type SolvePairsOptions, solvePairs, warmUpPairs } from '../../../shared/app/solve-pairs.ts';
import { checkRoutes, type RouteFault } from '../../../shared/sim/instances/check-routes.ts';
import { describeFaults } from '../read-day.ts';
import { type Box, openBox, replayedPace } from './box.ts';
import { parseSeconds, parseWhole } from './flags.ts';
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
  warmUpPairs();
  const box = openBox(seconds ?? Number.POSITIVE_INFINITY, 'wall');
  const read = await readInstance(flags.in);
  if (!read.ok) return command.error(`error: INSTANCE_UNREADABLE: nothing was solved.\n${describeFaults(read.error)}`);
  const options = replayed === null ? optionsOf(flags, box) : replayOptions(replayed);
  const solved = solvePairs(read.value, options);
  const wallMs = Math.round(10 * box.elapsedMs()) / 10;

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
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
  process.stderr.write(sayFaults(verdict.faults));
  if (verdict.faults.length > 0) process.exitCode = 1;
}

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
