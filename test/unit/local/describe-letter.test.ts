import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../functions/local/operate/dead-letter-queue.ts';
import { ageOf, describeLetter } from '../../../functions/local/operate/describe-letter.ts';

const SENT = 1_700_000_000_000;

const aLetter = (changes: Partial<Letter> = {}): Letter => ({
  messageId: 'm1',
  body: '{"lat":52370000}',
  group: 'north',
  sentAtMs: SENT,
  fault: null,
  isCut: false,
  attributes: {},
  handle: '',
  ...changes,
});

const line = (cause: string, withBody = false): string =>
  describeLetter(aLetter({ fault: { code: 'CODE', cause, action: 'Do it.' } }), SENT + 60_000, withBody);

describe('describeLetter', () => {
  it('says where to look when nobody said why it is here', () => {
    expect(describeLetter(aLetter({ group: null }), SENT, false)).toBe(
      '0 min     -  no fault: it failed too often; look for m1 in the logs',
    );
  });

  it('leaves out what a cause quotes of a message, marks within it and further lines too', () => {
    expect(line('order.reason is "a "b" c", too long')).toContain('order.reason is "...", too long');
    expect(line('Unexpected token, "{"name":"Ann" is not valid JSON')).not.toContain('Ann');
    expect(line('a is "x"\nb is "y"')).toContain('a is "..."; b is "..."');
    expect(line('order.dropoff.location.lat is 900000000')).toContain('order.dropoff.location.lat is ...');
    expect(line('order.dropoff.location.lat is -52.5, not a whole number')).toContain('lat is ..., not a whole number');
  });

  it('shows all of it when bodies are asked for, and whether an end is missing', () => {
    expect(line('order.reason is "Ann"', true)).toMatch(/order\.reason is "Ann"\. Do it\n {10}\{"lat":52370000\}$/);
    expect(describeLetter(aLetter({ isCut: true }), SENT, true)).toMatch(/\(cut off\)$/);
  });
});

describe('ageOf', () => {
  it('is told in two units at most, and is never below nothing', () => {
    const minutes = [-5, 0, 59, 60, 125, 1439, 1440, 3000].map((age) => ageOf(age * 60_000));

    expect(minutes).toEqual([
      '0 min',
      '0 min',
      '59 min',
      '1 h 0 min',
      '2 h 5 min',
      '23 h 59 min',
      '1 d 0 h',
      '2 d 2 h',
    ]);
  });
});
