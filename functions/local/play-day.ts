// Lets a world live on the local stack: its events go in through the queues, the published changes come back to it, and
// the virtual clock moves on when all is quiet. The stack knows nothing of the world, nor the world of the stack.
import { SQSClient } from '@aws-sdk/client-sqs';
import { invariant } from '../../shared/kernel/result.ts';
import type { EpochSeconds, Seconds } from '../../shared/kernel/units.ts';
import type { Day } from '../../shared/sim/day.ts';
import type { Emission, World } from '../../shared/sim/world.ts';
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

/** Plays until the slice or the day is over, or `isInterrupted` says so. Answers whether it was a whole day. */
export async function playDay(
  stack: LocalStack,
  outputs: DayOutputs,
  day: Day,
  world: World,
  onMoment: (at: EpochSeconds) => void,
  isInterrupted: () => boolean,
): Promise<boolean> {
  const sqs = new SQSClient(stack.clientConfig('sqs'));
  const queues = new WorldQueues(sqs, {
    events: outputs.eventsQueueUrl,
    positions: outputs.positionsQueueUrl,
    changes: outputs.changesQueueUrl,
  });
  const stopAt = day.toAt ?? day.fromAt + LONGEST_DAY_SEC;
  let at = day.fromAt;
  let isOver = false;
  while (!isInterrupted()) {
    onMoment(at);
    await send(queues, world.advance(at));
    await settle(stack, queues, world, at);
    isOver = day.toAt === null && world.done();
    if (at >= stopAt || isOver) break;
    at = Math.min(stopAt, Math.max(at + 1, Math.min(world.nextAt() ?? stopAt, stack.nextWakeAt() ?? stopAt)));
    await stack.advanceTo(at);
  }
  sqs.destroy();
  return isOver;
}

/** Works until the queues are empty and the world has nothing to answer. */
async function settle(stack: LocalStack, queues: WorldQueues, world: World, at: EpochSeconds): Promise<void> {
  for (;;) {
    await stack.quiet();
    let received = 0;
    for await (const message of queues.receiveChanges()) {
      received += 1;
      await send(queues, world.receive(message, at));
    }
    if (received === 0) return;
  }
}

async function send(queues: WorldQueues, emission: Emission): Promise<void> {
  await queues.sendEvents(emission.events);
  await queues.sendPositions(emission.positions);
}
