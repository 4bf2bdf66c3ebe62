// The metrics that the functions emit (docs/glossary.md) as alarms and the dashboard read them: those of the whole
// service, or of one zone group. Figures that are made of several metrics are made here, once for both.
import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS_NAMESPACE } from '../../functions/env.ts';
import { LAMBDA_GB_SECOND_USD, READ_UNIT_USD, WRITE_UNIT_USD } from './prices.ts';
import type { Worker } from './worker.ts';

/** Below this many orders in a period a share says nothing about the service. */
const MIN_ORDERS = 20;
/** Below this many the fixed cost of a stack without work would be divided among too few. */
const MIN_ORDERS_FOR_COST = 100;

export class ServiceMetrics {
  private readonly service: string;
  private readonly group: string | null;

  /** @param group null: the service as a whole */
  constructor(scope: Construct, group: string | null = null) {
    this.service = Stack.of(scope).stackName;
    this.group = group;
  }

  metric(metricName: string, statistic: string, period = Duration.minutes(1)): Metric {
    return new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap: { service: this.service, ...(this.group !== null && { group: this.group }) },
      statistic,
      period,
      ...(this.group !== null && { label: this.group }),
    });
  }

  /** Of 100 orders delivered, those by their promise; 100 where there are too few to say. */
  onTimeRate(period: Duration): IMetric {
    return this.figure('on time, %', period, `IF(deliveries >= ${MIN_ORDERS}, 100 * rate, 100)`, {
      deliveries: this.metric('DeliveredOnTime', Stats.SAMPLE_COUNT, period),
      rate: this.metric('DeliveredOnTime', Stats.AVERAGE, period),
    });
  }

  /** For 100 orders placed, those taken back from a courier who had been told; 0 where there are too few to say. */
  churn(period: Duration): IMetric {
    return this.figure('taken back, %', period, `IF(placed >= ${MIN_ORDERS}, 100 * FILL(takenBack, 0) / placed, 0)`, {
      placed: this.metric('OrdersPlaced', Stats.SUM, period),
      takenBack: this.metric('OffersTakenBack', Stats.SUM, period),
    });
  }

  /**
   * What table and functions cost for 1,000 orders placed, in USD at list prices; 0 where there are too few to say. Left
   * out, as they are small beside it: requests of Lambda and SQS, logs, and storage.
   */
  costPerThousandOrders(period: Duration, workers: readonly Worker[]): IMetric {
    const durations = workers.map((worker, i) => [
      `ms${i}`,
      worker.function.metricDuration({ statistic: Stats.SUM, period }),
    ]);
    const gbSeconds = workers.map(({ memoryMb }, i) => `FILL(ms${i}, 0) * ${memoryMb / 1024 / 1000}`).join(' + ');
    const cost = [
      `FILL(reads, 0) * ${decimal(READ_UNIT_USD)}`,
      `FILL(writes, 0) * ${decimal(WRITE_UNIT_USD)}`,
      `(${gbSeconds}) * ${decimal(LAMBDA_GB_SECOND_USD)}`,
    ].join(' + ');
    return this.figure(
      'USD for 1,000 orders',
      period,
      `IF(placed >= ${MIN_ORDERS_FOR_COST}, 1000 * (${cost}) / placed, 0)`,
      {
        placed: this.metric('OrdersPlaced', Stats.SUM, period),
        reads: this.metric('ReadUnits', Stats.SUM, period),
        writes: this.metric('WriteUnits', Stats.SUM, period),
        ...Object.fromEntries(durations),
      },
    );
  }

  /** Names in an expression get the group as a suffix: in a graph of several groups each name stands for one metric. */
  private figure(label: string, period: Duration, expression: string, parts: Record<string, IMetric>): IMetric {
    const suffix = this.group === null ? '' : `_${this.group.replaceAll('-', '_')}`;
    const names = new RegExp(`\\b(${Object.keys(parts).join('|')})\\b`, 'g');
    return new MathExpression({
      label: this.group ?? label,
      period,
      expression: expression.replaceAll(names, `$1${suffix}`),
      usingMetrics: Object.fromEntries(Object.entries(parts).map(([name, metric]) => [`${name}${suffix}`, metric])),
    });
  }
}

/** Without an exponent, which expressions of CloudWatch do not have. */
const decimal = (price: number): string => price.toFixed(12).replace(/0+$/, '');
