// Holds every response of the API against the API's own document, and notes what was seen of it.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { AnswerRequest, Response } from '../../functions/api/answer-request.ts';
import { findRoute } from '../../functions/api/router.ts';
import { openApi } from '../../shared/adapters/http/openapi.ts';

interface MediaTypes {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly description: string;
}

interface Operation {
  readonly responses: Readonly<Record<string, MediaTypes>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export const DOCUMENT = openApi() as unknown as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'document', ...DOCUMENT });

const validators = new Map<object, ValidateFunction>();

/** Rejects with what is wrong when a response is not one that the document promises for its route and status. */
export function documented(answer: AnswerRequest): { readonly answer: AnswerRequest; readonly seen: Set<string> } {
  const seen = new Set<string>();
  return {
    seen,
    answer: async (request) => {
      const response = await answer(request);
      const found = findRoute(request.requestContext.http.method, request.rawPath);
      if (found.kind === 'route') {
        compare(found.key, response);
        seen.add(`${found.key} ${nameOf(response)}`);
      } else {
        compareSchema({ $ref: '#/components/schemas/Problem' }, response, found.kind);
      }
      return response;
    },
  };
}

/** The code of a problem, else the status. */
const nameOf = ({ statusCode, body }: Response): string =>
  statusCode >= 400 ? String((JSON.parse(body ?? '{}') as { readonly code?: unknown }).code) : String(statusCode);

function compare(key: string, response: Response): void {
  const [method = '', path = ''] = key.split(' ');
  const operation = DOCUMENT.paths[path]?.[method.toLowerCase()];
  const promised = operation?.responses[response.statusCode];
  if (promised === undefined) throw new Error(`${key} answers ${response.statusCode} ${response.body}, undocumented`);
  if (response.statusCode >= 400 && !promised.description.includes(`${nameOf(response)}:`))
    throw new Error(`${key} answers ${nameOf(response)}, which its status ${response.statusCode} does not list`);
  if (promised.headers !== undefined && response.headers?.etag === undefined)
    throw new Error(`${key} answers without the ETag that is documented`);
  const type = response.headers?.['content-type'];
  const schema = promised.content?.[String(type)]?.schema;
  if (promised.content === undefined ? response.body !== undefined : schema === undefined)
    throw new Error(`${key} answers ${response.statusCode} with ${String(type)}, which is not documented`);
  if (schema !== undefined) compareSchema(schema, response, key);
}

function compareSchema(schema: object, { body, statusCode, isBase64Encoded }: Response, key: string): void {
  if (isBase64Encoded) return;
  const validate = validators.get(schema) ?? ajv.compile(absolute(schema));
  validators.set(schema, validate);
  if (!validate(JSON.parse(body ?? '')))
    throw new Error(`${key} answers ${statusCode} ${body}, against its schema: ${ajv.errorsText(validate.errors)}`);
}

/** References are to the document. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/components', '"$ref":"document#/components')) as object;
