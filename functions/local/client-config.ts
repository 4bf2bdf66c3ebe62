// How the commands of an operator reach AWS, or what stands in for it.
import type { Fault } from '../../shared/app/ports.ts';

export interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Nothing but what the environment says (region, profile) for AWS itself. An endpoint, from a flag or from the environment, is
 * passed explicitly (see functions/wiring.ts); an emulator takes any name, so one is made up where there is none.
 */
export function clientConfig(service: 'DYNAMODB' | 'S3' | 'SQS', flag?: string): ClientConfig {
  const { env } = process;
  const endpoint = flag ?? env[`AWS_ENDPOINT_URL_${service}`] ?? env.AWS_ENDPOINT_URL;
  if (!endpoint) return {};
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const isNamed = env.AWS_ACCESS_KEY_ID !== undefined || env.AWS_PROFILE !== undefined;
  return { endpoint, region, ...(isNamed ? {} : { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }) };
}

/** A call of AWS that failed: no region, no credentials, no right, no answer. */
export const callFailed = (error: unknown): Fault => ({
  code: 'AWS_CALL_FAILED',
  cause: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  action: 'Look at the region and the credentials of the environment, and at what they may do.',
});
