import { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, test, vi } from 'vitest';
import { MetricGroups, type MetricGroupsOptions } from '../../../../shared/adapters/telemetry/metric-groups.ts';

interface Blob {
  readonly _aws: { readonly CloudWatchMetrics: readonly { Dimensions: string[][]; Metrics: readonly object[] }[] };
  readonly [name: string]: unknown;
}

/** Metrics whose output is kept. */
function aSink(options: Omit<MetricGroupsOptions, 'makeMetrics'> = {}) {
  const written: Blob[] = [];
  const makeMetrics = () => {
    const metrics = new Metrics({ namespace: 'Rebatch', serviceName: 'rebatch-test' });
    const sink = Reflect.get(metrics, 'console') as Console;
    vi.spyOn(sink, 'log').mockImplementation((line: string) => void written.push(JSON.parse(line)));
    vi.spyOn(sink, 'warn').mockImplementation((line: string) => expect.fail(line));
    return metrics;
  };
  return { groups: new MetricGroups({ makeMetrics, ...options }), written };
}

const dimensionsOf = (blob: Blob | undefined) => blob?._aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions);

describe('metrics', () => {
  test('are written in the embedded format, with their units, when the invocation is over', () => {
    const { groups, written } = aSink();

    groups.add('OpenOrders', 12, 'Count', null);
    groups.add('CycleTime', 340, 'Milliseconds', null);
    groups.add('PlanAge', 15, 'Seconds', null);
    expect(written).toEqual([]);
    groups.publish();
    groups.publish();

    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({ service: 'rebatch-test', OpenOrders: 12, CycleTime: 340, PlanAge: 15 });
    expect(dimensionsOf(written[0])).toEqual([['service']]);
    expect(written[0]?._aws.CloudWatchMetrics[0]?.Metrics).toEqual([
      { Name: 'OpenOrders', Unit: 'Count' },
      { Name: 'CycleTime', Unit: 'Milliseconds' },
      { Name: 'PlanAge', Unit: 'Seconds' },
    ]);
  });

  test('count for the service as a whole and for the group of their zone', () => {
    const { groups, written } = aSink({ groups: ['centre', 'harbour'] });

    groups.add('OpenOrders', 1, 'Count', 'centre');
    groups.add('OpenOrders', 2, 'Count', 'harbour');
    groups.add('ReplansRequested', 3, 'Count', undefined);
    groups.publish();

    expect(written.map(({ group, OpenOrders }) => [group, OpenOrders])).toEqual([
      ['centre', 1],
      ['harbour', 2],
      [undefined, undefined],
    ]);
    expect(written.map(dimensionsOf)).toEqual([
      [['service'], ['service', 'group']],
      [['service'], ['service', 'group']],
      [['service']],
    ]);
  });

  test('have no more groups than the deployment names, and one for all others, whatever zones say', () => {
    const { groups, written } = aSink({ groups: ['centre'] });

    for (let zone = 0; zone < 500; zone++) groups.add('OpenOrders', 1, 'Count', `group-${zone}`);
    groups.add('OpenOrders', 1, 'Count', null);
    groups.add('OpenOrders', 1, 'Count', 'centre');
    groups.publish();

    expect(new Set(written.map(({ group }) => group))).toEqual(new Set(['other', 'centre']));
  });

  test('keep their dimensions when there are so many that they are written in between', () => {
    const { groups, written } = aSink({ groups: ['centre'] });

    for (let value = 0; value < 250; value++) groups.add('OpenOrders', value, 'Count', 'centre');
    groups.publish();

    expect(written.length).toBeGreaterThan(1);
    for (const blob of written) expect(dimensionsOf(blob)).toEqual([['service'], ['service', 'group']]);
    expect(written.flatMap(({ OpenOrders }) => OpenOrders)).toHaveLength(250);
  });

  test('that speak against a version of the code are counted by version, too', () => {
    const { groups, written } = aSink({ code: { function: 'tick', version: '41' } });

    groups.add('CheckViolations', 2, 'Count', null);
    groups.add('OpenOrders', 1, 'Count', null);
    groups.publish();

    const ofVersion = written.filter(({ version }) => version === '41');
    expect(ofVersion.map(dimensionsOf)).toEqual([[['service', 'function', 'version']]]);
    expect(ofVersion[0]).toMatchObject({ CheckViolations: 2 });
    expect(ofVersion[0]).not.toHaveProperty('OpenOrders');
    expect(written.find(({ version }) => version === undefined)).toMatchObject({ CheckViolations: 2, OpenOrders: 1 });
  });
});
