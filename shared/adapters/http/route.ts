// What a route is: one entry of the table from which router, validation, OpenAPI document and the client's types follow. Its
// key is method and path, as in `GET /v1/zones/{zoneId}/plan`; what stands in braces is looked up in PARAMETERS.
import * as z from 'zod';
import { id, offerId } from '../schema/fields.ts';
import type { ProblemCode } from './problems.ts';

/**
 * What a path can carry: gateways decode it before they hand it over, so a slash or a percent sign would not come through,
 * and clients cut out segments of dots. Ids with these go by POST to the events of their zone.
 */
const inPath = (text: z.ZodType<string>): z.ZodType<string> =>
  text.refine((value) => !/[/%]/.test(value) && value !== '.' && value !== '..', {
    error: 'has a slash or a percent sign, or is made of dots: name it in the body of POST /v1/zones/{zoneId}/events',
  });

const numberInPath = (least: number) => z.coerce.number().int().min(least).max(1_000_000_000);

/** Every parameter that a path may have. */
export const PARAMETERS = {
  zoneId: inPath(id),
  storeId: inPath(id),
  courierId: inPath(id),
  orderId: inPath(id),
  offerId: inPath(offerId),
  policyId: inPath(id),
  version: numberInPath(1),
  revision: numberInPath(1),
  from: numberInPath(1),
  to: numberInPath(1),
} as const;

type ParameterName = keyof typeof PARAMETERS;
type ValueOf<N> = N extends ParameterName ? z.output<(typeof PARAMETERS)[N]> : never;

/** The parameters of a path, by name. */
export type ParamsOf<K extends string> = K extends `${string}{${infer N}}${infer Rest}`
  ? { readonly [P in N]: ValueOf<P> } & ParamsOf<Rest>
  : unknown;

export type HeaderName = 'Idempotency-Key' | 'If-Match' | 'If-None-Match';

export interface RouteSpec {
  /** Names the operation in the document. */
  readonly id: string;
  readonly summary: string;
  readonly tag: 'zones' | 'orders' | 'couriers' | 'plans' | 'policies' | 'service';
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly headers?: readonly HeaderName[];
  readonly answer: z.ZodType;
  /** Beside those that every route may have. */
  readonly problems: readonly ProblemCode[];
  /** True: no authorization is asked for. */
  readonly isOpen?: boolean;
}

export type Routes = Readonly<Record<`${'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'} /${string}`, RouteSpec>>;

export type QueryOf<S extends RouteSpec> = S extends { readonly query: infer Q extends z.ZodType }
  ? z.output<Q>
  : unknown;
export type BodyOf<S extends RouteSpec> = S extends { readonly body: infer B extends z.ZodType } ? z.output<B> : null;
export type AnswerOf<S extends RouteSpec> = Frozen<z.output<S['answer']>>;

/** What is sent and what is answered is read, not changed. */
export type Frozen<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? readonly Frozen<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Frozen<T[K]> }
      : T;

/** The names of the parameters in a path, in order. */
export const namesIn = (path: string): readonly ParameterName[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as ParameterName);
