// The five queues of the stack, with the times that each of them needs and why.
import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';
import { MessageQueue } from '../constructs/message-queue.ts';
import type { OperatorAlarms } from '../constructs/operator-alarms.ts';
import { INGEST_SEC, POSITIONS_SEC, POSITIONS_WINDOW_SEC, TICK_SEC } from './timing.ts';

export interface DispatchQueues {
  /** In: what happened, group = zone. */
  readonly events: MessageQueue;
  /** In: where couriers are, in bulk. */
  readonly positions: MessageQueue;
  /** Inside: zones to plan again, group = zone. */
  readonly replan: MessageQueue;
  /** Inside: later parts of a minute. */
  readonly beats: MessageQueue;
  /** Out: what a revision asks couriers to do, group = zone. */
  readonly changes: MessageQueue;
}

const OWN_DEAD_LETTERS = { kind: 'own' } as const;

export function makeQueues(scope: Construct, settings: Settings, alarms: OperatorAlarms | null): DispatchQueues {
  return {
    events: new MessageQueue(scope, 'Events', {
      name: 'events',
      kind: 'fifo',
      // Producers are many and simple; our own functions always name an id.
      contentBasedDeduplication: true,
      // Three time-outs, not the usual six: an accept that a crash holds back has to come again before its offer expires
      // (`release.offerTimeoutSec`, two minutes), and facts may be written twice.
      visibility: Duration.seconds(3 * INGEST_SEC),
      retention: Duration.days(4),
      deadLetters: OWN_DEAD_LETTERS,
      alarmAge: Duration.minutes(5),
      alarms,
    }),
    positions: new MessageQueue(scope, 'Positions', {
      name: 'positions',
      kind: 'standard',
      visibility: Duration.seconds(6 * POSITIONS_SEC + POSITIONS_WINDOW_SEC),
      // Older than this, a position helps nobody, and working it off would only delay the new ones.
      retention: Duration.hours(1),
      deadLetters: OWN_DEAD_LETTERS,
      alarmAge: null,
      alarms,
    }),
    replan: new MessageQueue(scope, 'Replan', {
      name: 'replan',
      kind: 'fifo',
      // Three time-outs, not the usual six: the zone's head fences out a writer that is late, and six would leave a
      // zone without a plan for minutes after one crash.
      visibility: Duration.seconds(3 * settings.reoptimizeTimeoutSec),
      retention: Duration.days(4),
      deadLetters: OWN_DEAD_LETTERS,
      alarmAge: Duration.minutes(5),
      alarms,
    }),
    beats: new MessageQueue(scope, 'Beats', {
      name: 'beats',
      kind: 'standard',
      visibility: Duration.seconds(6 * TICK_SEC),
      // A beat that is late has been overtaken by the next minute's.
      retention: Duration.minutes(15),
      deadLetters: OWN_DEAD_LETTERS,
      alarmAge: null,
      alarms,
    }),
    changes: new MessageQueue(scope, 'Changes', {
      name: 'changes',
      kind: 'fifo',
      visibility: Duration.seconds(30),
      retention: Duration.days(4),
      deadLetters: {
        kind: 'none',
        reason:
          'The operator reads this queue. Changes are delivered at least once and in order: moving one aside after ' +
          'some failures would break both. A consumer that is stuck shows in the age of the oldest message.',
      },
      alarmAge: Duration.minutes(15),
      alarms,
    }),
  };
}
