// Lets a world live on the local stack: its events go in through the queues, the published changes come back to it, and
// the virtual clock moves on when all is quiet. The stack knows nothing of the world, nor the world of the stack.
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeMessage } from '../../shared/domain/change.ts';
import { invariant } from '../../shared/kernel/result.ts';
import type { EpochSeconds, Seconds } from '../../shared/kernel/units.ts';
import type { Day } from '../../shared/sim/day.ts';
import type { Emission } from '../../shared/sim/world.ts';
import type { DayWorld } from './kept-day/day-world.ts';
import type { Pace } from './pace.ts';
import { WorldQueues } from './queues.ts';
import type { LocalStack } from './stack/local-stack.ts';

/** A day that has not ended this long after it began is given up and reported as it is. */
const LONGEST_DAY_SEC: Seconds = 48 * 3600;

export interface DayOutputs {
  readonly tableName: string;
  readonly eventsQueueUrl: string;
  readonly positionsQueueUrl: string;
  readonly changesQueueUrl: string;
}

/** What the world needs to know of the stack. Throws when the template does not say it. */
export function outputsOf({ outputs }: LocalStack): DayOutputs {
  const output = (name: string): string => {
    const value = outputs[name];
    invariant(value, `the template has no output ${name}. Maybe infra and functions/local have drifted apart`);
    return value;
  };
  return {
    tableName: output('TableName'),
    eventsQueueUrl: output('EventsQueueUrl'),
    positionsQueueUrl: output('PositionsQueueUrl'),
    changesQueueUrl: output('ChangesQueueUrl'),
  };
}

export interface Stage {
  readonly stack: LocalStack;
  readonly outputs: DayOutputs;
  readonly day: Day;
  readonly world: DayWorld;
  /** The day's clock has moved. */
  readonly onMoment: (at: EpochSeconds) => void;
  readonly isInterrupted: () => boolean;
  readonly pace: Pace;
}

export interface Played {
  /** It was a whole day, and it is over: what is not delivered by now will not be. */
  readonly isOver: boolean;
  /** It was not interrupted. */
  readonly isWhole: boolean;
}

/** Plays from where the world stands until the slice or the day is over, or `isInterrupted` says so. */
export async function playDay(stage: Stage): Promise<Played> {
  const { stack, outputs } = stage;
  const sqs = new SQSClient(stack.clientConfig('sqs'));
  const queues = new WorldQueues(sqs, {
    events: outputs.eventsQueueUrl,
    positions: outputs.positionsQueueUrl,
    changes: outputs.changesQueueUrl,
  });
  try {
    return await play(stage, queues);
  } finally {
    sqs.destroy();
  }
}

async function play(stage: Stage, queues: WorldQueues): Promise<Played> {
  const { stack, day, world } = stage;
  let at = world.standing?.at ?? day.fromAt;
  let emission = world.standing?.untaken ?? world.advance(at);
  for (;;) {
    await stage.pace.reach(at);
    await stack.advanceTo(at);
    await send(queues, world, emission);
    await settle(stage, queues, at);
    stage.onMoment(at);
    const isOver = day.toAt === null && world.done();
    const next = nextMoment(stage, at, isOver);
    if (next === null || stage.isInterrupted()) return { isOver, isWhole: next === null };
    at = next;
    emission = world.advance(at);
  }
}

/** Null: the day has been played, and no message will come back that a function had when it failed. */
function nextMoment({ stack, day, world }: Stage, at: EpochSeconds, isOver: boolean): EpochSeconds | null {
  const stopAt = day.toAt ?? day.fromAt + LONGEST_DAY_SEC;
  if (isOver || at >= stopAt) {
    const returnsAt = stack.returnsAt();
    return returnsAt === null ? null : Math.max(at + 1, returnsAt);
  }
  return Math.min(stopAt, Math.max(at + 1, Math.min(world.nextAt() ?? stopAt, stack.nextWakeAt() ?? stopAt)));
}

/** Works until the queues are empty and the world has nothing to answer. */
async function settle({ stack, world, day }: Stage, queues: WorldQueues, at: EpochSeconds): Promise<void> {
  for (;;) {
    await stack.quiet();
    let received = 0;
    for await (const message of queues.receiveChanges()) {
      received += 1;
      const heard = hearable(message, day);
      if (heard !== null) await send(queues, world, world.receive(heard, at));
    }
    if (received === 0) return;
  }
}

/**
 * Whoever calls the API beside the day may place orders of his own, and open zones: nobody of this day carries them, so its
 * couriers do not hear of them. Null: nothing of the message is for them.
 */
function hearable(message: ChangeMessage, { zoneId, orders }: Day): ChangeMessage | null {
  if (message.zoneId !== zoneId) return null;
  if (message.kind !== 'plan_changes') return message;
  const known = new Set(orders.map(({ order }) => order.orderId));
  return { ...message, changes: message.changes.filter((one) => one.kind === 'position' || known.has(one.orderId)) };
}

async function send(queues: WorldQueues, world: DayWorld, emission: Emission): Promise<void> {
  await queues.sendEvents(emission.events);
  await queues.sendPositions(emission.positions);
  world.taken(emission);
}
