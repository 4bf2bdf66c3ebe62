// Alarms on what the functions themselves report as incidents (metrics in docs/glossary.md).
import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRICS_NAMESPACE } from '../../functions/env.ts';
import type { OperatorAlarms } from './operator-alarms.ts';

const INCIDENTS = {
  CheckViolations: 'A plan broke a hard constraint. It was not committed; the search has a bug.',
  ZonesQuarantined: 'A zone failed so often that it is planned rarely now. Other zones go on.',
} as const;

export class IncidentAlarms extends Construct {
  constructor(scope: Construct, id: string, alarms: OperatorAlarms) {
    super(scope, id);
    for (const [metricName, description] of Object.entries(INCIDENTS)) {
      alarms.add(this, metricName, {
        metric: new Metric({
          namespace: METRICS_NAMESPACE,
          metricName,
          dimensionsMap: { service: Stack.of(this).stackName },
          statistic: Stats.SUM,
          period: Duration.minutes(1),
        }),
        threshold: 1,
        description,
      });
    }
  }
}
