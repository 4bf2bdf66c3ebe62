// The typed client of the HTTP API: fetch and nothing else. Routes, parameters, bodies and answers have the types of the
// server's own table, so a call that compiles is one that the server knows.
import type { Problem } from '../adapters/http/problems.ts';
import type { AnswerOf, BodyOf, Frozen, ParamsOf, QueryOf } from '../adapters/http/route.ts';
import type { RouteKey, RouteTable } from '../adapters/http/routes.ts';

export type { Problem, ProblemCode } from '../adapters/http/problems.ts';
export type { RouteKey } from '../adapters/http/routes.ts';
export type Answer<K extends RouteKey> = AnswerOf<RouteTable[K]>;

export interface ClientOptions {
  /** Where the API is: scheme, host, port, and the path before `/v1` if there is one. */
  readonly url: string;
  /** One that signs, for an API with IAM authorization; the platform's without. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Sent with every call, such as an Authorization. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** How often a call is sent again that got no answer, a 429 or a 503. Default: 4. */
  readonly retries?: number;
  /** Waits between them, in ms; a test may not want to. */
  readonly sleep?: (ms: number) => Promise<void>;
}

interface Headers {
  /** The event's id. Writes get a random one without, so that sending them again is safe. */
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly signal?: AbortSignal;
}

type Part<Name extends string, T> = unknown extends T
  ? unknown
  : [T] extends [null]
    ? unknown
    : { readonly [P in Name]: T };
type QueryPart<T> = unknown extends T ? unknown : { readonly query?: Partial<T> };

/** What a call of the route needs: params, query and body, where it has them. */
export type Args<K extends RouteKey> = Headers &
  Part<'params', ParamsOf<K>> &
  QueryPart<QueryOf<RouteTable[K]>> &
  Part<'body', Frozen<BodyOf<RouteTable[K]>>>;

export type Outcome<K extends RouteKey> =
  | { readonly kind: 'answer'; readonly answer: Answer<K>; readonly etag: string | null }
  /** It is as `ifNoneMatch` says. */
  | { readonly kind: 'unchanged'; readonly etag: string | null }
  | { readonly kind: 'problem'; readonly problem: Problem };

export interface Client {
  /** Throws what `fetch` throws when the API cannot be reached, and `UnexpectedAnswer` when something else answers. */
  call<K extends RouteKey>(key: K, args: Args<K>): Promise<Outcome<K>>;
}

/** The answer of something that is not the API: a gateway that refuses, a proxy. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  readonly status: number;

  constructor(status: number, text: string) {
    super(`something that is not the API answered with status ${status}: ${text.slice(0, 200)}`);
    this.status = status;
  }
}

interface AnyArgs extends Headers {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;

export function makeClient(options: ClientOptions): Client {
  return {
    call: async <K extends RouteKey>(key: K, args: Args<K>) => outcomeOf<K>(await send(options, key, args as AnyArgs)),
  };
}

async function outcomeOf<K extends RouteKey>(response: Response): Promise<Outcome<K>> {
  const etag = response.headers.get('etag');
  if (response.status === 304) return { kind: 'unchanged', etag };
  const type = response.headers.get('content-type') ?? '';
  if (response.ok && type.startsWith('application/json'))
    return { kind: 'answer', answer: (await response.json()) as Answer<K>, etag };
  if (type.startsWith('application/problem+json'))
    return { kind: 'problem', problem: (await response.json()) as Problem };
  throw new UnexpectedAnswer(response.status, await response.text());
}

/** Sends it again as long as that may help; the last answer or error is the caller's. */
async function send(options: ClientOptions, key: string, args: AnyArgs): Promise<Response> {
  const { fetch: fetchIt = fetch, retries = 4, sleep = wait } = options;
  const url = urlOf(options.url, key, args);
  const init = await initOf(options, key, args);
  for (let attempt = 0; ; attempt++) {
    const isLast = attempt >= retries;
    try {
      const response = await fetchIt(url, init);
      if (isLast || (response.status !== 429 && response.status !== 503)) return response;
    } catch (error) {
      if (isLast || args.signal?.aborted) throw error;
    }
    // Full jitter, so that those who were turned away together do not come back together.
    await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function urlOf(base: string, key: string, { params = {}, query = {} }: AnyArgs): string {
  const path = key
    .slice(key.indexOf(' ') + 1)
    .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return base.replace(/\/$/, '') + path + (search === '' ? '' : `?${search}`);
}

async function initOf({ headers }: ClientOptions, key: string, args: AnyArgs): Promise<RequestInit> {
  const method = key.slice(0, key.indexOf(' '));
  const { idempotencyKey, ifMatch, ifNoneMatch, body, signal } = args;
  const eventKey = idempotencyKey ?? (method === 'GET' ? undefined : crypto.randomUUID());
  const sent: Record<string, string | undefined> = {
    'Idempotency-Key': eventKey,
    'If-Match': ifMatch,
    'If-None-Match': ifNoneMatch,
    'Content-Type': body === undefined ? undefined : 'application/json',
  };
  const present = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    method,
    headers: { ...Object.fromEntries(present), ...(await headers?.()) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}
