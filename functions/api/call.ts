// A call of the API as a handler sees it, checked and typed by the table of routes, and what it may answer.

import { type Problem, type ProblemCode, problemOf } from '../../shared/adapters/http/problems.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '../../shared/adapters/http/route.ts';
import type { RouteKey, RouteTable } from '../../shared/adapters/http/routes.ts';
import type { History } from '../../shared/app/history.ts';
import type { Fault } from '../../shared/app/ports.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import type { EpochSeconds } from '../../shared/kernel/units.ts';

export interface Call<K extends RouteKey> {
  readonly key: K;
  readonly params: ParamsOf<K>;
  readonly query: QueryOf<RouteTable[K]>;
  readonly body: BodyOf<RouteTable[K]>;
  /** The `Idempotency-Key` header, or an id made of the call and the moment at which it happened. */
  readonly eventId: (at: EpochSeconds) => string;
  readonly ifMatch: string | null;
}

export interface Refusal {
  readonly kind: 'problem';
  readonly problem: Problem;
}

export type Reply<A> = { readonly kind: 'answer'; readonly answer: A; readonly etag: string | null } | Refusal;

export interface ApiParts {
  readonly ports: Ports;
  readonly history: History;
}

export type Handler<K extends RouteKey> = (parts: ApiParts, call: Call<K>) => Promise<Reply<AnswerOf<RouteTable[K]>>>;

/** The handlers of some routes: exactly one each. */
export type Handlers<R extends object> = { readonly [K in keyof R & RouteKey]: Handler<K> };

export const done = <A>(answer: A, etag: string | null = null): Reply<A> => ({ kind: 'answer', answer, etag });

export const problem = (code: ProblemCode, cause: string, action: string, faults?: readonly Fault[]): Refusal => ({
  kind: 'problem',
  problem: problemOf(code, cause, action, faults),
});
