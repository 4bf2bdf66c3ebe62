// The OpenAPI 3.1 document of the table of routes: every route with its parameters, body, answer and problems. Schemas
// are JSON Schema as zod writes it; nothing is said twice.
import * as z from 'zod';
import { ANYWHERE, PROBLEMS, type ProblemCode, problemAnswer } from './problems.ts';
import { type HeaderName, namesIn, PARAMETERS, type RouteSpec } from './route.ts';
import { MAX_BODY_BYTES, ROUTES } from './routes.ts';

type Json = Readonly<Record<string, unknown>>;

const HEADERS: Readonly<Record<HeaderName, string>> = {
  'Idempotency-Key': "The event's id. Left out, one is derived from what is said.",
  'If-Match': 'The ETag that the zone was read with: 412 when it was changed since.',
  'If-None-Match': 'An ETag: 304 when it is still the same.',
};

const ETAG = { ETag: { schema: { type: 'string' }, description: 'Names this state of the resource.' } };

/** Of the API, not of the code: a change that clients notice raises it. */
const VERSION = '1.0.0';

export function openApi(): Json & { readonly openapi: '3.1.0' } {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, spec] of Object.entries<RouteSpec>(ROUTES)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(path, spec) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'rebatch',
      version: VERSION,
      description: 'Orders, couriers and stores in; plans, explanations and changes out. docs/api.md has an example.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemAnswer) },
      securitySchemes: {
        authorization: {
          type: 'http',
          scheme: 'bearer',
          description:
            'By default requests are signed (AWS Signature Version 4, service execute-api); a JWT by setting.',
        },
      },
    },
    security: [{ authorization: [] }],
  };
}

function operation(path: string, spec: RouteSpec): Json {
  const hasEtag = spec.headers?.includes('If-None-Match') === true;
  return {
    operationId: spec.id,
    summary: spec.summary,
    tags: [spec.tag],
    ...(spec.isOpen === true && { security: [] }),
    parameters: [...pathParameters(path), ...queryParameters(spec.query), ...headerParameters(spec.headers)],
    ...(spec.body && {
      requestBody: {
        required: true,
        description: `At most ${MAX_BODY_BYTES} bytes.`,
        content: { 'application/json': { schema: schemaOf(spec.body) } },
      },
    }),
    responses: {
      200: {
        description: 'Done.',
        ...(hasEtag && { headers: ETAG }),
        content: { 'application/json': { schema: schemaOf(spec.answer) } },
      },
      ...(hasEtag && { 304: { description: 'It is as it was.' } }),
      ...problemResponses(spec.problems),
    },
  };
}

const pathParameters = (path: string): readonly Json[] =>
  namesIn(path).map((name) => ({ name, in: 'path', required: true, schema: schemaOf(PARAMETERS[name]) }));

function queryParameters(query: z.ZodObject | undefined): readonly Json[] {
  if (query === undefined) return [];
  const { properties } = schemaOf(query) as { readonly properties: Readonly<Record<string, Json>> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

const headerParameters = (names: readonly HeaderName[] = []): readonly Json[] =>
  names.map((name) => ({
    name,
    in: 'header',
    required: false,
    description: HEADERS[name],
    schema: { type: 'string', minLength: 1 },
  }));

function problemResponses(own: readonly ProblemCode[]): Json {
  const byStatus = Map.groupBy([...own, ...ANYWHERE], (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `${code}: ${PROBLEMS[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** Without the dialect, which is said once for the document. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'throw' });
  return rest;
}
