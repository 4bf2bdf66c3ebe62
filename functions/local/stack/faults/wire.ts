// Requests and answers of DynamoDB, SQS and S3 as they are on the wire, JSON and XML over HTTP, as far as faults need to
// know it.
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

export function busy(service: string): WireAnswer {
  const message = 'Rate exceeded.';
  if (service === 'S3') return xml(503, 'SlowDown', message);
  const type =
    service === 'DynamoDB'
      ? 'com.amazonaws.dynamodb.v20120810#ThrottlingException'
      : 'com.amazonaws.sqs#RequestThrottled';
  return json(400, { __type: type, message });
}

export function broken(service: string): WireAnswer {
  const message = 'Internal error.';
  if (service === 'S3') return xml(500, 'InternalError', message);
  const type =
    service === 'DynamoDB'
      ? 'com.amazonaws.dynamodb.v20120810#InternalServerError'
      : 'com.amazonaws.sqs#InternalFailure';
  return json(500, { __type: type, message });
}

/** What BatchWriteItem answers when it did not take all. */
export const tookAllBut = (rest: Parts): WireAnswer => json(200, { UnprocessedItems: rest });

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

const json = (statusCode: number, body: unknown): WireAnswer =>
  answer(statusCode, 'application/x-amz-json-1.0', JSON.stringify(body));

const xml = (statusCode: number, code: string, message: string): WireAnswer =>
  answer(statusCode, 'application/xml', `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);

function answer(statusCode: number, type: string, text: string): WireAnswer {
  const headers = { 'content-type': type, 'x-amzn-requestid': 'injected' };
  return { response: { statusCode, headers, body: Readable.from([Buffer.from(text)]) } };
}

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);
