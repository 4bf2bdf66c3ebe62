// A function with what belongs to it: a role of its own without managed policies, a log group, a version and the alias
// `live`, which is what queues and schedules call.
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type Alarm, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Alias,
  ApplicationLogLevel,
  Architecture,
  CfnEventSourceMapping,
  Code,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MessageQueue } from './message-queue.ts';
import type { OperatorAlarms } from './operator-alarms.ts';
import { VersionAlarms } from './version-alarms.ts';

export interface WorkerProps {
  readonly description: string;
  /** Folder with handler.mjs, bundled beforehand. */
  readonly bundleDir: string;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * The platform stops a function that seems to feed itself after some 16 hops. True where a message may lead to
   * another one that comes back here, and something else bounds how often.
   */
  readonly mayRecur: boolean;
  /** It makes plans. */
  readonly plans: boolean;
  /** It answers calls of the HTTP API, not messages. */
  readonly answers: boolean;
  readonly logRetentionDays: number;
  readonly removal: 'destroy' | 'retain';
  readonly alarms: OperatorAlarms | null;
}

export interface ConsumeProps {
  /** Messages handed over at once; FIFO: at most 10. */
  readonly batchSize: number;
  /** How long to wait for a batch to fill; standard queues only. */
  readonly batchingWindow?: Duration;
  /** Invocations side by side, at least 2. */
  readonly maximumConcurrency: number;
}

export class Worker extends Construct {
  readonly function: LambdaFunction;
  readonly alias: Alias;
  /** The alias as what a schedule calls. The CDK's own classes do not fit its interfaces in exact types. */
  readonly entry: IFunction;
  readonly role: Role;
  readonly memoryMb: number;
  /** On the newest version alone; none when the stage has no alarms. */
  readonly versionAlarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetentionDays,
      removalPolicy: props.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundleDir),
      handler: 'handler.handler',
      memorySize: props.memoryMb,
      timeout: props.timeout,
      environment: { ...props.environment },
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      ...(props.mayRecur && { recursiveLoop: RecursiveLoop.ALLOW }),
    });
    this.alias = this.function.addAlias('live');
    this.entry = this.alias as IFunction;
    this.memoryMb = props.memoryMb;
    this.versionAlarms = props.alarms === null ? [] : this.addAlarms(id, props.alarms, props);
    this.acknowledgeRules();
  }

  /** Lets the alias work off a queue. A message that fails comes back alone, not with its whole batch. */
  consume(source: MessageQueue, props: ConsumeProps): void {
    source.grantConsume(this.role);
    // Not the construct of the higher level: it takes the function's name out of the alias by splitting, which is one more
    // thing that whatever deploys the template would have to get right.
    const mapping = new CfnEventSourceMapping(this, 'Source', {
      functionName: this.alias.functionArn,
      eventSourceArn: source.queue.queueArn,
      batchSize: props.batchSize,
      ...(props.batchingWindow && { maximumBatchingWindowInSeconds: props.batchingWindow.toSeconds() }),
      scalingConfig: { maximumConcurrency: props.maximumConcurrency },
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Queues have no such destination: what fails too often goes to the dead letters by the redrive policy.',
    });
  }

  private addAlarms(
    name: string,
    alarms: OperatorAlarms,
    { plans, answers }: Pick<WorkerProps, 'plans' | 'answers'>,
  ): readonly Alarm[] {
    alarms.add(this, 'Failing', {
      metric: this.alias.metricErrors({ period: Duration.minutes(1), statistic: Stats.SUM }),
      threshold: 1,
      periods: 5,
      badPeriods: 3,
      description: `Invocations of ${name} fail or time out again and again.`,
    });
    return new VersionAlarms(this, 'NewVersion', { function: this.function, alias: this.alias, alarms, plans, answers })
      .all;
  }

  private acknowledgeRules(): void {
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Writing trace segments to X-Ray knows no resources; it is the only statement of the role with a star.',
    });
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'For asynchronous calls only. Queues call synchronously and keep what fails; a tick is replaced by the next.',
    });
  }
}
