// Whether a new version of a function is bad, told apart from the old one that runs beside it: what a careful deployment
// watches. Only the new version counts, so that a version that mends the old one can be deployed while that one fails.
import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { type Alarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { METRICS_NAMESPACE } from '../../functions/env.ts';
import type { OperatorAlarms } from './operator-alarms.ts';

export interface VersionAlarmsProps {
  readonly function: LambdaFunction;
  readonly alias: Alias;
  readonly alarms: OperatorAlarms;
  /** The function makes plans: they may be wrong, and cycles may fail. */
  readonly plans: boolean;
  /** The function answers calls instead of messages. */
  readonly answers: boolean;
}

/** How many in one minute are not chance: a store that does not answer once fails a message or two. */
const FAILED_MESSAGES = 3;
const PERIOD = Duration.minutes(1);

export class VersionAlarms extends Construct {
  /** Each goes off in the first bad minute of the newest version. */
  readonly all: readonly Alarm[];
  private readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { function: code, alias, alarms, plans, answers }: VersionAlarmsProps) {
    super(scope, id);
    this.function = code;
    const add = (name: string, metric: Metric, threshold: number, what: string): Alarm =>
      alarms.add(this, name, {
        metric,
        threshold,
        section: 'NewVersion',
        description: `${what} the new version of ${scope.node.id}. While it is rolled out, the old one comes back by itself.`,
      });
    this.all = [
      add('Dies', this.errors(alias), 1, 'Invocations fail or time out in'),
      add(
        'Messages',
        this.reported(answers ? 'CallsFailed' : 'MessagesFailed'),
        FAILED_MESSAGES,
        answers ? 'Calls fail in' : 'Messages fail in',
      ),
      ...(plans
        ? [
            add('Violations', this.reported('CheckViolations'), 1, 'Plans break hard constraints in'),
            add('Cycles', this.reported('CyclesFailed'), 1, 'Cycles fail in'),
          ]
        : []),
    ];
  }

  private errors(alias: Alias): Metric {
    const { functionName } = this.function;
    const dimensionsMap = {
      FunctionName: functionName,
      Resource: Fn.join(':', [functionName, alias.aliasName]),
      ExecutedVersion: this.version,
    };
    return new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensionsMap,
      statistic: Stats.SUM,
      period: PERIOD,
    });
  }

  private reported(metricName: string): Metric {
    const { functionName } = this.function;
    const dimensionsMap = { service: Stack.of(this).stackName, function: functionName, version: this.version };
    return new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap,
      statistic: Stats.SUM,
      period: PERIOD,
    });
  }

  private get version(): string {
    return this.function.currentVersion.version;
  }
}
