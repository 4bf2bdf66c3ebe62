import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJsonText, toMessageId, toMessageText, truncateBytes } from '../../../../shared/adapters/sqs/message-text.ts';

test('keeps an id that SQS takes', () => {
  expect(toMessageId('t:north:1700000000')).toBe('t:north:1700000000');
});

test.each(['Süd', 'a b', '', 'x'.repeat(129), 'tab\t', `sha256:${'0'.repeat(64)}`])(
  'hashes %j, which it does not',
  (id) => {
    expect(toMessageId(id)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(toMessageId(id)).not.toBe(id);
  },
);

test('replaces what SQS refuses in a text, and nothing else', () => {
  expect(toMessageText('a\u0000b\u001fc\uFFFEd\uD800e\t\r\n ü😀')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\t\r\n ü😀');
});

test('writes JSON that reads back the same, in characters of the basic plane', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (content) => {
      const json = toJsonText({ content });

      expect(JSON.parse(json)).toEqual({ content });
      expect(json).not.toMatch(/[\uD800-\uDFFF]/);
      expect(toMessageText(json)).toBe(json);
    }),
  );
});

test('cuts a text by bytes, between characters', () => {
  // ü has two bytes, the smile four.
  expect(truncateBytes('aü😀', 7)).toBe('aü😀');
  expect(truncateBytes('aü😀', 6)).toBe('aü');
  expect(truncateBytes('aü😀', 2)).toBe('a');
});
