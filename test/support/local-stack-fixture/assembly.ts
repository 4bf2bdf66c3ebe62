// Writes a small cloud assembly, as `cdk synth` would: queues with redrive, a table, a function behind an alias, mappings
// and a schedule. Tests change the template before it is written.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

type Json = Record<string, unknown>;
export interface Template {
  Resources: Record<string, { Type: string; Properties?: Json; Condition?: string }>;
  Outputs: Record<string, { Value: unknown }>;
  Parameters?: Record<string, Json>;
}

/** Real seconds; short, because the tests wait for it. */
export const FUNCTION_TIMEOUT_SECONDS = 2;
/** Virtual seconds. */
export const VISIBILITY_SECONDS = 30;
export const MAX_RECEIVE_COUNT = 2;
export const MAX_CONCURRENCY = 2;

/** Writes the assembly to a fresh folder. The caller removes it. */
export function writeAssembly(
  template: Template = aTemplate(),
  bundle = 'worker',
): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'assembly-'));
  const bundleDir = relative(dir, fileURLToPath(new URL(`./${bundle}`, import.meta.url)));
  const write = (file: string, content: unknown) => writeFileSync(join(dir, file), JSON.stringify(content));
  mkdirSync(dir, { recursive: true });
  write('manifest.json', {
    version: '43.0.0',
    artifacts: {
      'fixture.assets': { type: 'cdk:asset-manifest', properties: { file: 'fixture.assets.json' } },
      fixture: { type: 'aws:cloudformation:stack', properties: { templateFile: 'fixture.template.json' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
  write('fixture.assets.json', {
    files: {
      abc: {
        source: { path: bundleDir, packaging: 'zip' },
        destinations: { current: { bucketName: 'cdk-assets', objectKey: 'abc.zip' } },
      },
    },
  });
  write('fixture.template.json', template);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export function aTemplate(): Template {
  const fifo = { FifoQueue: true, VisibilityTimeout: VISIBILITY_SECONDS };
  const standard = { VisibilityTimeout: VISIBILITY_SECONDS };
  return {
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        },
      },
      EventsDlq: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Events: { Type: 'AWS::SQS::Queue', Properties: { ...fifo, RedrivePolicy: redriveTo('EventsDlq') } },
      BeatsDlq: { Type: 'AWS::SQS::Queue' },
      Beats: { Type: 'AWS::SQS::Queue', Properties: { ...standard, RedrivePolicy: redriveTo('BeatsDlq') } },
      Role: { Type: 'AWS::IAM::Role', Properties: { Anything: { 'Fn::If': ['never', 1, 2] } } },
      Worker: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: { 'Fn::Join': ['-', ['cdk-assets', { Ref: 'AWS::AccountId' }]] }, S3Key: 'abc.zip' },
          Handler: 'handler.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Timeout: FUNCTION_TIMEOUT_SECONDS,
          MemorySize: 256,
          Environment: { Variables: { TABLE_NAME: { Ref: 'Table' }, EVENTS_URL: { Ref: 'Events' } } },
        },
      },
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Worker' } } },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: { Ref: 'Worker' },
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
        },
      },
      EventsMapping: mapping('Events', { ScalingConfig: { MaximumConcurrency: MAX_CONCURRENCY } }),
      BeatsMapping: mapping('Beats', {}),
      Tick: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: { Ref: 'Alias' },
            Input: '{"minute":"<aws.scheduler.scheduled-time>"}',
            RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          },
        },
      },
    },
    Outputs: {
      EventsUrl: { Value: { Ref: 'Events' } },
      EventsDlqUrl: { Value: { Ref: 'EventsDlq' } },
      BeatsUrl: { Value: { Ref: 'Beats' } },
      BeatsDlqUrl: { Value: { Ref: 'BeatsDlq' } },
      TableName: { Value: { Ref: 'Table' } },
    },
  };
}

function redriveTo(queue: string): Json {
  return { deadLetterTargetArn: { 'Fn::GetAtt': [queue, 'Arn'] }, maxReceiveCount: MAX_RECEIVE_COUNT };
}

function mapping(queue: string, more: Json): { Type: string; Properties: Json } {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
      FunctionName: { Ref: 'Alias' },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...more,
    },
  };
}
