// Whatever arrives on a queue, parsing answers with a message or with faults and never throws; and what it lets through
// is what was sent.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseBeatRecord,
  parseEventRecord,
  parsePositionsRecord,
  parseReplanRecord,
} from '../../shared/adapters/sqs/parse-record.ts';
import { TRAVEL_MODES } from '../../shared/domain/courier.ts';
import { VALID_EVENTS } from '../unit/adapters/schema/valid-events.ts';

const PARSERS = [parseEventRecord, parsePositionsRecord, parseReplanRecord, parseBeatRecord];

/** An answer, and every fault in it says what, why and what to do, in few words. */
function expectAnswer(parsed: ReturnType<(typeof PARSERS)[number]>): void {
  if (parsed.ok) return;
  expect(parsed.error.length).toBeGreaterThan(0);
  expect(parsed.error.length).toBeLessThanOrEqual(21);
  for (const { code, cause, action } of parsed.error) {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(cause.length).toBeGreaterThan(0);
    expect(cause.length).toBeLessThan(4000);
    expect(action.length).toBeGreaterThan(0);
  }
}

const id = fc
  .string({ minLength: 1, maxLength: 40, unit: 'binary' })
  .filter((text) => text.length <= 128 && text.isWellFormed() && !/[#\p{Cc}\uFFFE\uFFFF]/u.test(text));
const epochSeconds = fc.integer({ min: 0, max: 4_102_444_800 });
const seconds = fc.integer({ min: 0, max: 86_400 });
const location = fc.record({
  lat: fc.integer({ min: -90_000_000, max: 90_000_000 }),
  lng: fc.integer({ min: -180_000_000, max: 180_000_000 }),
});
const load = fc.record({
  weightG: fc.nat({ max: 10_000_000 }),
  volumeMl: fc.nat({ max: 100_000_000 }),
  bags: fc.nat({ max: 10_000 }),
});
const skills = fc.array(
  id.filter((text) => text.length <= 64),
  { maxLength: 20 },
);
const happened = { eventId: id, zoneId: id, at: epochSeconds };

const orderPlaced = fc.record({
  ...happened,
  type: fc.constant('order_placed'),
  order: fc.record({
    orderId: id,
    storeId: id,
    readyAt: epochSeconds,
    promiseBy: epochSeconds,
    load,
    requirements: skills,
    dropoff: fc.record({ location, accessSec: seconds, handoffSec: seconds }),
    priority: fc.integer({ min: 1, max: 100 }),
    batchable: fc.boolean(),
  }),
});
const orderChanged = fc.record({
  ...happened,
  type: fc.constant('order_changed'),
  orderId: id,
  changes: fc.record({ readyAt: epochSeconds, load, batchable: fc.boolean() }, { requiredKeys: [] }),
});
const courierOnShift = fc.record({
  ...happened,
  type: fc.constant('courier_on_shift'),
  location,
  courier: fc.record({
    courierId: id,
    mode: fc.constantFrom(...TRAVEL_MODES),
    shift: fc
      .tuple(fc.nat({ max: 4_000_000_000 }), fc.nat({ max: 7 * 86_400 }))
      .map(([startAt, length]) => ({ startAt, endAt: startAt + length })),
    capacity: load,
    skills,
    pay: fc.record({ perOrder: fc.nat({ max: 10_000_000 }), guaranteePerHour: fc.nat({ max: 10_000_000 }) }),
  }),
});
const answer = fc.record({
  ...happened,
  type: fc.constantFrom('offer_accepted', 'offer_declined'),
  courierId: id,
  offerId: id,
  orderIds: fc.array(id, { minLength: 1, maxLength: 20 }),
});

/** A valid event with one of its values, at any depth, replaced or taken away. */
const damaged = fc
  .tuple(fc.constantFrom(...VALID_EVENTS), fc.nat(), fc.option(fc.jsonValue(), { nil: undefined }))
  .map(([event, pick, value]) => {
    const copy = structuredClone(event) as unknown as Record<string, unknown>;
    const places = fieldsOf(copy);
    const [holder, name] = places[pick % places.length] ?? [copy, 'type'];
    if (value === undefined) delete holder[name];
    else holder[name] = value;
    return copy;
  });

function fieldsOf(node: Record<string, unknown>): [Record<string, unknown>, string][] {
  return Object.entries(node).flatMap(([name, value]): [Record<string, unknown>, string][] => [
    [node, name],
    ...(typeof value === 'object' && value !== null ? fieldsOf(value as Record<string, unknown>) : []),
  ]);
}

describe('parsing a record', () => {
  test.each(PARSERS)('answers any text (%#)', (parse) => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (body) => expectAnswer(parse(body))));
  });

  test.each(PARSERS)('answers any JSON (%#)', (parse) => {
    fc.assert(fc.property(fc.json(), (body) => expectAnswer(parse(body))));
  });

  test('answers any event with a wrong value in it', () => {
    fc.assert(
      fc.property(damaged, (event) => {
        const parsed = parseEventRecord(JSON.stringify(event));

        expectAnswer(parsed);
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(JSON.stringify(event)));
      }),
      { numRuns: 1000 },
    );
  });

  test('lets every valid event through as it was sent', () => {
    fc.assert(
      fc.property(fc.oneof(orderPlaced, orderChanged, courierOnShift, answer), (event) => {
        expect(parseEventRecord(JSON.stringify(event))).toEqual({ ok: true, value: event });
      }),
    );
  });

  test('lets every valid report of positions through as it was sent', () => {
    const positions = fc.array(fc.record({ courierId: id, location, at: epochSeconds }), { maxLength: 50 });

    fc.assert(
      fc.property(fc.record({ zoneId: id, positions }), (report) => {
        expect(parsePositionsRecord(JSON.stringify(report))).toEqual({ ok: true, value: report });
      }),
    );
  });
});
