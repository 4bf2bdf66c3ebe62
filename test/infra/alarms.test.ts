// What wakes an operator, at which value; and that all of it can be seen on the dashboard.
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { LAMBDA_GB_SECOND_USD, READ_UNIT_USD, WRITE_UNIT_USD } from '../../infra/constructs/prices.ts';
import { ofType, placeOf, type Resource, resourcesOf, stageTemplate } from './dispatch-template.ts';

interface MathPart {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: { readonly MetricName: string };
    readonly Period: number;
    readonly Stat: string;
  };
}

let template: Template;
let alarms: Readonly<Record<string, Resource['Properties']>>;

beforeAll(async () => {
  template = await stageTemplate({
    stage: 'prod',
    zoneGroups: 'centre,north-east',
    onTimePct: 85,
    costPerThousandUsd: 3,
  });
  const found = ofType(resourcesOf(template), 'AWS::CloudWatch::Alarm');
  alarms = Object.fromEntries(Object.entries(found).map(([id, { Properties }]) => [placeOf(id), Properties]));
});

const partsOf = (alarm: string): readonly MathPart[] => (alarms[alarm]?.Metrics ?? []) as readonly MathPart[];

/** The metrics that an alarm looks at. */
const metricsOf = (alarm: string): readonly string[] =>
  partsOf(alarm).length > 0
    ? partsOf(alarm).flatMap(({ MetricStat }) => MetricStat?.Metric.MetricName ?? [])
    : [String(alarms[alarm]?.MetricName)];

/** What an alarm's expression says for values of its metrics, by their ids. */
function figure(alarm: string, values: Readonly<Record<string, number>>): number {
  const expression = partsOf(alarm).find((part) => part.Expression !== undefined)?.Expression ?? '';
  const names = ['IF', 'FILL', ...Object.keys(values)];
  const functions = [(is: boolean, yes: number, no: number) => (is ? yes : no), (value: number) => value];
  return new Function(...names, `return ${expression}`)(...functions, ...Object.values(values));
}

describe('alarms', () => {
  it('go off on what hurts a customer, and on what stops the service', () => {
    const lines = Object.entries(alarms)
      .filter(([name]) => !name.includes('NewVersion'))
      .map(([name, one]) => {
        const sign = one.ComparisonOperator === 'LessThanThreshold' ? '<' : '>=';
        return `${name}: ${metricsOf(name).join(' ')} ${sign} ${one.Threshold}, ${one.DatapointsToAlarm}/${one.EvaluationPeriods}`;
      });

    const deadLetters = ['Events', 'Positions', 'Replan', 'Beats'].flatMap((queue) => [
      `${queue}DeadLettersArrived: ApproximateNumberOfMessagesVisible >= 1, 1/1`,
      `${queue}DeadLettersUnattended: ApproximateAgeOfOldestMessage >= 86400, 1/1`,
    ]);
    const failing = ['Ingest', 'PositionWriter', 'Tick', 'Reoptimize', 'Api'].map(
      (worker) => `${worker}Failing: Errors >= 1, 3/5`,
    );
    expect(lines.sort()).toEqual(
      [
        ...deadLetters,
        ...failing,
        'EventsQueueOld: ApproximateAgeOfOldestMessage >= 300, 3/3',
        'ReplanQueueOld: ApproximateAgeOfOldestMessage >= 300, 3/3',
        'ChangesQueueOld: ApproximateAgeOfOldestMessage >= 900, 3/3',
        'MinuteSilent: Invocations < 1, 5/5',
        'IncidentsCheckViolations: CheckViolations >= 1, 1/1',
        'IncidentsCyclesFailed: CyclesFailed >= 1, 3/5',
        'IncidentsZonesQuarantined: ZonesQuarantined >= 1, 1/1',
        'IncidentsMessagesFailed: MessagesFailed >= 5, 3/5',
        'IncidentsCallsFailed: CallsFailed >= 5, 3/5',
        'CustomersOrdersWaiting: LongestWait >= 600, 3/5',
        'CustomersPlanAge: PlanOverdue >= 300, 3/3',
        'CustomersChurn: OrdersPlaced OffersTakenBack >= 10, 1/1',
        'CustomersOnTimeRate: DeliveredOnTime DeliveredOnTime < 85, 1/1',
        'CustomersCostPerOrder: OrdersPlaced ReadUnits WriteUnits Duration Duration Duration Duration Duration >= 3, 1/1',
      ].sort(),
    );
  });

  it('only take the silence of the tick for bad', () => {
    const silent = Object.entries(alarms).filter(([, { TreatMissingData }]) => TreatMissingData !== 'notBreaching');

    expect(silent.map(([name]) => name)).toEqual(['MinuteSilent']);
  });

  it('read the share of orders on time off the average of ones and zeros, when there are enough of them', () => {
    expect(figure('CustomersOnTimeRate', { deliveries: 20, rate: 0.75 })).toBe(75);
    expect(figure('CustomersOnTimeRate', { deliveries: 19, rate: 0 })).toBe(100);
    expect(partsOf('CustomersOnTimeRate').map(({ MetricStat }) => MetricStat?.Stat)).toEqual([
      undefined,
      'SampleCount',
      'Average',
    ]);
  });

  it('read the churn off the offers taken back for the orders placed', () => {
    expect(figure('CustomersChurn', { placed: 200, takenBack: 30 })).toBe(15);
    expect(figure('CustomersChurn', { placed: 19, takenBack: 30 })).toBe(0);
  });

  it('add up what the units of the table and the seconds of the functions cost for 1,000 orders', () => {
    const spent = {
      reads: 2_000_000,
      writes: 1_000_000,
      ms0: 1_000_000,
      ms1: 0,
      ms2: 0,
      ms3: 4_000_000,
      ms4: 2_000_000,
    };
    // 512 MB and 1769 MB; the order of the functions is that of the stack.
    const gbSeconds = 1000 * 0.5 + (4000 + 2000) * (1769 / 1024);
    const usd = 2_000_000 * READ_UNIT_USD + 1_000_000 * WRITE_UNIT_USD + gbSeconds * LAMBDA_GB_SECOND_USD;

    expect(figure('CustomersCostPerOrder', { placed: 500, ...spent })).toBeCloseTo(2 * usd, 9);
    expect(figure('CustomersCostPerOrder', { placed: 99, ...spent })).toBe(0);
  });
});

describe('the dashboard', () => {
  const body = () => {
    const [dashboard] = Object.values(ofType(resourcesOf(template), 'AWS::CloudWatch::Dashboard'));
    const { 'Fn::Join': parts } = (dashboard?.Properties.DashboardBody ?? {}) as { 'Fn::Join'?: [string, unknown[]] };
    return (parts?.[1] ?? []).map((part) => (typeof part === 'string' ? part : 'ref')).join('');
  };

  it('is one page, of graphs that a person can tell apart', () => {
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    const { widgets } = JSON.parse(body()) as { widgets: readonly { properties: { title?: string } }[] };
    const titles = widgets.flatMap(({ properties }) => properties.title ?? []);

    expect(titles.length).toBeGreaterThan(15);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('shows every figure that has an alarm, and the zone groups side by side', () => {
    const metrics = Object.keys(alarms).flatMap(metricsOf);

    expect(metrics.filter((name) => !body().includes(`"${name}"`))).toEqual([]);
    expect(body()).toContain('"group","centre"');
    expect(body()).toContain('100 * rate_north_east');
  });

  it('is there in production only, unless asked for', async () => {
    const development = await stageTemplate({});

    development.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    development.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });
});
