// What must not get into logs: where people live and are, and messages that say so. Fields are left out by name; ids,
// counts and reasons stay.
import { loggableError } from './loggable-error.ts';

/** Names of fields, at any depth, that hold a place, a text from outside or a whole record; a number there is a count. */
const RECORDS: ReadonlySet<string> = new Set([
  'body',
  'courier',
  'couriers',
  'dropoff',
  'event',
  'input',
  'location',
  'locations',
  'order',
  'orders',
  'place',
  'places',
  'position',
  'positions',
  'record',
  'stop',
  'stops',
]);
const COORDINATES: ReadonlySet<string> = new Set(['lat', 'lng']);
/** Deeper than any field that is meant to be logged. */
const MAX_DEPTH = 6;

export function withoutPersonalData(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return stripFields(fields, 0);
}

function stripFields(fields: object, depth: number): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name, value]) => !isPersonal(name, value));
  return Object.fromEntries(kept.map(([name, value]) => [name, strip(value, depth + 1)]));
}

function strip(value: unknown, depth: number): unknown {
  if (value instanceof Error) return loggableError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return '...';
  return Array.isArray(value) ? value.map((entry) => strip(entry, depth + 1)) : stripFields(value, depth);
}

const isPersonal = (name: string, value: unknown): boolean =>
  COORDINATES.has(name) || (RECORDS.has(name) && typeof value !== 'number');
