// What can go wrong with a call of the API: every code with its HTTP status and title. docs/api.md lists them with causes.
import * as z from 'zod';

export const PROBLEMS = {
  ROUTE_UNKNOWN: { status: 404, title: 'There is no such route' },
  METHOD_UNKNOWN: { status: 405, title: 'The route does not have this method' },
  BODY_NOT_JSON: { status: 400, title: 'The body is not JSON' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  INPUT_INVALID: { status: 400, title: 'The input has faults' },
  ZONE_UNKNOWN: { status: 404, title: 'The zone is not known' },
  ORDER_UNKNOWN: { status: 404, title: 'The order is not known' },
  STORE_UNKNOWN: { status: 404, title: 'The store is not known' },
  COURIER_UNKNOWN: { status: 404, title: 'The courier is not known' },
  PLAN_NONE: { status: 404, title: 'The zone has no plan yet' },
  REVISION_UNKNOWN: { status: 404, title: 'The revision is not kept' },
  POLICY_VERSION_UNKNOWN: { status: 404, title: 'The policy does not have this version' },
  ORDER_EXISTS: { status: 409, title: 'The order exists with other content' },
  ORDER_BOUND: { status: 409, title: 'There is nothing to choose for the order any more' },
  ORDER_IN_OTHER_ZONE: { status: 409, title: 'The order belongs to another zone' },
  OFFER_GONE: { status: 409, title: 'The offer does not stand any more' },
  POLICY_VERSION_EXISTS: { status: 409, title: 'The version exists with other content' },
  POLICY_UNKNOWN: { status: 409, title: 'The rollout names a version that is not there' },
  PRECONDITION_FAILED: { status: 412, title: 'It was changed since it was read' },
  ANSWER_TOO_LARGE: { status: 406, title: 'The answer is too large' },
  UNAVAILABLE: { status: 503, title: 'A store or a queue does not answer' },
  INTERNAL: { status: 500, title: 'The API has a fault' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What every route may answer. */
export const ANYWHERE = ['INPUT_INVALID', 'UNAVAILABLE', 'INTERNAL'] as const satisfies readonly ProblemCode[];
/** What a route with a body may answer beside. */
export const WITH_BODY = ['BODY_NOT_JSON', 'BODY_TOO_LARGE'] as const satisfies readonly ProblemCode[];

export const faultAnswer = z.strictObject({ code: z.string(), cause: z.string(), action: z.string() });

/** RFC 9457, with the three words of every fault here: a code to look up, the cause, and what to do about it. */
export const problemAnswer = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.enum(Object.keys(PROBLEMS) as ProblemCode[]),
  cause: z.string(),
  action: z.string(),
  faults: z.array(faultAnswer).exactOptional(),
});
export type Problem = z.output<typeof problemAnswer>;

export const problemOf = (
  code: ProblemCode,
  cause: string,
  action: string,
  faults?: readonly z.output<typeof faultAnswer>[],
): Problem => ({
  type: `urn:rebatch:problem:${code.toLowerCase().replaceAll('_', '-')}`,
  ...PROBLEMS[code],
  code,
  cause,
  action,
  ...(faults === undefined ? {} : { faults: [...faults] }),
});
