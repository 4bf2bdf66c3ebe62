// A reply -> what the gateway sends. Large answers are compressed for those who can read that: a zone of 10,000 orders would
// otherwise not fit through the gateway.
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Problem } from '../../shared/adapters/http/problems.ts';
import type { Reply } from './call.ts';
import { names } from './etag.ts';

const COMPRESSED_FROM_BYTES = 16_384;
/** What the platform takes of an answer, less something for the headers. */
const MOST_BYTES = 6_000_000;
const RETRY_AFTER_SEC = 1;

export type Response = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };

type RequestHeaders = Readonly<Record<string, string | undefined>>;

export function respond(reply: Reply<unknown>, asked: RequestHeaders): Response {
  if (reply.kind === 'problem') return problemResponse(reply.problem);
  const { answer, etag } = reply;
  const headers = { 'cache-control': 'no-cache', ...(etag !== null && { etag }) };
  const isKnown = etag !== null && names(asked['if-none-match'] ?? '', etag);
  if (isKnown) return { statusCode: 304, headers };
  return withBody(200, { ...headers, 'content-type': 'application/json' }, JSON.stringify(answer), asked);
}

export function problemResponse(problem: Problem): Response {
  const headers = {
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    ...(problem.status === 503 && { 'retry-after': String(RETRY_AFTER_SEC) }),
  };
  return { statusCode: problem.status, headers, body: JSON.stringify(problem) };
}

/** True: the answer does not fit through the gateway, however it is sent. */
export const isTooLarge = ({ body = '' }: Response): boolean => body.length > MOST_BYTES;

function withBody(
  statusCode: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  asked: RequestHeaders,
): Response {
  const vary = { ...headers, vary: 'accept-encoding' };
  const readsGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(asked['accept-encoding'] ?? '');
  if (!readsGzip || body.length < COMPRESSED_FROM_BYTES) return { statusCode, headers: vary, body };
  return {
    statusCode,
    headers: { ...vary, 'content-encoding': 'gzip' },
    body: gzipSync(body, { level: 1 }).toString('base64'),
    isBase64Encoded: true,
  };
}
