// Data is encrypted where it lies and on its way; and what is secret is not handed to functions in their environment.
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';
import { list, statementsOf } from './policy-statements.ts';

let resources: Resources;

beforeAll(async () => {
  resources = resourcesOf(await stageTemplate({ stage: 'prod', alarmEmail: 'ops@example.org' }));
});

/** What takes requests from outside, and the property of its policy that names it. */
const ADDRESSED = [
  { type: 'AWS::SQS::Queue', policy: 'AWS::SQS::QueuePolicy', names: 'Queues' },
  { type: 'AWS::SNS::Topic', policy: 'AWS::SNS::TopicPolicy', names: 'Topics' },
  { type: 'AWS::S3::Bucket', policy: 'AWS::S3::BucketPolicy', names: 'Bucket' },
];

describe('on its way, data', () => {
  it.each(ADDRESSED)('is refused over plain HTTP by every $type, whoever sends it', ({ type, policy, names }) => {
    const guarded = statementsOf(resources)
      .filter((one) => one.type === policy && one.Effect === 'Deny')
      .filter(({ Condition }) => JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}')
      .filter(({ Principal }) => JSON.stringify(Principal).includes('*'))
      .flatMap(({ id }) => list(resources[id]?.Properties[names]).map(target));

    expect([...new Set(guarded)].sort()).toEqual(Object.keys(ofType(resources, type)).sort());
  });

  it('goes to the endpoints of AWS, which are TLS: the stack names no other', () => {
    const variables = Object.values(ofType(resources, 'AWS::Lambda::Function')).map(
      ({ Properties }) => (Properties.Environment as { Variables: object }).Variables,
    );

    expect(variables.flatMap(Object.keys).filter((name) => name.startsWith('AWS_'))).toEqual([]);
    expect(JSON.stringify(variables)).not.toContain('http:');
  });
});

describe('where it lies, data', () => {
  it('is encrypted in the table by a key of KMS', () => {
    for (const { Properties } of Object.values(ofType(resources, 'AWS::DynamoDB::Table')))
      expect(Properties.SSESpecification).toMatchObject({ SSEEnabled: true });
  });

  it('is encrypted in every queue', () => {
    for (const { Properties } of Object.values(ofType(resources, 'AWS::SQS::Queue')))
      expect(Properties.SqsManagedSseEnabled === true || Properties.KmsMasterKeyId !== undefined).toBe(true);
  });

  it('is encrypted in every bucket, and no bucket can be opened to the public', () => {
    for (const { Properties } of Object.values(ofType(resources, 'AWS::S3::Bucket'))) {
      expect(Properties.BucketEncryption).toBeDefined();
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });
});
