// The one page to look at first: what customers feel on top, then plans, flow, failures and cost; last the zone groups side
// by side. Every alarm's figure is on it.
import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Stats, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MessageQueue } from './message-queue.ts';
import { ServiceMetrics } from './service-metrics.ts';
import type { Worker } from './worker.ts';

export interface OperatorDashboardProps {
  readonly queues: readonly MessageQueue[];
  readonly workers: readonly Worker[];
  /** The one that is to run every minute. */
  readonly scheduled: Worker;
  /** Zone groups that metrics tell apart. */
  readonly groups: readonly string[];
}

const WHOLE_WIDTH = 24;
const HOUR = Duration.hours(1);

export class OperatorDashboard extends Construct {
  constructor(scope: Construct, id: string, { queues, workers, scheduled, groups }: OperatorDashboardProps) {
    super(scope, id);
    const metrics = new ServiceMetrics(this);
    const name = Stack.of(this).stackName;
    new Dashboard(this, 'Page', {
      dashboardName: name,
      defaultInterval: Duration.hours(12),
      widgets: [
        [heading(`# ${name}\nWhat to do about each alarm: docs/runbook.md. What each metric means: docs/glossary.md.`)],
        customers(metrics),
        plans(metrics),
        flow(metrics, queues),
        failures(metrics, queues, workers, scheduled),
        cost(metrics, workers),
        ...(groups.length > 0 ? [byGroup(groups.map((group) => new ServiceMetrics(this, group)))] : []),
      ],
    });
  }
}

const heading = (markdown: string): IWidget => new TextWidget({ markdown, width: WHOLE_WIDTH, height: 2 });

/** A row of graphs, as wide as the page together. */
function row(graphs: Readonly<Record<string, readonly IMetric[]>>): IWidget[] {
  const entries = Object.entries(graphs);
  return entries.map(
    ([title, left]) => new GraphWidget({ title, left: [...left], width: WHOLE_WIDTH / entries.length, height: 6 }),
  );
}

const customers = (metrics: ServiceMetrics): IWidget[] =>
  row({
    'Longest wait without a courier, s': [metrics.metric('LongestWait', Stats.MAXIMUM)],
    'Orders on time, %': [metrics.onTimeRate(HOUR)],
    'Lateness, s': [metrics.metric('Lateness', 'p50'), metrics.metric('Lateness', 'p90')],
    'Orders taken back from couriers, %': [metrics.churn(HOUR)],
  });

const plans = (metrics: ServiceMetrics): IWidget[] =>
  row({
    'Plan age, and overdue, s': [
      metrics.metric('PlanAge', Stats.MAXIMUM),
      metrics.metric('PlanOverdue', Stats.MAXIMUM),
    ],
    'Cycle, ms': [metrics.metric('CycleTime', 'p50'), metrics.metric('CycleTime', 'p99')],
    'Orders of a zone: open, unassigned': [
      metrics.metric('OpenOrders', Stats.MAXIMUM),
      metrics.metric('UnassignedOrders', Stats.MAXIMUM),
    ],
    'Revisions: committed, stale': [
      metrics.metric('RevisionsCommitted', Stats.SUM),
      metrics.metric('RevisionsStale', Stats.SUM),
    ],
  });

const flow = (metrics: ServiceMetrics, queues: readonly MessageQueue[]): IWidget[] =>
  row({
    'Orders: placed, delivered': [
      metrics.metric('OrdersPlaced', Stats.SUM),
      metrics.metric('DeliveredOnTime', Stats.SAMPLE_COUNT),
    ],
    'Events: applied, ignored, refused': ['EventsApplied', 'EventsIgnored', 'EventsRefused'].map((name) =>
      metrics.metric(name, Stats.SUM),
    ),
    'Oldest message of a queue, s': queues.map(({ queue }) => queue.metricApproximateAgeOfOldestMessage()),
  });

function failures(
  metrics: ServiceMetrics,
  queues: readonly MessageQueue[],
  workers: readonly Worker[],
  scheduled: Worker,
): IWidget[] {
  const deadLetters = queues.map((queue) => queue.deadLetters).filter((queue): queue is Queue => queue !== null);
  return row({
    'Errors of functions': workers.map(({ alias }) => alias.metricErrors({ statistic: Stats.SUM })),
    'Ticks a minute': [scheduled.alias.metricInvocations({ period: Duration.minutes(1) })],
    Incidents: ['CheckViolations', 'CyclesFailed', 'ZonesQuarantined', 'MessagesFailed', 'CallsFailed'].map((name) =>
      metrics.metric(name, Stats.SUM),
    ),
    'Dead letters: how many, how old (s)': deadLetters.flatMap((queue) => [
      queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricApproximateAgeOfOldestMessage(),
    ]),
  });
}

const cost = (metrics: ServiceMetrics, workers: readonly Worker[]): IWidget[] =>
  row({
    'USD for 1,000 orders': [metrics.costPerThousandOrders(Duration.hours(6), workers)],
    'Units of the table: read, written': [
      metrics.metric('ReadUnits', Stats.SUM),
      metrics.metric('WriteUnits', Stats.SUM),
    ],
    'Functions side by side': workers.map((worker) =>
      worker.function.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
    ),
  });

const byGroup = (groups: readonly ServiceMetrics[]): IWidget[] =>
  row({
    'By group: longest wait, s': groups.map((group) => group.metric('LongestWait', Stats.MAXIMUM)),
    'By group: on time, %': groups.map((group) => group.onTimeRate(HOUR)),
    'By group: plan age, s': groups.map((group) => group.metric('PlanAge', Stats.MAXIMUM)),
    'By group: taken back, %': groups.map((group) => group.churn(HOUR)),
  });
