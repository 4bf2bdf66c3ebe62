// Alarms on what the functions themselves report as failures and incidents (metrics in docs/glossary.md).
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmProps, OperatorAlarms } from './operator-alarms.ts';
import { ServiceMetrics } from './service-metrics.ts';

/** Bad in three minutes of five: what passes by itself is no reason to wake anybody. */
const LASTING = { periods: 5, badPeriods: 3 };

const INCIDENTS: Readonly<Record<string, Omit<AlarmProps, 'metric'>>> = {
  CheckViolations: {
    threshold: 1,
    description: 'A plan broke a hard constraint. It was not committed; the search has a bug.',
  },
  CyclesFailed: {
    threshold: 1,
    ...LASTING,
    description: 'Cycles end in errors again and again: zones keep the plan that they have.',
  },
  ZonesQuarantined: {
    threshold: 1,
    description: 'A zone failed so often that it is planned rarely now. Other zones go on.',
  },
  CallsFailed: {
    threshold: 5,
    ...LASTING,
    description: 'Calls of the HTTP API are answered 500 or 503 again and again.',
  },
  MessagesFailed: {
    threshold: 5,
    ...LASTING,
    description: 'Messages fail again and again and come back; after five times they are parked.',
  },
};

export class IncidentAlarms extends Construct {
  constructor(scope: Construct, id: string, alarms: OperatorAlarms) {
    super(scope, id);
    const metrics = new ServiceMetrics(this);
    for (const [name, props] of Object.entries(INCIDENTS))
      alarms.add(this, name, { metric: metrics.metric(name, Stats.SUM), ...props });
  }
}
