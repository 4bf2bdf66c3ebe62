import { describe, expect, it } from 'vitest';
import { scheduledMinute } from '../../../functions/tick/scheduled-minute.ts';

const NOW = 1_700_000_010;
const THIS_MINUTE = 1_699_999_980;

describe('scheduledMinute', () => {
  it('is the minute that the schedule names', () => {
    expect(scheduledMinute({ scheduledTime: '2023-11-14T22:13:20Z' }, 0)).toBe(1_699_999_980);
    expect(scheduledMinute({ time: '2023-11-14T22:13:20Z' }, 0)).toBe(1_699_999_980);
  });

  it.each([
    undefined,
    null,
    7,
    'now',
    [],
    {},
    { scheduledTime: null, time: null },
    { scheduledTime: '' },
    { scheduledTime: '<aws.scheduler.scheduled-time>' },
    { scheduledTime: '1969-12-31T23:59:00Z' },
    { scheduledTime: '+200000-01-01T00:00:00Z' },
    { scheduledTime: 1e308 },
    { scheduledTime: { toString: 1 } },
  ])('is the minute of now for %j', (event) => {
    expect(scheduledMinute(event, NOW)).toBe(THIS_MINUTE);
  });
});
