import { expect, test } from 'vitest';
import { logDetails } from '../../../functions/local/log-details.ts';

test('shows what a line is about, and not what every line of a function has', () => {
  const fields = {
    timestamp: '2026-01-05T20:38:55.000Z',
    service: 'rebatch-dev',
    function_arn: 'arn:aws:lambda:us-east-1:000000000000:function:tick:live',
    zoneId: 'demo',
    reason: 'lost_wake_up',
    ageSec: 188,
    error: { name: 'Unavailable', message: 'the table is unavailable', stack: ['at jo'] },
  };

  expect(logDetails(fields)).toBe(
    'zoneId=demo reason=lost_wake_up ageSec=188 error=Unavailable: the table is unavailable',
  );
});

test('cuts what is long, and shows nothing for nothing', () => {
  expect(logDetails({ text: 'x'.repeat(1000) })).toHaveLength(303);
  expect(logDetails({})).toBe('');
});
