// A request as the gateway hands it over -> a call of a route, checked by the route's schemas; or what is wrong with it, all
// faults at once.
import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { namesIn, PARAMETERS, type RouteSpec } from '../../shared/adapters/http/route.ts';
import { MAX_BODY_BYTES, ROUTE_KEYS, ROUTES, type RouteKey } from '../../shared/adapters/http/routes.ts';
import { id } from '../../shared/adapters/schema/fields.ts';
import { parseBy } from '../../shared/adapters/schema/parse.ts';
import type { Fault } from '../../shared/app/ports.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { EpochSeconds } from '../../shared/kernel/units.ts';
import { type Call, problem, type Refusal } from './call.ts';
import { findRoute } from './router.ts';

export type Request = Pick<
  APIGatewayProxyEventV2,
  'rawPath' | 'queryStringParameters' | 'headers' | 'body' | 'isBase64Encoded'
> & { readonly requestContext: { readonly http: { readonly method: string } } };

export interface AnyCall extends Omit<Call<RouteKey>, 'params' | 'query' | 'body'> {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export function readCall(request: Request): Result<AnyCall, Refusal> {
  const { method } = request.requestContext.http;
  const found = findRoute(method, request.rawPath);
  if (found.kind !== 'route') return err(notFound(method, request.rawPath, found));
  const spec: RouteSpec = ROUTES[found.key];
  const body = spec.body === undefined ? ok(null) : readBody(request);
  if (!body.ok) return body;
  return checked(found.key, spec, found.values, request, body.value);
}

function checked(
  key: RouteKey,
  spec: RouteSpec,
  values: Readonly<Record<string, string>>,
  request: Request,
  body: unknown,
): Result<AnyCall, Refusal> {
  const params = parseBy(PATHS[key], values);
  const query = parseBy(spec.query ?? NOTHING, request.queryStringParameters ?? {});
  const said = spec.body === undefined ? ok(null) : parseBy(spec.body, body);
  const eventKey = parseBy(EVENT_KEY, headerOf(request, 'idempotency-key'));
  const faults = [params, query, said, eventKey].flatMap((part) => (part.ok ? [] : part.error));
  if (!params.ok || !query.ok || !said.ok || !eventKey.ok) return err(invalid(faults));
  const { 'Idempotency-Key': given } = eventKey.value;
  const content = JSON.stringify([key, values, said.value]);
  return ok({
    key,
    params: params.value,
    query: query.value,
    body: said.value,
    eventId: (at: EpochSeconds) => given ?? derivedId(content, at),
    ifMatch: request.headers['if-match'] ?? null,
  });
}

const NOTHING = z.strictObject({});

const EVENT_KEY = z.object({ 'Idempotency-Key': z.exactOptional(id) });

/** Made once, not with every call. */
const PATHS = Object.fromEntries(
  ROUTE_KEYS.map((key) => [
    key,
    z.strictObject(Object.fromEntries(namesIn(key).map((name) => [name, PARAMETERS[name]]))),
  ]),
) as unknown as Readonly<Record<RouteKey, z.ZodType<unknown>>>;

const headerOf = ({ headers }: Request, name: string): Readonly<Record<string, string>> =>
  headers[name] === undefined ? {} : { 'Idempotency-Key': headers[name] };

/** The same call about the same moment is the same event. */
const derivedId = (content: string, at: EpochSeconds): string =>
  `api:${createHash('sha256').update(`${at} ${content}`).digest('base64url')}`;

function readBody({ body = '', isBase64Encoded }: Request): Result<unknown, Refusal> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES)
    return err(
      problem(
        'BODY_TOO_LARGE',
        `the body has ${bytes.length} bytes, more than ${MAX_BODY_BYTES}`,
        'Send it in several calls.',
      ),
    );
  try {
    return ok(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return err(problem('BODY_NOT_JSON', `the body cannot be read as JSON: ${why}`, 'Send a JSON document in UTF-8.'));
  }
}

const invalid = (faults: readonly Fault[]): Refusal =>
  problem(
    'INPUT_INVALID',
    faults.length === 1 ? (faults[0]?.cause ?? '') : `there are ${faults.length} faults; they are listed`,
    faults.length === 1 ? (faults[0]?.action ?? '') : 'Correct all of them, and send it again.',
    faults,
  );

function notFound(
  method: string,
  path: string,
  found: Exclude<ReturnType<typeof findRoute>, { readonly kind: 'route' }>,
): Refusal {
  const shown = path.length > 100 ? `${path.slice(0, 100)}...` : path;
  return found.kind === 'route-unknown'
    ? problem('ROUTE_UNKNOWN', `there is no route ${shown}`, 'GET /openapi.json lists all routes.')
    : problem(
        'METHOD_UNKNOWN',
        `${shown} has no method ${method}`,
        `It has ${found.methods.join(', ')}. GET /openapi.json describes them.`,
      );
}
