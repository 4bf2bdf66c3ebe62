// The console in the cloud: its files in a closed bucket behind CloudFront, which sends the API's paths on to the gateway, so
// that page and API have one address. Whoever opens it signs in by a token of the API's issuer; the files are no secret.
import { Duration, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** As functions/local/site/static-files.ts has it: the page loads nothing from anywhere else. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface ConsoleSiteProps {
  /** The gateway's id: its address is made of it. */
  readonly apiId: string;
}

export class ConsoleSite extends Construct {
  /** Gets what build/console has; docs/runbook.md says how. */
  readonly bucket: Bucket;
  readonly url: string;

  constructor(scope: Construct, id: string, { apiId }: ConsoleSiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // A bucket with objects cannot be deleted, and nothing of ours may empty it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { region, urlSuffix } = Stack.of(this);
    const api = new HttpOrigin(Fn.join('', [apiId, '.execute-api.', region, '.', urlSuffix]));
    const behindGateway = {
      origin: api,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Console of ${Stack.of(this).stackName}`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        // The CDK's own classes do not fit its interfaces in exact types.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.securityHeaders(),
      },
      additionalBehaviors: { '/v1/*': behindGateway, '/openapi.json': behindGateway },
    });
    this.url = Fn.join('', ['https://', distribution.distributionDomainName]);
    this.acknowledgeRules(distribution);
  }

  private securityHeaders(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'The console needs nothing from anywhere else.',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
    });
  }

  private acknowledgeRules(distribution: Distribution): void {
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'It holds the files of the console, which are in every copy of this project; who reads them tells nothing.',
    });
    const reasons: Readonly<Record<string, string>> = {
      CFR1: 'Dispatchers may be anywhere; who may see anything is the matter of the token, not of the country.',
      CFR2: 'A firewall costs more than all the rest of a small operator; calls are throttled and need a token.',
      CFR3: 'The gateway logs every call of the API, and the files are no secret; a log bucket would need care of its own.',
      CFR4: "Without a domain of the operator's own the certificate is CloudFront's, which sets the least protocol itself.",
    };
    for (const [rule, reason] of Object.entries(reasons))
      Validations.of(distribution).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}
