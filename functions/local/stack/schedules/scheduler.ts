// Schedules at work: says when the next one is due, and calls its function with the scheduled time filled in.
import { randomUUID } from 'node:crypto';
import type { EpochSeconds } from '../../../../shared/kernel/units.ts';
import { LocalStackError, messageOf } from '../errors.ts';
import type { Invocable, ScheduleSpec } from '../template/topology.ts';
import { nextFiring } from './schedule-expression.ts';

interface Due {
  readonly schedule: ScheduleSpec;
  at: EpochSeconds | null;
}

export class Scheduler {
  private readonly due: readonly Due[];

  /** @param after schedules fire later than this, not at it */
  constructor(schedules: readonly ScheduleSpec[], after: EpochSeconds) {
    this.due = schedules.map((schedule) => ({ schedule, at: nextFiring(schedule.expression, after) }));
  }

  /** The earliest moment at which a schedule fires; null: none will. */
  nextAt(): EpochSeconds | null {
    const moments = this.due.flatMap(({ at }) => (at === null ? [] : [at]));
    return moments.length === 0 ? null : Math.min(...moments);
  }

  /** Calls what is due at `now` or was before; each at its own scheduled time, and each moment once. */
  fire(now: EpochSeconds, invoke: (target: Invocable, event: unknown) => void): void {
    for (const due of this.due) {
      while (due.at !== null && due.at <= now) {
        invoke(due.schedule.target, scheduledEvent(due.schedule, due.at));
        due.at = nextFiring(due.schedule.expression, due.at);
      }
    }
  }
}

/** The event of one firing: "Adding context attributes", Amazon EventBridge Scheduler User Guide. */
function scheduledEvent({ name, arn, input }: ScheduleSpec, at: EpochSeconds): unknown {
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': arn,
    'scheduled-time': new Date(at * 1000).toISOString().replace('.000Z', 'Z'),
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  const text = input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, key: string) => attributes[key] ?? whole);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = `The input of the schedule ${name} is not JSON: ${messageOf(cause)}.`;
    throw new LocalStackError('SCHEDULE_INPUT', why, 'Correct it in the CDK app and synthesize again.', { cause });
  }
}
