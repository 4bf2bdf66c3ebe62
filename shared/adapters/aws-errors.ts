// Errors of the AWS SDK, translated at the border: what may pass by itself becomes `Unavailable` and keeps its cause;
// everything else (a missing table, a denied action, a malformed request) is a fault of ours and stays as it is.
import { Unavailable } from '../app/errors.ts';

const TRANSIENT_NAMES: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Awaits a call of the SDK. Throws `Unavailable` when trying again may help, else the SDK's own error. */
export async function translated<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isTransient(error)) throw new Unavailable(what, { cause: error });
    throw error;
  }
}

export const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata }: SdkError = error;
  if (TRANSIENT_NAMES.has(error.name)) return true;
  if (typeof code === 'string' && NETWORK_CODES.has(code)) return true;
  const status = $metadata?.httpStatusCode ?? 0;
  return status === 429 || status >= 500;
}
