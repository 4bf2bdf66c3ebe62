// The alarms of a stage: where they go, and what all of them have in common. Each construct says what alarms it needs;
// docs/runbook.md says what to do about them.
import { Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** It has a section for each alarm. */
const RUNBOOK = 'docs/runbook.md';

export interface AlarmProps {
  readonly metric: IMetric;
  /** What happened, and what it means; the operator reads this first. */
  readonly description: string;
  /** The section of the runbook, if it is not named after the alarm. */
  readonly section?: string;
  /** The alarm goes off at this value. */
  readonly threshold: number;
  /** Below the threshold instead of at it or above. Default: false. */
  readonly below?: boolean;
  /** Periods looked at, and how many of them have to be bad. Default: 1 and 1. */
  readonly periods?: number;
  readonly badPeriods?: number;
  /** Silence is an alarm too. Default: false. */
  readonly silenceIsBad?: boolean;
}

export class OperatorAlarms extends Construct {
  private readonly topic: Topic | null;

  /** @param email who is told; null: nobody, the alarms show in CloudWatch only */
  constructor(scope: Construct, id: string, email: string | null) {
    super(scope, id);
    this.topic = email === null ? null : this.makeTopic(email);
  }

  /** Adds an alarm to the construct that it watches. */
  add(scope: Construct, id: string, props: AlarmProps): Alarm {
    const periods = props.periods ?? 1;
    const alarm = new Alarm(scope, id, {
      metric: props.metric,
      alarmDescription: `${props.description} What to do: ${RUNBOOK}#${(props.section ?? id).toLowerCase()}`,
      threshold: props.threshold,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: props.badPeriods ?? periods,
      treatMissingData: props.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  private makeTopic(email: string): Topic {
    const topic = new Topic(this, 'Topic', { displayName: 'rebatch alarms', enforceSSL: true });
    // The topic's policy takes the place of the default one, which would have let CloudWatch in.
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    topic.addSubscription(new EmailSubscription(email));
    Validations.of(topic).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'A mail that cannot be delivered is not worth a queue: the alarm itself stays visible in CloudWatch.',
    });
    return topic;
  }
}
