// Staged rollout of code: a tenth of the work first, and back when the new version, and only that, fails.
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, placeOf, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';

interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}

let resources: Resources;

beforeAll(async () => {
  resources = resourcesOf(await stageTemplate({ stage: 'prod' }));
});

/** By worker: the alarms that its deployment watches, as "metric >= threshold". */
function watched(): Readonly<Record<string, readonly string[]>> {
  const groups = Object.entries(ofType(resources, 'AWS::CodeDeploy::DeploymentGroup'));
  return Object.fromEntries(
    groups.map(([id, { Properties }]) => [
      placeOf(id).replace(/^Canary/, ''),
      alarmsOf(Properties).map((alarm) => `${alarm.MetricName} >= ${alarm.Threshold}`),
    ]),
  );
}

function alarmsOf(group: Readonly<Record<string, unknown>>) {
  const { Alarms } = group.AlarmConfiguration as { readonly Alarms: readonly { readonly Name: unknown }[] };
  return Alarms.map(({ Name }) => resources[target(Name)]?.Properties ?? {});
}

describe('a deployment', () => {
  it('watches whether the new version dies and fails messages or calls; of the planner, also its cycles and plans', () => {
    const usual = ['Errors >= 1', 'MessagesFailed >= 3'];

    expect(watched()).toEqual({
      Ingest: usual,
      PositionWriter: usual,
      Tick: usual,
      Api: ['Errors >= 1', 'CallsFailed >= 3'],
      Reoptimize: [...usual, 'CheckViolations >= 1', 'CyclesFailed >= 1'],
    });
  });

  it('looks at the version that its alias gets, by the first bad minute', () => {
    for (const [id, { Properties }] of Object.entries(ofType(resources, 'AWS::CodeDeploy::DeploymentGroup'))) {
      const worker = placeOf(id).replace(/^Canary/, '');
      const aliases = Object.entries(ofType(resources, 'AWS::Lambda::Alias'));
      const alias = aliases.find(([name]) => placeOf(name) === `${worker}FunctionAliaslive`)?.[1].Properties ?? {};

      for (const alarm of alarmsOf(Properties)) {
        const dimensions = Object.fromEntries(
          (alarm.Dimensions as readonly Dimension[]).map(({ Name, Value }) => [Name, Value]),
        );
        const { version, function: code, ExecutedVersion = version, FunctionName = code } = dimensions;
        expect(target(ExecutedVersion)).toBe(target(alias.FunctionVersion));
        expect(target(FunctionName)).toBe(target(alias.FunctionName));
        expect([alarm.Period, alarm.EvaluationPeriods]).toEqual([60, 1]);
      }
    }
  });

  it('gives the new version a tenth of the work for five minutes, and takes it back when an alarm goes off', () => {
    const groups = Object.entries(ofType(resources, 'AWS::CodeDeploy::DeploymentGroup'));

    expect(groups).toHaveLength(5);
    for (const [id, { Properties }] of groups) {
      expect(Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        AlarmConfiguration: { Enabled: true },
        AutoRollbackConfiguration: { Enabled: true },
      });
      const events = (Properties.AutoRollbackConfiguration as { Events: readonly string[] }).Events;
      expect(events, id).toContain('DEPLOYMENT_STOP_ON_ALARM');
    }
  });
});
