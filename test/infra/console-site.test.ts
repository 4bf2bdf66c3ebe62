import { beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/config.ts';
import { InvalidSettings } from '../../infra/context-reader.ts';
import { ofType, type Resources, resourcesOf, stageTemplate } from './dispatch-template.ts';

const BY_TOKEN = { apiJwtIssuer: 'https://login.example.org/pool', apiJwtAudience: 'rebatch', archiveSolves: 'off' };

let resources: Resources;

beforeAll(async () => {
  resources = resourcesOf(await stageTemplate({ ...BY_TOKEN, console: 'on' }));
});

interface Behavior {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
  readonly TargetOriginId: string;
}

function configOf(): { readonly DefaultCacheBehavior: Behavior; readonly CacheBehaviors: readonly Behavior[] } {
  const [distribution] = Object.values(ofType(resources, 'AWS::CloudFront::Distribution'));
  return distribution?.Properties.DistributionConfig as ReturnType<typeof configOf>;
}

describe('the console in the cloud', () => {
  it('is not there unless asked for, and needs tokens', async () => {
    const without = resourcesOf(await stageTemplate(BY_TOKEN));
    const signed = (key: string) => ({ console: 'on' })[key];

    expect(ofType(without, 'AWS::CloudFront::Distribution')).toEqual({});
    expect(() => readSettings(signed)).toThrow(InvalidSettings);
    expect(() => readSettings(signed)).toThrow(/apiJwtIssuer/);
  });

  it('has page and API at one address, by HTTPS only', () => {
    const { DefaultCacheBehavior: page, CacheBehaviors: api } = configOf();

    expect(api.map(({ PathPattern, ViewerProtocolPolicy }) => [PathPattern, ViewerProtocolPolicy])).toEqual([
      ['/v1/*', 'https-only'],
      ['/openapi.json', 'https-only'],
    ]);
    expect(page.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(new Set(api.map(({ TargetOriginId }) => TargetOriginId)).size).toBe(1);
    expect(api[0]?.TargetOriginId).not.toBe(page.TargetOriginId);
  });

  it('keeps its files in a bucket that only the distribution reads', () => {
    const [bucket] = Object.values(ofType(resources, 'AWS::S3::Bucket'));
    const [policy] = Object.values(ofType(resources, 'AWS::S3::BucketPolicy'));
    const allowed = JSON.stringify(policy?.Properties.PolicyDocument).match(/"Effect":"Allow"[^}]*}/g);

    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(allowed).toHaveLength(1);
    expect(allowed?.[0]).toContain('cloudfront.amazonaws.com');
  });

  it('lets the page load nothing from anywhere else', () => {
    const [headers] = Object.values(ofType(resources, 'AWS::CloudFront::ResponseHeadersPolicy'));
    const text = JSON.stringify(headers?.Properties);

    expect(text).toContain("default-src 'none'; script-src 'self'");
    expect(text).toContain("frame-ancestors 'none'");
  });
});
