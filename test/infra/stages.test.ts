import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNag, readSettings } from '../../infra/config.ts';
import { ofType, resourcesOf, stageTemplate } from './dispatch-template.ts';

const read = (context: Record<string, unknown>) => readSettings((key) => context[key]);

describe('settings', () => {
  it('are those of a stage that may be thrown away when nothing is said', () => {
    expect(read({})).toEqual({
      stage: 'dev',
      removal: 'destroy',
      logRetentionDays: 7,
      reoptimizeMemoryMb: 1769,
      reoptimizeTimeoutSec: 30,
      maximumConcurrency: 5,
      alarms: false,
      alarmEmail: null,
      onTimePct: 80,
      costPerThousandUsd: 2,
      dashboard: false,
      zoneGroups: [],
      canary: false,
      archivePercent: 100,
      archiveDays: 7,
      apiJwt: null,
      console: false,
      apiRatePerSec: 50,
      apiBurst: 100,
    });
  });

  it('are careful in production', () => {
    expect(read({ stage: 'prod' })).toMatchObject({
      removal: 'retain',
      logRetentionDays: 90,
      maximumConcurrency: 50,
      alarms: true,
      dashboard: true,
      canary: true,
      archivePercent: 5,
      archiveDays: 30,
      apiRatePerSec: 500,
      apiBurst: 1000,
    });
  });

  it('can each be said, as the command line says them', () => {
    const said = {
      stage: 'alice',
      removal: 'retain',
      logRetentionDays: '30',
      reoptimizeMemoryMb: '3538',
      reoptimizeTimeoutSec: '60',
      maximumConcurrency: '2',
      alarms: 'on',
      alarmEmail: 'ops@example.org',
      onTimePct: '90',
      costPerThousandUsd: '5',
      dashboard: 'on',
      zoneGroups: 'centre,harbour',
      canary: 'on',
      archiveSolves: '25',
      archiveDays: '90',
      apiJwtIssuer: 'https://login.example.org/pool',
      apiJwtAudience: 'rebatch',
      console: 'on',
      apiRatePerSec: '7',
      apiBurst: '9',
    };

    const { archiveSolves: _, apiJwtIssuer: issuer, apiJwtAudience: audience, ...others } = said;
    expect(read(said)).toEqual({
      ...others,
      logRetentionDays: 30,
      reoptimizeMemoryMb: 3538,
      reoptimizeTimeoutSec: 60,
      maximumConcurrency: 2,
      alarms: true,
      onTimePct: 90,
      costPerThousandUsd: 5,
      dashboard: true,
      zoneGroups: ['centre', 'harbour'],
      canary: true,
      archivePercent: 25,
      archiveDays: 90,
      apiJwt: { issuer, audience },
      console: true,
      apiRatePerSec: 7,
      apiBurst: 9,
    });
  });

  it('keep all solves, a percentage, or none at all', () => {
    const percent = (archiveSolves: string) => read({ archiveSolves }).archivePercent;

    expect(['off', '0', '7', '100', 'all'].map(percent)).toEqual([null, 0, 7, 100, 100]);
    expect(() => percent('101')).toThrow('SETTING_INVALID: archiveSolves');
  });

  it('name zone groups as zones may, each once, and not too many', () => {
    const groups = (count: number) => Array.from({ length: count }, (_, i) => `g${i}`).join(',');

    expect(read({ zoneGroups: groups(20) }).zoneGroups).toHaveLength(20);
    for (const wrong of [groups(21), 'a,a', 'a,', 'Centre', 'a b'])
      expect(() => read({ zoneGroups: wrong })).toThrow('SETTING_INVALID: zoneGroups');
  });

  it('are refused with all faults at once, each with cause and action', () => {
    const wrong = {
      stage: 'Prod!',
      logRetentionDays: '31',
      maximumConcurrency: '1',
      alarms: 'maybe',
      alarmEmail: 'ops',
    };

    expect(() => read(wrong)).toThrow(
      /stage.*\n.*alarms.*\n.*logRetentionDays.*\n.*maximumConcurrency.*\n.*alarmEmail/,
    );
    expect(() => read({ maximumConcurrency: '1' })).toThrow(
      'SETTING_INVALID: maximumConcurrency: "1" is not a whole number from 2 to 1000. ' +
        'Action: pass -c maximumConcurrency=VALUE with a whole number from 2 to 1000.',
    );
  });

  it('do not let a canary fly without the alarm that would stop it', () => {
    expect(() => read({ canary: 'on' })).toThrow('add -c alarms=on');
    expect(read({ stage: 'prod', alarms: 'off' })).toMatchObject({ alarms: false, canary: false });
  });

  it('run the rule packs unless told not to', () => {
    expect(readNag(() => undefined)).toBe(true);
    expect(readNag(() => 'off')).toBe(false);
    expect(() => readNag(() => 'never')).toThrow('SETTING_INVALID: nag');
  });
});

describe('production', () => {
  let template: Template;

  beforeAll(async () => {
    template = await stageTemplate({ stage: 'prod', alarmEmail: 'ops@example.org' });
  });

  it('keeps the table, in spite of a removal by accident too', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
  });

  it('sends every alarm to the operator', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.org' });
    for (const { Properties } of Object.values(ofType(resourcesOf(template), 'AWS::CloudWatch::Alarm')))
      expect(Properties.AlarmActions).toHaveLength(1);
  });

  it('lets CloudWatch publish, whose right a policy of our own would otherwise take away', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });
});
