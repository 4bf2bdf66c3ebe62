import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, resourcesOf, stageTemplate } from './dispatch-template.ts';

describe('the bucket of kept solves', () => {
  let template: Template;

  beforeAll(async () => {
    template = await stageTemplate({ archiveDays: 9 });
  });

  it('is encrypted, closed to the public, and emptied by time', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 9, Status: 'Enabled' })] },
    });
  });

  it('speaks TLS only', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });

  it('stays when the stack is removed, and no function is made to empty it', () => {
    const [bucket] = Object.values(ofType(resourcesOf(template), 'AWS::S3::Bucket'));

    expect(bucket?.DeletionPolicy).toBe('Retain');
    template.resourceCountIs('AWS::Lambda::Function', 5);
  });

  it('is told to the function that solves, and to the operator', () => {
    const told = Object.values(ofType(resourcesOf(template), 'AWS::Lambda::Function'))
      .map(({ Properties }) => (Properties.Environment as { Variables: Record<string, unknown> }).Variables)
      .filter((variables) => 'SOLVES_BUCKET_NAME' in variables);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ ARCHIVE_SOLVES_PERCENT: '100' });
    template.hasOutput('SolvesBucketName', {});
  });

  it('is not there where no solves are to be kept', async () => {
    const without = resourcesOf(await stageTemplate({ archiveSolves: 'off' }));

    expect(ofType(without, 'AWS::S3::Bucket')).toEqual({});
    expect(JSON.stringify(without)).not.toMatch(/SOLVES|s3:/);
  });
});
