// The fields of a log line as a person wants them: without what is the same in every line of a function, errors in a word.

/** What the logger adds to each line, for machines. */
const FOR_MACHINES: ReadonlySet<string> = new Set([
  'timestamp',
  'service',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'sampling_rate',
  'xray_trace_id',
  'traceId',
  'requestId',
  'messageId',
]);
const MOST_CHARACTERS = 300;

/** `name=value`, one after the other; at most 300 characters. */
export function logDetails(fields: Readonly<Record<string, unknown>>): string {
  const details = Object.entries(fields)
    .filter(([name]) => !FOR_MACHINES.has(name))
    .map(([name, value]) => `${name}=${textOf(value)}`)
    .join(' ');
  return details.length > MOST_CHARACTERS ? `${details.slice(0, MOST_CHARACTERS)}...` : details;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { name, message } = (value ?? {}) as { readonly name?: unknown; readonly message?: unknown };
  if (typeof name === 'string' && typeof message === 'string') return `${name}: ${message}`;
  return JSON.stringify(value);
}
