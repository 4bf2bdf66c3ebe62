// Schedule expressions of EventBridge Scheduler: rate(n unit) and cron(min hour day-of-month month day-of-week year),
// in UTC. Of cron: lists, ranges, steps and names; not L, W and #.
import type { EpochSeconds, Seconds } from '../../../../shared/kernel/units.ts';
import { LocalStackError } from '../errors.ts';

export type ScheduleExpression =
  | { readonly kind: 'rate'; readonly everySeconds: Seconds }
  | { readonly kind: 'cron'; readonly fields: CronFields };

/** The values at which each field matches; null: all of them. */
interface CronFields {
  readonly minute: ReadonlySet<number> | null;
  readonly hour: ReadonlySet<number> | null;
  readonly dayOfMonth: ReadonlySet<number> | null;
  readonly month: ReadonlySet<number> | null;
  /** 1 = Sunday, as AWS counts. */
  readonly dayOfWeek: ReadonlySet<number> | null;
  readonly year: ReadonlySet<number> | null;
}

const MINUTE = 60;
const UNIT_SECONDS: Readonly<Record<string, Seconds>> = { minute: MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE };
/** A cron that does not fire within four years (a leap day) never fires. */
const CRON_HORIZON_MINUTES = 4 * 366 * 1440;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** @param id of the schedule, for messages */
export function parseSchedule(text: string, timeZone: string, id: string): ScheduleExpression {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text);
  const unit = UNIT_SECONDS[rate?.[2] ?? ''];
  if (rate && unit !== undefined && Number(rate[1]) > 0) return { kind: 'rate', everySeconds: Number(rate[1]) * unit };
  const cron = /^cron\(([^)]+)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  if (cron?.length === 6 && ['UTC', 'Etc/UTC'].includes(timeZone)) return { kind: 'cron', fields: parseCron(cron, id) };
  throw malformed(id, `${text} in ${timeZone}`);
}

/** The first moment after `after` at which the schedule fires; null: never. Rates fire at multiples of their period. */
export function nextFiring(expression: ScheduleExpression, after: EpochSeconds): EpochSeconds | null {
  if (expression.kind === 'rate') {
    return (Math.floor(after / expression.everySeconds) + 1) * expression.everySeconds;
  }
  const first = (Math.floor(after / MINUTE) + 1) * MINUTE;
  for (let minute = 0; minute < CRON_HORIZON_MINUTES; minute++) {
    const at = first + minute * MINUTE;
    if (matches(expression.fields, new Date(at * 1000))) return at;
  }
  return null;
}

function matches(fields: CronFields, at: Date): boolean {
  const has = (field: ReadonlySet<number> | null, value: number) => field === null || field.has(value);
  return (
    has(fields.minute, at.getUTCMinutes()) &&
    has(fields.hour, at.getUTCHours()) &&
    has(fields.dayOfMonth, at.getUTCDate()) &&
    has(fields.month, at.getUTCMonth() + 1) &&
    has(fields.dayOfWeek, at.getUTCDay() + 1) &&
    has(fields.year, at.getUTCFullYear())
  );
}

function parseCron(fields: readonly string[], id: string): CronFields {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  return {
    minute: parseField(minute, 0, 59, [], id),
    hour: parseField(hour, 0, 23, [], id),
    dayOfMonth: parseField(dayOfMonth, 1, 31, [], id),
    month: parseField(month, 1, 12, MONTHS, id),
    dayOfWeek: parseField(dayOfWeek, 1, 7, DAYS, id),
    year: parseField(year, 1970, 2199, [], id),
  };
}

/** "*", "?", or a list of value, from-to, each with an optional /step. @param names of the values from `low` on */
function parseField(text: string, low: number, high: number, names: readonly string[], id: string): Set<number> | null {
  if (text === '*' || text === '?') return null;
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const found = /^(\*|[A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:\/(\d+))?$/.exec(part);
    const numberOf = (word: string) =>
      names.includes(word.toUpperCase()) ? names.indexOf(word.toUpperCase()) + low : Number(word);
    const from = found?.[1] === '*' ? low : numberOf(found?.[1] ?? '');
    const last = found?.[1] === '*' || (found?.[3] !== undefined && found[2] === undefined) ? high : from;
    const to = found?.[2] === undefined ? last : numberOf(found[2]);
    const step = Number(found?.[3] ?? 1);
    if (!found || !(from >= low && from <= to && to <= high && step > 0)) throw malformed(id, text);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function malformed(id: string, text: string): LocalStackError {
  return new LocalStackError(
    'SCHEDULE_EXPRESSION',
    `The schedule ${id} has the expression ${text}.`,
    'Use rate(n minutes|hours|days), or cron(...) with six fields in UTC without L, W and #.',
  );
}
