import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV } from '../../functions/env.ts';
import { ofType, placeOf, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';

let template: Template;
let resources: Resources;

beforeAll(async () => {
  template = await stageTemplate({});
  resources = resourcesOf(template);
});

const functions = () =>
  Object.fromEntries(
    Object.entries(ofType(resources, 'AWS::Lambda::Function')).map(([id, { Properties }]) => [placeOf(id), Properties]),
  );

describe('table', () => {
  it('has two string keys, on-demand capacity, expiry, recovery to a point in time and encryption', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'PK', AttributeType: 'S' },
        { AttributeName: 'SK', AttributeType: 'S' },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      GlobalSecondaryIndexes: Match.absent(),
      StreamSpecification: Match.absent(),
    });
  });
});

describe('functions', () => {
  it('are five, on Node.js 24 and arm64, with traces and logs as JSON', () => {
    expect(Object.keys(functions()).sort()).toEqual([
      'ApiFunction',
      'IngestFunction',
      'PositionWriterFunction',
      'ReoptimizeFunction',
      'TickFunction',
    ]);
    for (const properties of Object.values(functions())) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'handler.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
      });
    }
  });

  it('give the re-optimizer one whole processor and thirty seconds', () => {
    expect(functions().ReoptimizeFunction).toMatchObject({ MemorySize: 1769, Timeout: 30 });
  });

  it('may be part of a loop that something else bounds, except those that no message of ours comes to', () => {
    const loops = Object.entries(functions()).map(([name, { RecursiveLoop }]) => [name, RecursiveLoop]);

    expect(Object.fromEntries(loops)).toEqual({
      ApiFunction: undefined,
      IngestFunction: 'Allow',
      PositionWriterFunction: undefined,
      ReoptimizeFunction: 'Allow',
      TickFunction: 'Allow',
    });
  });

  it('each write to a log group of their own that forgets', () => {
    const groups = Object.values(functions()).map(({ LoggingConfig }) =>
      target((LoggingConfig as { LogGroup: unknown }).LogGroup),
    );

    expect(new Set(groups).size).toBe(5);
    for (const group of groups) expect(resources[group]?.Properties.RetentionInDays).toBe(7);
  });

  it('are called through the alias live of their newest version', () => {
    const aliases = Object.values(ofType(resources, 'AWS::Lambda::Alias'));

    expect(aliases).toHaveLength(5);
    for (const { Properties } of aliases) {
      const version = resources[target(Properties.FunctionVersion)];
      expect(Properties.Name).toBe('live');
      expect(version?.Type).toBe('AWS::Lambda::Version');
      expect(target(version?.Properties.FunctionName)).toBe(target(Properties.FunctionName));
    }
  });

  it('are told exactly the table, the queues and the bucket that they send to', () => {
    const told = Object.entries(functions()).map(([name, { Environment }]) => {
      const { Variables } = Environment as { Variables: Record<string, unknown> };
      const ours = Object.values(ENV).filter((key) => key in Variables && key !== ENV.archivePercent);
      return [name, Object.fromEntries(ours.map((key) => [key, placeOf(target(Variables[key]))]))];
    });

    expect(Object.fromEntries(told)).toEqual({
      ApiFunction: { TABLE_NAME: 'PlanTable', REPLAN_QUEUE_URL: 'ReplanQueue', CHANGES_QUEUE_URL: 'ChangesQueue' },
      IngestFunction: {
        TABLE_NAME: 'PlanTable',
        REPLAN_QUEUE_URL: 'ReplanQueue',
        CHANGES_QUEUE_URL: 'ChangesQueue',
        DEAD_LETTER_QUEUE_URL: 'EventsDeadLetters',
      },
      PositionWriterFunction: { TABLE_NAME: 'PlanTable', DEAD_LETTER_QUEUE_URL: 'PositionsDeadLetters' },
      TickFunction: {
        TABLE_NAME: 'PlanTable',
        REPLAN_QUEUE_URL: 'ReplanQueue',
        BEATS_QUEUE_URL: 'BeatsQueue',
        DEAD_LETTER_QUEUE_URL: 'BeatsDeadLetters',
      },
      ReoptimizeFunction: {
        TABLE_NAME: 'PlanTable',
        CHANGES_QUEUE_URL: 'ChangesQueue',
        DEAD_LETTER_QUEUE_URL: 'ReplanDeadLetters',
        SOLVES_BUCKET_NAME: 'SolvesBucket',
      },
    });
  });
});

describe('schedule', () => {
  it('calls the tick every minute with the minute that it is for, and forgets it after another', () => {
    const schedules = Object.values(ofType(resources, 'AWS::Scheduler::Schedule'));
    const properties = schedules[0]?.Properties;
    const call = properties?.Target as { Arn: unknown; Input: string; RetryPolicy: unknown };

    expect(schedules).toHaveLength(1);
    expect(properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
    });
    expect(placeOf(target(call.Arn))).toBe('TickFunctionAliaslive');
    expect(JSON.parse(call.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' });
    expect(call.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 });
  });
});
