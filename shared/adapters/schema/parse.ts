// Input is parsed once, at the border, and every fault of it is found at once. What comes out is the domain's own type.
import type * as z from 'zod';
import type { Beat, Fault, ReplanRequest } from '../../app/ports.ts';
import type { DomainEvent, PositionsReported } from '../../domain/event.ts';
import type { Policy } from '../../domain/policy.ts';
import type { WhatIfQuestion } from '../../domain/what-if.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { EVENT_SCHEMAS, EVENT_TYPES } from './event.ts';
import { toFaults } from './faults.ts';
import { beat, positionsReported, replanRequest } from './messages.ts';
import { policy } from './policy.ts';
import { whatIfQuestion } from './what-if.ts';

export type Parsed<T> = Result<T, readonly Fault[]>;

export function parseEvent(value: unknown): Parsed<DomainEvent> {
  const type = typeOf(value);
  const known = EVENT_TYPES.find((name) => name === type);
  return known ? parseBy<DomainEvent>(EVENT_SCHEMAS[known], value) : err([unknownType(type)]);
}

export const parsePolicy = (value: unknown): Parsed<Policy> => parseBy(policy, value);
export const parseQuestion = (value: unknown): Parsed<WhatIfQuestion> => parseBy(whatIfQuestion, value);
export const parsePositions = (value: unknown): Parsed<PositionsReported> => parseBy(positionsReported, value);
export const parseReplanRequest = (value: unknown): Parsed<ReplanRequest> => parseBy(replanRequest, value);
export const parseBeat = (value: unknown): Parsed<Beat> => parseBy(beat, value);

export function parseBy<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err(toFaults(parsed.error.issues));
}

function typeOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'type')) return null;
  const { type } = value as { readonly type: unknown };
  return typeof type === 'string' ? type : null;
}

const unknownType = (type: string | null): Fault => ({
  code: 'EVENT_TYPE_UNKNOWN',
  cause:
    type === null ? 'the message has no type' : `the message has the unknown type ${JSON.stringify(type.slice(0, 60))}`,
  action: `Send an event with one of the types ${EVENT_TYPES.join(', ')}.`,
});
