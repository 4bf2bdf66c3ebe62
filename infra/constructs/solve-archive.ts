// The bucket of solves kept for replay: encrypted, closed to the public, TLS only, and emptied by time. Nothing empties it
// when the stack is removed, so it stays: a bucket with objects cannot be deleted, and a function that could delete them
// would be one more that can.
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** As in shared/adapters/s3/solve-keys.ts. */
const SOLVES = 'solves/';

export interface SolveArchiveProps {
  readonly days: number;
}

export class SolveArchive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: SolveArchiveProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { expiration: Duration.days(props.days), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'One function writes here and operators read by hand. Who reads what is a matter of CloudTrail data events, which ' +
        'an account switches on for all its buckets; a log bucket of our own would need the same care again.',
    });
  }

  /** Allows to add solves; not to read, list or delete any. */
  grantKeep(role: Role): void {
    Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:PutObject'],
      resourceArns: [this.bucket.arnForObjects(`${SOLVES}*`)],
    });
    const logicalId = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${SOLVES}*]`,
      reason: 'Each solve is an object with a name of its own, which is not known before; all are under one prefix.',
    });
  }
}
