// The environment of a function: what the template sets, and what Lambda adds. Nothing of this machine leaks in, so a
// variable that the template forgot is missing here as well.
import { devNull } from 'node:os';
import { CLIENT_CONFIG, type Endpoints } from '../emulators/emulators.ts';
import type { FunctionSpec } from '../template/topology.ts';

/** @param overrides win over the template, for log levels and the like */
export function functionEnvironment(
  spec: FunctionSpec,
  endpoints: Endpoints,
  overrides: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...spec.environment,
    AWS_REGION: CLIENT_CONFIG.region,
    AWS_DEFAULT_REGION: CLIENT_CONFIG.region,
    AWS_ACCESS_KEY_ID: CLIENT_CONFIG.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CLIENT_CONFIG.credentials.secretAccessKey,
    // The developer's own profiles must not decide where a function writes.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    ...(spec.logFormat === null ? {} : { AWS_LAMBDA_LOG_FORMAT: spec.logFormat }),
    ...(spec.logLevel === null ? {} : { AWS_LAMBDA_LOG_LEVEL: spec.logLevel }),
    LAMBDA_TASK_ROOT: spec.dir,
    _HANDLER: spec.handler,
    ...overrides,
  };
}
