// Requests and answers of DynamoDB and SQS as they are on the wire: JSON over HTTP, as far as faults need to know it.
import { Readable } from 'node:stream';
import { isRecord } from '../template/intrinsics.ts';

export interface WireRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface WireAnswer {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    body: Readable;
  };
}

/** The items of a BatchWriteItem by table. */
type Parts = Readonly<Record<string, readonly unknown[]>>;

export const busy = (service: string): WireAnswer =>
  service === 'DynamoDB'
    ? answer(400, { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'Rate exceeded.' })
    : answer(400, { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'Rate exceeded.' });

export const broken = (service: string): WireAnswer =>
  service === 'DynamoDB'
    ? answer(500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'Internal error.' })
    : answer(500, { __type: 'com.amazonaws.sqs#InternalFailure', message: 'Internal error.' });

/** What BatchWriteItem answers when it did not take all. */
export const tookAllBut = (rest: Parts): WireAnswer => answer(200, { UnprocessedItems: rest });

/** The first half of a BatchWriteItem as a request of its own, null when it is empty; and the rest. */
export function halve<R extends WireRequest>(request: R): { readonly first: R | null; readonly rest: Parts } {
  const body: unknown = JSON.parse(textOf(request.body));
  const tables = Object.entries(isRecord(body) && isRecord(body.RequestItems) ? body.RequestItems : {});
  const cut = (part: (items: readonly unknown[]) => readonly unknown[]): Parts =>
    Object.fromEntries(
      tables.map(([table, items]) => [table, part(items as readonly unknown[])]).filter(([, items]) => items?.length),
    );
  const first = cut((items) => items.slice(0, Math.floor(items.length / 2)));
  const rest = cut((items) => items.slice(Math.floor(items.length / 2)));
  if (Object.keys(first).length === 0) return { first: null, rest };
  const text = JSON.stringify({ ...(isRecord(body) && body), RequestItems: first });
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(text)) };
  return {
    first: Object.assign(Object.create(Object.getPrototypeOf(request)), request, { body: text, headers }),
    rest,
  };
}

function answer(statusCode: number, body: unknown): WireAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'injected' };
  return { response: { statusCode, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) } };
}

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);
