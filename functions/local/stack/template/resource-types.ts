// The resource types and properties that the local stack knows: what it runs, what it leaves out, and why.
// A type or property that stands nowhere here is an error, so that nothing new is dropped in silence.
import { isRecord } from './intrinsics.ts';

/** Properties are named by their path: "Target.Arn" is the Arn in the Target; others in there need an entry as well. */
export interface ResourceType {
  /** Properties that the local stack acts on. */
  readonly honoured: readonly string[];
  /** Properties that mean nothing on one machine. */
  readonly silent: readonly string[];
  /** Properties whose effect is missing here, with the line that says so. */
  readonly missing: Readonly<Record<string, string>>;
}

const NOT_ENCRYPTED = 'data is not encrypted on the laptop';

export const PROVISIONED: Readonly<Record<string, ResourceType>> = {
  'AWS::DynamoDB::Table': {
    honoured: [
      'TableName',
      'KeySchema',
      'AttributeDefinitions',
      'BillingMode',
      'ProvisionedThroughput',
      'GlobalSecondaryIndexes',
      'LocalSecondaryIndexes',
    ],
    silent: ['Tags', 'DeletionProtectionEnabled', 'TableClass', 'OnDemandThroughput'],
    missing: {
      TimeToLiveSpecification: 'expired items are not deleted (dynalite has no TTL)',
      PointInTimeRecoverySpecification: 'there is no point-in-time recovery',
      SSESpecification: NOT_ENCRYPTED,
      StreamSpecification: 'there is no stream (dynalite has none)',
      ContributorInsightsSpecification: 'there are no contributor insights',
    },
  },
  'AWS::SQS::Queue': {
    honoured: [
      'QueueName',
      'FifoQueue',
      'ContentBasedDeduplication',
      'DelaySeconds',
      'MaximumMessageSize',
      'MessageRetentionPeriod',
      'ReceiveMessageWaitTimeSeconds',
      'RedrivePolicy',
      'VisibilityTimeout',
    ],
    silent: ['Tags', 'FifoThroughputLimit', 'KmsDataKeyReusePeriodSeconds'],
    missing: {
      DeduplicationScope: 'de-duplication is per queue, not per group',
      KmsMasterKeyId: NOT_ENCRYPTED,
      SqsManagedSseEnabled: NOT_ENCRYPTED,
      RedriveAllowPolicy: 'any queue may redrive into it',
    },
  },
  'AWS::S3::Bucket': {
    honoured: ['BucketName'],
    silent: ['Tags', 'OwnershipControls'],
    missing: {
      BucketEncryption: NOT_ENCRYPTED,
      LifecycleConfiguration: 'objects do not expire',
      PublicAccessBlockConfiguration: 'nothing checks permissions on the laptop',
    },
  },
  'AWS::Lambda::Function': {
    honoured: [
      'FunctionName',
      'Code',
      'Handler',
      'Runtime',
      'Timeout',
      'MemorySize',
      'Environment',
      'ReservedConcurrentExecutions',
      'LoggingConfig.LogFormat',
      'LoggingConfig.ApplicationLogLevel',
    ],
    silent: [
      'LoggingConfig.LogGroup',
      'LoggingConfig.SystemLogLevel',
      'Role',
      'Description',
      'Tags',
      'Architectures',
      'EphemeralStorage',
      'RecursiveLoop',
      'PackageType',
    ],
    missing: {
      TracingConfig: 'nothing is traced',
      Layers: 'layers are not loaded',
      KmsKeyArn: NOT_ENCRYPTED,
      DeadLetterConfig: 'failed scheduled invocations are logged only',
      VpcConfig: 'the function runs outside any network',
    },
  },
  'AWS::Lambda::Version': {
    honoured: ['FunctionName'],
    silent: ['Description', 'CodeSha256'],
    missing: {
      ProvisionedConcurrencyConfig: 'instances are started when needed',
      RuntimePolicy: 'Node.js is your own',
    },
  },
  'AWS::Lambda::Alias': {
    honoured: ['Name', 'FunctionName', 'FunctionVersion'],
    silent: ['Description'],
    missing: {
      RoutingConfig: 'all traffic goes to the main version',
      ProvisionedConcurrencyConfig: 'instances are started when needed',
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    honoured: ['EventSourceArn', 'FunctionName', 'BatchSize', 'Enabled', 'FunctionResponseTypes', 'ScalingConfig'],
    silent: ['Tags', 'MetricsConfig', 'LoggingConfig'],
    missing: { MaximumBatchingWindowInSeconds: 'batches are sent at once, without waiting for more messages' },
  },
  'AWS::ApiGatewayV2::Api': {
    honoured: ['ProtocolType'],
    silent: ['Name', 'Description', 'Tags'],
    missing: {},
  },
  'AWS::ApiGatewayV2::Integration': {
    honoured: ['IntegrationUri'],
    silent: ['ApiId', 'IntegrationType', 'PayloadFormatVersion', 'TimeoutInMillis'],
    missing: {},
  },
  'AWS::ApiGatewayV2::Route': {
    honoured: ['RouteKey', 'Target'],
    silent: ['ApiId'],
    missing: {
      AuthorizationType: 'everybody on this machine may call it',
      AuthorizerId: 'everybody on this machine may call it',
    },
  },
  'AWS::ApiGatewayV2::Stage': {
    honoured: ['StageName'],
    silent: ['ApiId', 'AutoDeploy', 'Tags'],
    missing: {
      DefaultRouteSettings: 'calls are not throttled',
      AccessLogSettings: 'calls are not logged by the gateway',
    },
  },
  'AWS::Scheduler::Schedule': {
    honoured: [
      'Name',
      'GroupName',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'State',
      'Target.Arn',
      'Target.Input',
    ],
    silent: ['Description', 'FlexibleTimeWindow', 'Target.RoleArn'],
    missing: {
      KmsKeyArn: NOT_ENCRYPTED,
      'Target.RetryPolicy': 'a failed invocation is logged, and not tried again',
      'Target.DeadLetterConfig': 'a failed invocation is logged, and not tried again',
    },
  },
};

/** Types left out as a whole. */
export const SKIPPED: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Authorizer': 'everybody on this machine may call the HTTP API',
  'AWS::IAM::Role': 'nothing checks permissions on the laptop',
  'AWS::IAM::Policy': 'nothing checks permissions on the laptop',
  'AWS::IAM::ManagedPolicy': 'nothing checks permissions on the laptop',
  'AWS::Lambda::Permission': 'nothing checks permissions on the laptop',
  'AWS::Lambda::EventInvokeConfig': 'a failed scheduled invocation is logged, and not tried again',
  'AWS::SQS::QueuePolicy': 'nothing checks permissions on the laptop',
  'AWS::S3::BucketPolicy': 'nothing checks permissions on the laptop',
  'AWS::KMS::Key': NOT_ENCRYPTED,
  'AWS::KMS::Alias': NOT_ENCRYPTED,
  'AWS::Logs::LogGroup': 'logs go to the caller',
  'AWS::Logs::MetricFilter': 'metrics go to the caller',
  'AWS::CloudWatch::Alarm': 'no alarm rings on the laptop',
  'AWS::CloudWatch::CompositeAlarm': 'no alarm rings on the laptop',
  'AWS::CloudWatch::Dashboard': 'metrics go to the caller',
  'AWS::SNS::Topic': 'no alarm rings on the laptop',
  'AWS::SNS::TopicPolicy': 'no alarm rings on the laptop',
  'AWS::SNS::Subscription': 'no alarm rings on the laptop',
  'AWS::CodeDeploy::Application': 'the newest version runs at once',
  'AWS::CodeDeploy::DeploymentConfig': 'the newest version runs at once',
  'AWS::CodeDeploy::DeploymentGroup': 'the newest version runs at once',
  'AWS::Scheduler::ScheduleGroup': 'schedules need no group on the laptop',
  'AWS::CloudFront::Distribution': 'the console is served by npm start itself',
  'AWS::CloudFront::OriginAccessControl': 'the console is served by npm start itself',
  'AWS::CloudFront::ResponseHeadersPolicy': 'the console is served by npm start itself',
  'AWS::CDK::Metadata': 'it only counts CDK versions',
};

/** The properties by their paths, one level deeper where the type has entries there. */
export function flatten(
  type: ResourceType,
  properties: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  const known = [...type.honoured, ...type.silent, ...Object.keys(type.missing)];
  return Object.entries(properties).flatMap(([name, value]): (readonly [string, unknown])[] => {
    const isDeep = known.some((path) => path.startsWith(`${name}.`));
    return isDeep && isRecord(value)
      ? Object.entries(value).map(([key, item]) => [`${name}.${key}`, item])
      : [[name, value]];
  });
}
