// `npm start`: synthesizes the stack, runs it on this machine, lets a day happen in it, and judges the day.
import { writeFile } from 'node:fs/promises';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Random } from '../../shared/kernel/random.ts';
import { generateCity } from '../../shared/sim/city.ts';
import { type Day, slice } from '../../shared/sim/day.ts';
import { percentile } from '../../shared/sim/percentile.ts';
import { World } from '../../shared/sim/world.ts';
import { buildStack } from './build-stack.ts';
import { copySolves } from './copy-solves.ts';
import { outputsOf, playDay } from './play-day.ts';
import { describeFaults, readDay } from './read-day.ts';
import { Screen } from './screen.ts';
import { type LocalStack, LocalStackError, startLocalStack } from './stack/local-stack.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { renderSummary, type Summary } from './summary.ts';
import { summarize } from './table-summary.ts';

const ZONE_ID = 'demo';
/** Midnight of the demo day: a Monday. */
const DAY_START = Date.UTC(2026, 0, 5) / 1000;

process.exitCode = await main(process.argv.slice(2));

/** 0: the day was played and is sound; 1: a violation or a lost order; 2: it could not be played as asked. */
async function main(argv: readonly string[]): Promise<number> {
  const options = readStartOptions(argv);
  if ('faults' in options) return refuse(options.faults.join('\n'));
  const day = await chooseDay(options);
  if (typeof day === 'string') return refuse(day);
  const isTerminal = process.stdout.isTTY === true;
  process.stdout.write('Bundling the functions and synthesizing the stack ...\n');
  try {
    const assemblyDir = await buildStack('build/stack');
    const summary = await play(day, options, assemblyDir, isTerminal);
    process.stdout.write(renderSummary(summary));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(summary, null, 2)}\n`);
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

async function play(day: Day, options: StartOptions, assemblyDir: string, isTerminal: boolean): Promise<Summary> {
  const screen = new Screen(day, isTerminal);
  const cycleTimes: number[] = [];
  let checkViolations = 0;
  const stack = await startLocalStack({
    assemblyDir,
    clock: { startAt: day.fromAt, speed: options.speed },
    onLog: (line) => screen.log(line),
    onMetric: ({ name, value }) => {
      if (name === 'CycleTime') cycleTimes.push(value);
      if (name === 'CheckViolations') checkViolations += value;
    },
  });
  const interruption = watchInterruption();
  try {
    const world = new World(day, {}, new Random(options.seed));
    const outputs = outputsOf(stack);
    const isOver = await playDay(stack, outputs, day, world, (at) => screen.moment(at), interruption.isAsked);
    screen.stop();
    const deadLetters = await countDeadLetters(stack);
    const sorted = cycleTimes.toSorted((a, b) => a - b);
    const cycleMs = { p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
    const ended = { day, log: world.log, seed: options.seed, isOver, cycleMs, checkViolations, deadLetters };
    if (options.solves !== undefined) {
      const count = await copySolves(stack, options.solves);
      process.stdout.write(
        `${count} solves are in ${options.solves}; npm run -s replay -- ${options.solves}/* does them again\n`,
      );
    }
    return await summarize(stack, outputs.tableName, ended);
  } finally {
    screen.stop();
    interruption.end();
    await stack.stop();
  }
}

/** Messages on the dead-letter queues, by the template's outputs. */
async function countDeadLetters(stack: LocalStack): Promise<number> {
  const sqs = new SQSClient(stack.clientConfig('sqs'));
  const urls = Object.entries(stack.outputs).filter(([name]) => name.endsWith('DeadLettersUrl'));
  let count = 0;
  for (const [, QueueUrl] of urls) {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    count += Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }
  sqs.destroy();
  return count;
}

/** Ctrl-C once ends the day early, with its summary; twice ends the process. */
function watchInterruption(): { isAsked: () => boolean; end: () => void } {
  let isAsked = false;
  const ask = (): void => {
    isAsked = true;
  };
  process.once('SIGINT', ask);
  return { isAsked: () => isAsked, end: () => process.off('SIGINT', ask) };
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
