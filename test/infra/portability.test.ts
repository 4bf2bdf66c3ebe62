// The template has to deploy on any CloudFormation, and run on the laptop: no resource and no function that needs AWS
// itself to be understood.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Resources, resourcesOf, stageApp } from './dispatch-template.ts';

const INTRINSICS = new Set(['Ref', 'Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Fn::Select', 'Fn::Split']);
const TYPES = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
];

let json: Record<string, unknown>;
let resources: Resources;
let assembly: string;

beforeAll(async () => {
  const { app, stack } = await stageApp({});
  const template = Template.fromStack(stack);
  json = template.toJSON();
  resources = resourcesOf(template);
  assembly = app.synth().directory;
});

/** Every key of the template that names a function of CloudFormation. */
function intrinsics(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const keys = Object.keys(value).filter((key) => key === 'Ref' || key === 'Condition' || key.startsWith('Fn::'));
  // A policy statement has a Condition, too: an object, where a reference to a condition is a name.
  const own = keys.filter((key) => key !== 'Condition' || typeof Reflect.get(value, key) === 'string');
  return [...own, ...Object.values(value).flatMap(intrinsics)];
}

describe('template', () => {
  it('has resources, outputs and a description, but no parameters, conditions, mappings or rules', () => {
    expect(Object.keys(json).sort()).toEqual(['Description', 'Outputs', 'Resources']);
  });

  it('uses the simple intrinsic functions only', () => {
    expect(intrinsics(json).filter((name) => !INTRINSICS.has(name))).toEqual([]);
  });

  it('has plain resource types only: no custom resources, no global table, no alarms in development', () => {
    expect([...new Set(Object.values(resources).map(({ Type }) => Type))].sort()).toEqual(TYPES);
  });

  it('knows no account, no region and nobody else', () => {
    const text = JSON.stringify(json);

    expect(text).not.toMatch(/\b\d{12}\b/);
    expect(text).not.toMatch(/\b(us|eu|ap)-[a-z]+-\d\b/);
    expect(text).not.toContain('Fn::ImportValue');
    expect(text).not.toContain('localhost');
  });

  it('hands each bundle over as it is', () => {
    const assets = readdirSync(assembly).filter((name) => name.startsWith('asset.'));

    expect(assets).toHaveLength(5);
    for (const asset of assets)
      expect(readdirSync(join(assembly, asset)).sort()).toEqual(['handler.mjs', 'handler.mjs.map']);
  });

  it('needs no lookups and no containers', () => {
    const manifest = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
    const assets = JSON.parse(readFileSync(join(assembly, 'rebatch-dev.assets.json'), 'utf8'));

    expect(manifest.missing).toBeUndefined();
    expect(assets.dockerImages).toEqual({});
  });
});
