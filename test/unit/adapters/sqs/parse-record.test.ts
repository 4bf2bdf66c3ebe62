import { expect, test } from 'vitest';
import {
  parseBeatRecord,
  parseEventRecord,
  parsePositionsRecord,
  parseReplanRecord,
} from '../../../../shared/adapters/sqs/parse-record.ts';
import { ORDER_PLACED } from '../schema/valid-events.ts';

test('reads an event out of the body of a record', () => {
  expect(parseEventRecord(JSON.stringify(ORDER_PLACED))).toEqual({ ok: true, value: ORDER_PLACED });
});

test.each([parseEventRecord, parsePositionsRecord, parseReplanRecord, parseBeatRecord])(
  'tells a body that is not JSON (%#)',
  (parse) => {
    expect(parse('{"type":')).toMatchObject({ ok: false, error: [{ code: 'BODY_NOT_JSON' }] });
  },
);

test('does not take a prototype from outside', () => {
  const body = JSON.stringify(ORDER_PLACED).replace('{', '{"__proto__":{"at":1},');

  expect(parseEventRecord(body)).toMatchObject({ ok: false, error: [{ code: 'FIELD_UNKNOWN' }] });
});
