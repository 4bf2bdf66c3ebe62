// One run of `npm start`: the stack, a day in it, and the judgement. With a store, the run takes the day up where an
// earlier one left it, however that one ended.
import { createHash } from 'node:crypto';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Day } from '../../shared/sim/day.ts';
import { buildStack } from './build-stack.ts';
import { Measures } from './measures.ts';
import { outputsOf, playDay } from './play-day.ts';
import { Screen } from './screen.ts';
import { FAULT_RATES } from './stack/faults/fault-kinds.ts';
import { type LocalStack, startLocalStack } from './stack/local-stack.ts';
import type { StartOptions } from './start-options.ts';
import { type DayStore, openDayStore } from './store/day-store.ts';
import { DayWorld } from './store/day-world.ts';
import type { DayIdentity, Entry } from './store/entry.ts';
import type { Summary } from './summary.ts';
import { summarize } from './table-summary.ts';

/** Throws LocalStackError when the store, the template or a bundle cannot be used. */
export async function runDay(day: Day, options: StartOptions): Promise<Summary> {
  const store = options.store === undefined ? null : openDayStore(options.store, identityOf(day, options));
  try {
    return await runOn(store, day, options);
  } finally {
    store?.journal.close();
  }
}

async function runOn(store: DayStore | null, day: Day, options: StartOptions): Promise<Summary> {
  const note = (entry: Entry): void => store?.journal.append(entry);
  const past = store?.journal.past ?? [];
  const world = new DayWorld(day, options.seed, past, note);
  const measures = new Measures(past, note);
  const assemblyDir = options.assembly ?? (await synthesize());
  const screen = new Screen(day, process.stdout.isTTY === true);
  const { at: startAt, restedAt: schedulesAfter } = world.standing ?? { at: day.fromAt, restedAt: day.fromAt };
  const stack = await startLocalStack({
    assemblyDir,
    clock: { startAt, schedulesAfter, speed: options.speed },
    ...(store && { dataDir: store.dataDir }),
    ...(options.faults && { faults: { seed: options.seed, rates: FAULT_RATES } }),
    onLog: (line) => screen.log(line),
    onMetric: (metric) => measures.take(metric),
  });
  const interruption = watchInterruption();
  try {
    if (store && !store.isContinued) note({ kind: 'ready' });
    const outputs = outputsOf(stack);
    const onMoment = (at: number): void => screen.moment(at);
    const stage = { stack, outputs, day, world, onMoment, isInterrupted: interruption.isAsked };
    const { isOver, isWhole } = await playDay(stage);
    screen.stop();
    const { cycleMs, checkViolations } = measures;
    const deadLetters = await countDeadLetters(stack);
    const ended = { day, log: world.log, seed: options.seed, isOver, cycleMs, checkViolations, deadLetters };
    const summary = await summarize(stack, outputs.tableName, ended);
    if (isWhole) note({ kind: 'over' });
    return options.faults ? { ...summary, faults: stack.injected } : summary;
  } finally {
    screen.stop();
    interruption.end();
    await stack.stop();
  }
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
