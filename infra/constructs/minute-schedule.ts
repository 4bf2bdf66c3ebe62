// Calls a function every minute with the minute that it is for: {"scheduledTime": "2026-11-23T11:58:00Z"}.
import { Duration } from 'aws-cdk-lib';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { OperatorAlarms } from './operator-alarms.ts';
import type { Worker } from './worker.ts';

export interface MinuteScheduleProps {
  readonly target: Worker;
  readonly alarms: OperatorAlarms | null;
}

export class MinuteSchedule extends Construct {
  constructor(scope: Construct, id: string, { target, alarms }: MinuteScheduleProps) {
    super(scope, id);
    new Schedule(this, 'Schedule', {
      description: 'The tick: asks for a re-plan of every zone that is due, and repairs lost wake-ups.',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(target.entry, {
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        // No dead letters: a tick that could not be delivered for a minute has been replaced by the next one.
        retryAttempts: 2,
        maxEventAge: Duration.minutes(1),
      }),
    });
    alarms?.add(this, 'Silent', {
      metric: target.alias.metricInvocations({ period: Duration.minutes(1) }),
      threshold: 1,
      below: true,
      silenceIsBad: true,
      periods: 5,
      description: 'No tick for five minutes: cadences are not kept and lost wake-ups are not repaired.',
    });
  }
}
