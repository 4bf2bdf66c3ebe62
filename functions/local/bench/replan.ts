// `bench replan`: a large zone has a plan, news comes in, and a short warm re-plan is set against a long cold search.
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';
import { TravelProvider } from '../../../shared/adapters/travel/travel-times.ts';
import { modesOf, placesOf } from '../../../shared/app/encode.ts';
import { SearchTrial, type TrialResult } from '../../../shared/app/search-trial.ts';
import { warmUp } from '../../../shared/app/warm-up.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { rushHour, withNews } from '../../../shared/sim/rush-hour.ts';
import { parseSeconds, wholeFrom } from '../flags.ts';
import { type Clock, openBox } from '../pdptw/box.ts';
import { describeMachine, thisMachine } from './machine.ts';
import { type ReplanRow, replanTable } from './replan-table.ts';

interface ReplanFlags {
  readonly orders: number;
  readonly couriers: number;
  readonly seeds: number;
  readonly seconds: readonly number[];
  readonly cold: number;
  readonly before: number;
  readonly clock: Clock;
  readonly json?: string;
}

/** News, in hundredths of the orders. */
const NEWS = 5;

export const replanCommand = (): Command =>
  new Command('replan')
    .description('a large zone and 5 % news: how much of a long cold search a short warm re-plan keeps')
    .option('--orders <n>', 'open orders of the zone', wholeFrom(2, 5000), 1000)
    .option('--couriers <n>', 'couriers of the zone', wholeFrom(1, 1000), 200)
    .option('--seeds <n>', 'zones, of seeds 1 to n', wholeFrom(1, 99), 3)
    .option('--seconds <s,...>', 'boxes of the warm re-plan', parseBoxes, [0.2, 1])
    .option('--cold <s>', 'box of the cold search', parseSeconds, 10)
    .option('--before <s>', 'box of the search for the plan before the news', parseSeconds, 30)
    .addOption(
      new Option('--clock <clock>', 'what boxes count; cpu: for a machine shared with others')
        .choices(['wall', 'cpu'])
        .default('wall'),
    )
    .option('--json <file>', 'write every row here too')
    .action(runReplan);

async function runReplan(flags: ReplanFlags): Promise<void> {
  warmUp();
  const rows: ReplanRow[] = [];
  for (let seed = 1; seed <= flags.seeds; seed++) {
    rows.push(...(await replansOf(flags, seed)));
    const last = rows.at(-1);
    process.stderr.write(`zone ${seed} of ${flags.seeds}: cold ${last?.coldCost}, warm ${last?.warmCost}\n`);
  }
  const machine = await thisMachine();
  process.stdout.write(`${replanTable(rows)}\nmeasured: ${describeMachine(machine)}, ${flags.clock} clock\n`);
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify({ machine, flags, rows }, null, 2)}\n`);
  if (rows.some((row) => row.violations > 0)) process.exitCode = 1;
}

async function replansOf(flags: ReplanFlags, seed: number): Promise<readonly ReplanRow[]> {
  const { orders, couriers, cold, before: boxBefore } = flags;
  const before = rushHour({ orders, couriers, seed });
  const first = await trialOf(before);
  const { plan } = first.judge(timed(first, false, boxBefore, seed, flags.clock).result);
  const trial = await trialOf(withNews(before, plan, Math.round((NEWS * orders) / 100), seed));
  const greedy = trial.run({ isWarm: false, seed, stop: never, pace: null });
  const reference = timed(trial, false, cold, seed, flags.clock).result;
  const coldViolations = trial.judge(reference).violations;
  return flags.seconds.map((seconds) => {
    const { result, ms } = timed(trial, true, seconds, seed, flags.clock);
    const left = new Set(reference.unassigned);
    return {
      seed,
      seconds,
      ms,
      greedyCost: greedy.cost,
      keepCost: result.startCost,
      coldCost: reference.cost,
      warmCost: result.cost,
      coldUnassigned: reference.unassigned.length,
      warmUnassigned: result.unassigned.length,
      missed: result.unassigned.filter((order) => !left.has(order)).length,
      iterations: result.iterations,
      units: result.units,
      violations: trial.judge(result).violations + coldViolations,
    };
  });
}

async function trialOf(snapshot: Snapshot): Promise<SearchTrial> {
  const provider = new TravelProvider(new MemoryTelemetry());
  const travel = await provider.matrix(snapshot.zone.travel, modesOf(snapshot), placesOf(snapshot));
  return new SearchTrial(snapshot, travel);
}

/** From call to return: all that the search prepares is in its box. */
function timed(trial: SearchTrial, isWarm: boolean, seconds: number, seed: number, clock: Clock) {
  const box = openBox(seconds, clock);
  const result: TrialResult = trial.run({ isWarm, seed, stop: box.stop, pace: box.pace });
  return { result, ms: box.elapsedMs() };
}

const never = (): boolean => false;

const parseBoxes = (text: string): readonly number[] => text.split(',').map(parseSeconds);
