// A template read as a topology: names, ARNs and limits, what is left out with a line, and what is refused.
import { afterEach, describe, expect, it } from 'vitest';
import { readAssembly } from '../../../functions/local/stack/template/assembly.ts';
import { readTopology } from '../../../functions/local/stack/template/read-topology.ts';
import type { Topology } from '../../../functions/local/stack/template/topology.ts';
import { aTemplate, type Template, writeAssembly } from '../../support/local-stack-fixture/assembly.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:fixture-Worker';

const written: (() => void)[] = [];
afterEach(() => {
  for (const remove of written.splice(0)) remove();
});

/** The topology of the fixture after `change`. */
function topologyAfter(change: (template: Template) => void): Topology {
  const template = aTemplate();
  change(template);
  const { dir, remove } = writeAssembly(template);
  written.push(remove);
  return readTopology(readAssembly(dir), { sqs: 'http://127.0.0.1:4000', http: 'http://127.0.0.1:4001' });
}

function properties(template: Template, id: string): Record<string, unknown> {
  const resource = template.Resources[id];
  if (!resource) throw new Error(`the fixture has no ${id}`);
  resource.Properties ??= {};
  return resource.Properties;
}

describe('readTopology', () => {
  it('names queues, and writes their attributes as CreateQueue wants them', () => {
    const { queues } = topologyAfter(() => {});

    expect(queues.find(({ name }) => name === 'fixture-Events.fifo')).toEqual({
      name: 'fixture-Events.fifo',
      arn: 'arn:aws:sqs:us-east-1:000000000000:fixture-Events.fifo',
      attributes: {
        FifoQueue: 'true',
        VisibilityTimeout: '30',
        RedrivePolicy:
          '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:fixture-EventsDlq.fifo","maxReceiveCount":2}',
      },
    });
  });

  it('names buckets as S3 lets them be named, and what refers to them', () => {
    const { buckets, outputs } = topologyAfter((template) => {
      template.Resources.SolvesBucket = { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: {} } };
      template.Outputs.Bucket = { Value: { Ref: 'SolvesBucket' } };
      template.Outputs.BucketArn = { Value: { 'Fn::GetAtt': ['SolvesBucket', 'Arn'] } };
    });

    expect(buckets).toEqual(['fixture-solvesbucket']);
    expect(outputs).toMatchObject({ Bucket: 'fixture-solvesbucket', BucketArn: 'arn:aws:s3:::fixture-solvesbucket' });
  });

  it('keeps names that the template gives', () => {
    const { queues, outputs } = topologyAfter((template) => {
      properties(template, 'Beats').QueueName = 'beats';
    });

    expect(queues.map(({ name }) => name)).toContain('beats');
    expect(outputs.BeatsUrl).toBe('http://127.0.0.1:4000/000000000000/beats');
  });

  it('follows a mapping from the alias over the version to the function', () => {
    const { mappings } = topologyAfter(() => {});

    expect(mappings[0]).toMatchObject({
      queueName: 'fixture-Events.fifo',
      target: { functionName: 'fixture-Worker', version: '1', invokedArn: `${ARN}:live` },
      batchSize: 10,
      partialFailures: true,
      maxConcurrency: 2,
    });
  });

  it.each([
    ['the function itself', { Ref: 'Worker' }, '$LATEST', ARN],
    ['its ARN', { 'Fn::GetAtt': ['Worker', 'Arn'] }, '$LATEST', ARN],
    ['a version', { Ref: 'Version' }, '1', `${ARN}:1`],
  ])('accepts a mapping on %s', (_, reference, version, invokedArn) => {
    const { mappings } = topologyAfter((template) => {
      properties(template, 'EventsMapping').FunctionName = reference;
    });

    expect(mappings[0]?.target).toEqual({ functionName: 'fixture-Worker', version, invokedArn });
  });

  it('leaves out mappings and schedules that are switched off', () => {
    const { mappings, schedules } = topologyAfter((template) => {
      properties(template, 'EventsMapping').Enabled = false;
      properties(template, 'Tick').State = 'DISABLED';
    });

    expect(mappings.map(({ queueName }) => queueName)).toEqual(['fixture-Beats']);
    expect(schedules).toEqual([]);
  });

  it('says in one line each what the laptop lacks', () => {
    const { notices } = topologyAfter((template) => {
      properties(template, 'Worker').TracingConfig = { Mode: 'Active' };
    });

    expect(notices).toEqual([
      'skipped AWS::IAM::Role: nothing checks permissions on the laptop (Role)',
      'skipped AWS::DynamoDB::Table TimeToLiveSpecification: expired items are not deleted (dynalite has no TTL) (Table)',
      'skipped AWS::Lambda::Function TracingConfig: nothing is traced (Worker)',
    ]);
  });

  it('leaves out an output that names something skipped, with a line', () => {
    const { outputs, notices } = topologyAfter((template) => {
      template.Outputs.RoleArn = { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } };
    });

    expect(outputs).not.toHaveProperty('RoleArn');
    expect(notices.at(-1)).toContain('skipped output RoleArn');
  });

  it('takes the default of a parameter, but not one that is a look-up', () => {
    const withDefault = (type: string) => (template: Template) => {
      template.Parameters = { Depth: { Type: type, Default: '7' } };
      properties(template, 'Worker').Environment = { Variables: { DEPTH: { Ref: 'Depth' } } };
    };

    expect(topologyAfter(withDefault('String')).functions[0]?.environment).toEqual({ DEPTH: '7' });
    expect(() => topologyAfter(withDefault('AWS::SSM::Parameter::Value<String>'))).toThrow(
      'TEMPLATE_REFERENCE_UNKNOWN',
    );
  });

  const variable = (value: unknown) => ({ Environment: { Variables: { A: value } } });
  it.each([
    ['a property that it does not know', 'Beats', { Loud: true }, 'TEMPLATE_UNKNOWN'],
    ['a nested one', 'Tick', { Target: { Arn: { Ref: 'Alias' }, SqsParameters: {} } }, 'TEMPLATE_UNKNOWN'],
    [
      'a value of something skipped',
      'Worker',
      variable({ 'Fn::GetAtt': ['Role', 'Arn'] }),
      'TEMPLATE_VALUE_UNAVAILABLE',
    ],
    ['a reference to nothing', 'Worker', variable({ Ref: 'Nothing' }), 'TEMPLATE_REFERENCE_UNKNOWN'],
    ['an alias of a version that is not there', 'Alias', { FunctionVersion: '2' }, 'TEMPLATE_TARGET'],
    ['a mapping on an unknown function', 'EventsMapping', { FunctionName: 'other' }, 'TEMPLATE_TARGET'],
    ['another event source', 'EventsMapping', { EventSourceArn: 'arn:aws:kinesis:a:b:c' }, 'TEMPLATE_EVENT_SOURCE'],
    ['a handler without its module', 'Worker', { Handler: 'main.handler' }, 'HANDLER_MISSING'],
    ['code that is no asset', 'Worker', { Code: { ZipFile: 'x' } }, 'BUNDLE_MISSING'],
    ['another language', 'Worker', { Runtime: 'python3.14' }, 'FUNCTION_RUNTIME'],
  ])('refuses %s', (_, id, more, code) => {
    const change = (template: Template) => Object.assign(properties(template, id), more);

    expect(() => topologyAfter(change)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['a type that it does not know', { Type: 'AWS::Kinesis::Stream' }, 'TEMPLATE_UNKNOWN'],
    ['a resource under a condition', { Type: 'AWS::SQS::Queue', Condition: 'IsProd' }, 'TEMPLATE_CONDITION'],
  ])('refuses %s', (_, resource, code) => {
    const change = (template: Template) => {
      template.Resources.New = resource;
    };

    expect(() => topologyAfter(change)).toThrow(expect.objectContaining({ code }));
  });
});
