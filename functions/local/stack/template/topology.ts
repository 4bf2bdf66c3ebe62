// What the local stack runs, as plain data: the result of reading a template, before anything is started.
import type { ScheduleExpression } from '../schedules/schedule-expression.ts';

export interface Topology {
  readonly tables: readonly TableSpec[];
  readonly queues: readonly QueueSpec[];
  /** Names of buckets. */
  readonly buckets: readonly string[];
  readonly functions: readonly FunctionSpec[];
  readonly mappings: readonly MappingSpec[];
  readonly schedules: readonly ScheduleSpec[];
  /** Of the HTTP API, in the order in which they are tried. */
  readonly routes: readonly RouteSpec[];
  readonly outputs: Readonly<Record<string, string>>;
  /** One line for each thing that the template asks for and the laptop lacks. */
  readonly notices: readonly string[];
}

export interface TableSpec {
  readonly name: string;
  /** CreateTable's own parameters, in CloudFormation's spelling, which is the same. */
  readonly definition: Readonly<Record<string, unknown>>;
}

export interface QueueSpec {
  readonly name: string;
  readonly arn: string;
  /** CreateQueue's own attributes. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  /** The folder of the bundle. */
  readonly dir: string;
  /** "module.export", as Lambda reads it. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Instances at once, at most; null: as many as are asked for. */
  readonly reservedConcurrency: number | null;
  /** Set as AWS_LAMBDA_LOG_*; null where the template says nothing. */
  readonly logFormat: string | null;
  readonly logLevel: string | null;
}

/** A function as it is called: by a version, under the ARN that the caller used. */
export interface Invocable {
  readonly functionName: string;
  readonly version: string;
  readonly invokedArn: string;
}

export interface MappingSpec {
  readonly queueName: string;
  readonly queueArn: string;
  readonly target: Invocable;
  readonly batchSize: number;
  /** Whether the function may report single messages as failed. */
  readonly partialFailures: boolean;
  /** Batches in work at once, at most. */
  readonly maxConcurrency: number;
}

export interface ScheduleSpec {
  readonly name: string;
  readonly arn: string;
  readonly expression: ScheduleExpression;
  readonly target: Invocable;
  /** The event, as JSON text with <aws.scheduler.*> placeholders. */
  readonly input: string;
}

export interface RouteSpec {
  /** Method and path, as the template has them. */
  readonly key: string;
  /** ANY: every one. */
  readonly method: string;
  /** Whole, or with {proxy+} for any rest. */
  readonly path: string;
  readonly target: Invocable;
}
