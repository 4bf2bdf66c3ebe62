// One run of `npm start`: the stack, a day in it, and the judgement. A day that is kept goes on where an earlier run
// left it, however that one ended.
import { createHash } from 'node:crypto';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Day } from '../../shared/sim/day.ts';
import { buildStack } from './build-stack.ts';
import { copySolves } from './copy-solves.ts';
import { DayWorld } from './kept-day/day-world.ts';
import type { DayIdentity, Entry } from './kept-day/entry.ts';
import { type KeptDay, openKeptDay } from './kept-day/kept-day.ts';
import { Measures } from './measures.ts';
import { Pace } from './pace.ts';
import { outputsOf, playDay } from './play-day.ts';
import { Screen } from './screen.ts';
import { Site } from './site/site.ts';
import { FAULT_RATES } from './stack/faults/fault-kinds.ts';
import { type LocalStack, startLocalStack } from './stack/local-stack.ts';
import type { StartOptions } from './start-options.ts';
import type { Summary } from './summary.ts';
import { summarize } from './table-summary.ts';

const QUIET_SEC = 300;

/**
 * The judgement of the day, also of one that was finished before; told as soon as it is there, for without --headless the
 * stack goes on until it is interrupted. Throws LocalStackError when the folder of the day, the template, a bundle or the
 * port cannot be used.
 */
export async function runDay(day: Day, options: StartOptions, tell: Tell): Promise<Summary> {
  const kept = options.keep === undefined ? null : openKeptDay(options.keep, identityOf(day, options));
  try {
    if (!kept?.summary) return await runServed(kept, day, options, tell);
    process.stdout.write(
      `${day.name} in ${options.keep} was finished before. To play it again, name another folder.\n`,
    );
    await tell(kept.summary);
    return kept.summary;
  } finally {
    kept?.journal.close();
  }
}

type Tell = (summary: Summary) => Promise<void>;

/** The address comes first: it answers, with "starting", from then on. */
async function runServed(kept: KeptDay | null, day: Day, options: StartOptions, tell: Tell): Promise<Summary> {
  const site = options.headless ? null : await Site.open(options.port);
  if (site) process.stdout.write(`Console ${site.url}/   API ${site.url}/v1   ${site.url}/openapi.json\n`);
  try {
    return await runOn(kept, day, options, tell, site);
  } finally {
    await site?.stop();
  }
}

async function runOn(
  kept: KeptDay | null,
  day: Day,
  options: StartOptions,
  tell: Tell,
  site: Site | null,
): Promise<Summary> {
  const note = (entry: Entry): void => kept?.journal.append(entry);
  const past = kept?.journal.past ?? [];
  const world = new DayWorld(day, options.seed, past, note);
  const measures = new Measures(past, note);
  const assemblyDir = options.assembly ?? (await synthesize());
  const screen = new Screen(day, process.stdout.isTTY === true);
  const { at: startAt, restedAt: schedulesAfter } = world.standing ?? { at: day.fromAt, restedAt: day.fromAt };
  const stack = await startLocalStack({
    assemblyDir,
    clock: { startAt, schedulesAfter, speed: 'max' },
    ...(site && { http: site.server }),
    ...(kept && { dataDir: kept.dataDir }),
    ...(options.faults && { faults: { seed: options.seed, rates: FAULT_RATES } }),
    onLog: (line) => {
      screen.log(line);
      site?.changed();
    },
    onMetric: (metric) => measures.take(metric),
  });
  const interruption = watchInterruption();
  try {
    if (kept && !kept.isContinued) note({ kind: 'ready' });
    const outputs = outputsOf(stack);
    site?.answerCallsWith(stack.gateway);
    const onMoment = (at: number): void => {
      screen.moment(at);
      site?.changed();
    };
    const pace = new Pace(options.speed, interruption.isAsked, firstToSee(day));
    const stage = { stack, outputs, day, world, onMoment, isInterrupted: interruption.isAsked, pace };
    const { isOver, isWhole } = await playDay(stage);
    screen.stop();
    const { cycleMs, checkViolations } = measures;
    const deadLetters = await countDeadLetters(stack);
    const ended = { day, log: world.log, seed: options.seed, isOver, cycleMs, checkViolations, deadLetters };
    if (options.solves !== undefined) await keepSolves(stack, options.solves);
    const judged = await summarize(stack, outputs.tableName, ended);
    const summary = options.faults ? { ...judged, faults: stack.injected } : judged;
    if (isWhole) note({ kind: 'over', summary });
    await tell(summary);
    if (site && isWhole) await liveOn(stack, site, interruption.isAsked);
    return summary;
  } finally {
    screen.stop();
    interruption.end();
    await stack.stop();
  }
}

/** Shortly before the first order: the morning of a day is quiet. */
const firstToSee = ({ orders }: Day): number =>
  orders.reduce((first, { placedAt }) => Math.min(first, placedAt), Number.POSITIVE_INFINITY) - QUIET_SEC;

/** After the day, in real time: whoever calls the API finds a stack that works. */
async function liveOn(stack: LocalStack, site: Site, isInterrupted: () => boolean): Promise<void> {
  process.stdout.write(`The day is over; ${site.url}/ goes on in real time. Ctrl-C ends it.\n`);
  const pace = new Pace(1, isInterrupted);
  const from = stack.now();
  for (let at = from; !isInterrupted(); at++) {
    await pace.reach(at);
    await stack.advanceTo(at);
  }
}

async function keepSolves(stack: LocalStack, folder: string): Promise<void> {
  const count = await copySolves(stack, folder);
  process.stdout.write(`${count} solves are in ${folder}: npm run -s replay -- ${folder}/* does them again\n`);
}

function synthesize(): Promise<string> {
  process.stdout.write('Bundling the functions and synthesizing the stack ...\n');
  return buildStack('build/stack');
}

const identityOf = (day: Day, { seed, faults }: StartOptions): DayIdentity => ({
  day: day.name,
  digest: createHash('sha256').update(JSON.stringify(day)).digest('hex').slice(0, 16),
  seed,
  faults,
});

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
