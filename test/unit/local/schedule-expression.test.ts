// When schedules fire.
import { describe, expect, it } from 'vitest';
import { nextFiring, parseSchedule } from '../../../functions/local/stack/schedules/schedule-expression.ts';

const at = (iso: string) => Date.parse(iso) / 1000;
const next = (expression: string, after: string) => {
  const firing = nextFiring(parseSchedule(expression, 'UTC', 'Tick'), at(after));
  return firing === null ? null : new Date(firing * 1000).toISOString();
};

describe('nextFiring', () => {
  // 2026-01-05 is a Monday.
  it.each([
    ['rate(1 minute)', '2026-01-05T11:00:00Z', '2026-01-05T11:01:00.000Z'],
    ['rate(1 minute)', '2026-01-05T11:00:59Z', '2026-01-05T11:01:00.000Z'],
    ['rate(5 minutes)', '2026-01-05T11:01:00Z', '2026-01-05T11:05:00.000Z'],
    ['rate(2 hours)', '2026-01-05T11:01:00Z', '2026-01-05T12:00:00.000Z'],
    ['cron(* * * * ? *)', '2026-01-05T11:00:30Z', '2026-01-05T11:01:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-01-05T11:16:00Z', '2026-01-05T11:30:00.000Z'],
    ['cron(0 8-10,18 ? * MON-FRI *)', '2026-01-05T10:00:00Z', '2026-01-05T18:00:00.000Z'],
    ['cron(0 9 ? * 7 *)', '2026-01-05T00:00:00Z', '2026-01-10T09:00:00.000Z'],
    ['cron(0 0 29 FEB ? *)', '2026-01-05T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2025)', '2026-01-05T00:00:00Z', null],
  ])('fires %s after %s at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });
});

describe('parseSchedule', () => {
  it.each([
    'rate(0 minutes)',
    'rate(1 week)',
    'at(2026-01-05T11:00:00)',
    'cron(* * * *)',
    'cron(61 * * * ? *)',
    'cron(0 0 L * ? *)',
    '',
  ])('refuses %s', (expression) => {
    expect(() => parseSchedule(expression, 'UTC', 'Tick')).toThrow(
      expect.objectContaining({ code: 'SCHEDULE_EXPRESSION' }),
    );
  });

  it('refuses a cron in a zone with summer time', () => {
    expect(() => parseSchedule('cron(0 9 * * ? *)', 'Europe/Berlin', 'Tick')).toThrow('Europe/Berlin');
  });
});
