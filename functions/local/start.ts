// `npm start`: synthesizes the stack, runs it on this machine, lets a day happen in it, judges the day, and goes on serving
// console and API until it is interrupted.
import { writeFile } from 'node:fs/promises';
import { generateCity } from '../../shared/sim/city.ts';
import { type Day, slice } from '../../shared/sim/day.ts';
import { describeFaults, readDay } from './read-day.ts';
import { runDay } from './run-day.ts';
import { LocalStackError } from './stack/local-stack.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { renderSummary } from './summary.ts';

const ZONE_ID = 'demo';
/** Midnight of the demo day: a Monday. */
const DAY_START = Date.UTC(2026, 0, 5) / 1000;

process.exitCode = await main(process.argv.slice(2));

/** 0: the day was played and is sound; 1: a violation or a lost order; 2: it could not be played as asked. */
async function main(argv: readonly string[]): Promise<number> {
  const options = readStartOptions(argv);
  if ('refusals' in options) return refuse(options.refusals.join('\n'));
  const day = await chooseDay(options);
  if (typeof day === 'string') return refuse(day);
  try {
    const summary = await runDay(day, options, async (judged) => {
      process.stdout.write(renderSummary(judged));
      if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(judged, null, 2)}\n`);
    });
    return summary.violations + summary.lost + summary.doubleBound > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof LocalStackError)) throw error;
    return refuse(error.message);
  }
}

/** The day to play, or what is wrong with it. */
async function chooseDay(options: StartOptions): Promise<Day | string> {
  let day: Day;
  if (options.day === undefined) {
    day = generateCity({ zoneId: ZONE_ID, startAt: DAY_START, seed: options.seed });
  } else {
    const read = await readDay(options.day, { zoneId: ZONE_ID, startAt: DAY_START });
    if (!read.ok) return `DAY_UNREADABLE: the day cannot be played.\n${describeFaults(read.error)}`;
    day = read.value;
  }
  if (options.slice === undefined) return day;
  const part = slice(day, options.slice.from, options.slice.to);
  if (part.orders.length > 0) return part;
  return `SLICE_EMPTY: no order is placed in minutes ${options.slice.from} to ${options.slice.to}. Choose others.`;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
