// The rule packs AwsSolutions and Serverless on both kinds of stage. What is acknowledged is listed here, with its place.
import { type App, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { stageApp } from './dispatch-template.ts';

const DEVELOPMENT = {};
const WITH_CONSOLE = { apiJwtIssuer: 'https://login.example.org/pool', apiJwtAudience: 'rebatch', console: 'on' };
const PRODUCTION = { stage: 'prod', alarmEmail: 'ops@example.org' };

const packs = (app: App): readonly NagPack[] => [new AwsSolutionsChecks(app), new ServerlessChecks(app)];

const findings = (app: App): string[] =>
  packs(app).flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath?.replace(/^rebatch-[a-z]+\//, '')}`),
      ),
  );

interface Acknowledged {
  readonly id: string;
  readonly reason: string;
}

/** Rules that were acknowledged anywhere in the app. */
const acknowledged = (app: App): readonly Acknowledged[] =>
  app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .map(([id, reason]) => ({ id: id.replace(/^Annotation::/, ''), reason }));

describe('rule packs', () => {
  it.each([
    ['development', DEVELOPMENT],
    ['production', PRODUCTION],
    ['production with a console', { ...PRODUCTION, ...WITH_CONSOLE }],
  ])('find nothing in %s that is not acknowledged', async (_, context) => {
    const { app } = await stageApp(context);

    expect(findings(app)).toEqual([]);
  });

  it('would find a queue without encryption, TLS and dead letters', async () => {
    const { app, stack } = await stageApp(DEVELOPMENT);
    new Queue(stack, 'Careless');

    expect(findings(app)).toEqual([
      'AwsSolutions-SQS3 Careless/Resource',
      'AwsSolutions-SQS4 Careless/Resource',
      'Serverless-SQSRedrivePolicy Careless/Resource',
    ]);
  });

  it('are told a reason in words for everything that is acknowledged, and for nothing else', async () => {
    const { app } = await stageApp({ ...PRODUCTION, ...WITH_CONSOLE });
    const rules = acknowledged(app);

    expect([...new Set(rules.map(({ id }) => id))].sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-CFR1',
      'AwsSolutions-CFR2',
      'AwsSolutions-CFR3',
      'AwsSolutions-CFR4',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::<SolvesBucketFE765C8F.Arn>/solves/*]',
      'AwsSolutions-S1',
      'AwsSolutions-SQS3',
      'Serverless-LambdaDLQ',
      'Serverless-LambdaEventSourceMappingDestination',
      'Serverless-SNSRedrivePolicy',
      'Serverless-SQSRedrivePolicy',
    ]);
    for (const { reason } of rules) expect(reason.split(' ').length).toBeGreaterThan(10);
  });
});
