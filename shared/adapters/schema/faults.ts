// What a schema finds, in words for the one who sent it: every fault with its place, the value that is there, and what
// to send instead.
import type * as z from 'zod';
import type { Fault } from '../../app/ports.ts';

/** More than this are counted, not listed. */
const MAX_FAULTS = 20;
const MAX_SHOWN = 60;

type Issue = z.core.$ZodIssue;

export function toFaults(issues: readonly Issue[]): readonly Fault[] {
  const faults = issues.slice(0, MAX_FAULTS).map(toFault);
  const others = issues.length - faults.length;
  return others > 0 ? [...faults, tooMany(others)] : faults;
}

function toFault(issue: Issue): Fault {
  const field = pathOf(issue.path);
  const found = `${field} is ${show(valueAt(issue))}`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? fault('FIELD_MISSING', `${field} is missing`, `Send ${field} as ${typeName(issue.expected)}.`)
        : fault(
            'FIELD_TYPE',
            `${found}, not ${typeName(issue.expected)}`,
            `Send ${field} as ${typeName(issue.expected)}.`,
          );
    case 'unrecognized_keys':
      return fault('FIELD_UNKNOWN', `${field} has the unknown ${listOf(issue.keys)}`, 'Leave out what is unknown.');
    case 'too_small':
      return fault('FIELD_RANGE', `${found}${sizeOf(issue)}`, `Send at least ${issue.minimum}${unitOf(issue.origin)}.`);
    case 'too_big':
      return fault('FIELD_RANGE', `${found}${sizeOf(issue)}`, `Send at most ${issue.maximum}${unitOf(issue.origin)}.`);
    case 'invalid_value':
      return fault('FIELD_VALUE', found, `Send one of ${listOf(issue.values)}.`);
    case 'invalid_union':
      return fault('FIELD_VALUE', `${field} is no known kind`, `Look up the kinds that ${field} may be.`);
    default:
      return fault('FIELD_VALUE', `${found}: it ${issue.message}`, `Correct ${field}.`);
  }
}

/** A rule between fields gets the record; the value is the field that it names. */
function valueAt({ code, input, path }: Issue): unknown {
  const name = path.at(-1);
  const isOfRecord = code === 'custom' && typeof input === 'object' && input !== null && name !== undefined;
  return isOfRecord ? (input as Readonly<Record<PropertyKey, unknown>>)[name] : input;
}

const fault = (code: string, cause: string, action: string): Fault => ({ code, cause, action });

const tooMany = (others: number): Fault =>
  fault('MORE_FAULTS', `there are ${others} more faults`, 'Correct those that are listed, then send it again.');

/** As in order.dropoff.location.lat, positions[3].at; "the message" for the whole. */
function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the message';
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const typeName = (expected: string): string => TYPE_NAMES[expected] ?? expected;

const UNIT_NAMES: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

const unitOf = (origin: string): string => UNIT_NAMES[origin] ?? '';

/** How long a text is that is too short or too long, as only its beginning is shown. */
const sizeOf = ({ input }: Issue): string => (typeof input === 'string' ? `, ${input.length} characters` : '');

const listOf = (values: readonly unknown[]): string => {
  const shown = values.slice(0, MAX_FAULTS).map(show);
  return shown.join(', ') + (values.length > shown.length ? ', ...' : '');
};

/** A value in a few characters. Never looks into it: it may be deep, and it comes from outside. */
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return cut(String(value));
}

const cut = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text);
