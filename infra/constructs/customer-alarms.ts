// Alarms on what a customer or the operator's purse feels, whatever the cause: orders that wait, plans that are old, couriers
// who are sent to and fro, promises that are broken, money. docs/runbook.md has a section for each.
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { OperatorAlarms } from './operator-alarms.ts';
import { ServiceMetrics } from './service-metrics.ts';
import type { Worker } from './worker.ts';

export interface CustomerAlarmsProps {
  readonly alarms: OperatorAlarms;
  readonly workers: readonly Worker[];
  /** Fewer of 100 orders on time in an hour are an alarm. */
  readonly onTimePct: number;
  /** More USD for 1,000 orders, over six hours, are an alarm. */
  readonly costPerThousandUsd: number;
}

const MAX_WAIT = Duration.minutes(10);
const MAX_OVERDUE = Duration.minutes(5);
/** Of 100 orders; on recorded days the default policy takes back none (docs/benchmarks.md, robustness). */
const MAX_CHURN_PCT = 10;

export class CustomerAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, workers, onTimePct, costPerThousandUsd }: CustomerAlarmsProps) {
    super(scope, id);
    const metrics = new ServiceMetrics(this);
    alarms.add(this, 'OrdersWaiting', {
      metric: metrics.metric('LongestWait', Stats.MAXIMUM),
      threshold: MAX_WAIT.toSeconds(),
      periods: 5,
      badPeriods: 3,
      description: `Somebody has waited for ${MAX_WAIT.toHumanString()} for an order that nobody will bring.`,
    });
    alarms.add(this, 'PlanAge', {
      metric: metrics.metric('PlanOverdue', Stats.MAXIMUM),
      threshold: MAX_OVERDUE.toSeconds(),
      periods: 3,
      description: `A zone has not been planned for ${MAX_OVERDUE.toHumanString()} longer than its cadence asks for.`,
    });
    alarms.add(this, 'Churn', {
      metric: metrics.churn(Duration.hours(1)),
      threshold: MAX_CHURN_PCT,
      description: `For 100 orders of the last hour, ${MAX_CHURN_PCT} were taken back from couriers who had been told.`,
    });
    alarms.add(this, 'OnTimeRate', {
      metric: metrics.onTimeRate(Duration.hours(1)),
      threshold: onTimePct,
      below: true,
      description: `Fewer than ${onTimePct} of 100 orders of the last hour came by their promise.`,
    });
    alarms.add(this, 'CostPerOrder', {
      metric: metrics.costPerThousandOrders(Duration.hours(6), workers),
      threshold: costPerThousandUsd,
      description: `1,000 orders have cost more than ${costPerThousandUsd} USD over the last six hours.`,
    });
  }
}
