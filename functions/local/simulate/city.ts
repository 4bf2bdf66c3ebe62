// `simulate city`: lives through a made-up city day in memory, through the use cases, and judges it: for what recorded days
// do not have.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Policy } from '../../../shared/domain/policy.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import { generateCity } from '../../../shared/sim/city.ts';
import { withCityLife } from '../../../shared/sim/city-life.ts';
import { describeConditions, policyUnder, worldUnder } from '../../../shared/sim/conditions.ts';
import type { Day } from '../../../shared/sim/day.ts';
import { type DayResult, runDay } from '../../../shared/sim/run-day.ts';
import { readPolicyFile } from '../read-policy.ts';
import { Screen } from '../screen.ts';
import { describeStability, type StabilityFigures, stabilityFigures } from '../stability-figures.ts';
import { renderSummary, type Summary, summaryOf } from '../summary.ts';
import { TERMINAL, type Voice } from '../voice.ts';
import { withPolicy } from '../with-policy.ts';
import { type CityRun, cityOptionsCommand, readCityOptions } from './city-options.ts';

/** Midnight of the day: a Monday. */
const DAY_START = Date.UTC(2026, 0, 5) / 1000;

export interface CitySummary extends Summary {
  readonly stability: StabilityFigures;
}

/** 0: the day was played and is sound; 1: a violation; 2: it could not be played as asked. */
export const cityCommand = (): Command =>
  cityOptionsCommand().action(async (given: Readonly<Record<string, unknown>>) => {
    process.exitCode = await simulateCity(given, TERMINAL, watch);
  });

/** Follows the clock of a day. */
export interface Watcher {
  readonly moment: (at: EpochSeconds) => void;
  readonly stop: () => void;
}

const watch = (day: Day): Watcher => {
  const screen = new Screen(day, process.stdout.isTTY === true);
  return { moment: (at) => screen.moment(at), stop: () => screen.stop() };
};

/** Answers the exit code. */
export async function simulateCity(
  given: Readonly<Record<string, unknown>>,
  voice: Voice,
  watchDay: (day: Day) => Watcher,
): Promise<number> {
  const refuse = (faults: readonly string[]): number => {
    voice.complain(`${faults.join('\n')}\n`);
    return 2;
  };
  const options = readCityOptions(given);
  if ('faults' in options) return refuse(options.faults);
  const policy = await readPolicy(options.policy);
  if (!policy.ok) return refuse(policy.error.map((fault) => `POLICY_UNREADABLE: --policy ${options.policy}: ${fault}`));
  const day = withPolicy(cityOf(options), policyUnder(policy.value, options.conditions));
  const [, ...conditions] = describeConditions(options.conditions);
  const about = [`${day.orders.length} orders`, `${day.couriers.length} couriers`, ...conditions];
  voice.say(`${day.name}: ${about.join(', ')} ...\n`);
  const result = await play(day, options, watchDay(day));
  const summary = summaryIn(result, options.seed);
  voice.say(renderSummary(summary, describeStability(summary.stability)));
  const faults = await write(result, summary, options);
  if (faults.length > 0) return refuse(faults);
  return summary.violations + summary.lost + summary.doubleBound > 0 ? 1 : 0;
}

function cityOf({ orders, couriers, minutes, seed, cancelPct }: CityRun): Day {
  const stretch = minutes === null ? {} : { minutes };
  const city = generateCity({ zoneId: `city-${seed}`, startAt: DAY_START, seed, orders, couriers, ...stretch });
  return withCityLife(city, { seed, cancelPct });
}

const readPolicy = async (policy: string): Promise<Result<Policy | null, readonly string[]>> =>
  policy === 'default' ? ok(null) : readPolicyFile(policy);

async function play(day: Day, { seed, conditions }: CityRun, watcher: Watcher): Promise<DayResult> {
  try {
    return await runDay(day, {
      seed,
      world: worldUnder(conditions),
      stopwatch: () => performance.now(),
      onMinute: async (at) => {
        watcher.moment(at);
        // The day itself waits for nothing: without a turn of the loop, the progress bar would never be drawn.
        await setImmediate();
      },
    });
  } finally {
    watcher.stop();
  }
}

function summaryIn(result: DayResult, seed: number): CitySummary {
  const { day, log, cycleMs, orders, revisions, lastPlan, audit, metrics, tentativeMoves } = result;
  const checkViolations = result.checkViolations + result.cyclesFailed;
  const ended = { day, log, seed, isOver: true, cycleMs, checkViolations, deadLetters: 0 };
  const last = lastPlan && { revision: revisions, plan: lastPlan };
  return { ...summaryOf(ended, orders, last, audit), stability: stabilityFigures(metrics, tentativeMoves) };
}

/** What could not be written. */
async function write(
  { day, log, metrics }: DayResult,
  summary: CitySummary,
  { out, json }: CityRun,
): Promise<readonly string[]> {
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const files: readonly (readonly [string, unknown])[] = [
    ...(out === null ? [] : [[join(out, 'day.json'), day] as const, [join(out, 'log.json'), log] as const]),
    ...(out === null ? [] : [[join(out, 'metrics.json'), { ...summary, metrics }] as const]),
    ...(json === null ? [] : [[json, summary] as const]),
  ];
  try {
    if (out !== null) await mkdir(out, { recursive: true });
    for (const [file, value] of files) await writeFile(file, text(value));
    return [];
  } catch (error) {
    return [`FILE_UNUSABLE: ${error instanceof Error ? error.message : error}. Name another.`];
  }
}
