import { describe, expect, test } from 'vitest';
import {
  type Parsed,
  parseBeat,
  parseEvent,
  parsePositions,
  parseReplanRequest,
} from '../../../../shared/adapters/schema/parse.ts';
import { AT, place } from '../../../support/builders.ts';
import {
  COURIER_ON_SHIFT,
  FULL_ON_SHIFT,
  FULL_ORDER_PLACED,
  ORDER_PLACED,
  POLICY_CONFIGURED,
  STORE_CONFIGURED,
  VALID_EVENTS,
  ZONE_CONFIGURED,
} from './valid-events.ts';

const codesOf = (parsed: Parsed<unknown>): readonly string[] => (parsed.ok ? [] : parsed.error.map(({ code }) => code));
const causesOf = (parsed: Parsed<unknown>): readonly string[] =>
  parsed.ok ? [] : parsed.error.map(({ cause }) => cause);

/** A value with the field at `path` replaced; undefined takes it away. */
function withField(value: object, path: string, field: unknown): unknown {
  const copy = structuredClone(value);
  const names = path.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce((node, name) => node[name] as Record<string, unknown>, copy as Record<string, unknown>);
  if (field === undefined) delete holder[last];
  else holder[last] = field;
  return copy;
}

describe('a valid event', () => {
  test.each(VALID_EVENTS)('$type comes through as it is', (event) => {
    expect(parseEvent(event)).toEqual({ ok: true, value: event });
  });

  test('of a policy may leave the freeze horizon out', () => {
    expect(parseEvent(withField(POLICY_CONFIGURED, 'policy.release.freezeSec', undefined)).ok).toBe(true);
  });

  test('may have a travel endpoint with a place for the mode', () => {
    const fallback = { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 28, bike: 15, foot: 5 } };
    const matrix = { kind: 'matrix', url: 'https://roads.example/table/v1/{profile}', timeoutMs: 800, fallback };

    expect(parseEvent(withField(ZONE_CONFIGURED, 'zone.travel', matrix)).ok).toBe(true);
  });
});

test('a zone may be in a group with a short plain name, and in no other', () => {
  const codes = (group: unknown) => codesOf(parseEvent(withField(ZONE_CONFIGURED, 'zone.group', group)));

  expect(['centre', 'nl-1', 'x'.repeat(32)].flatMap(codes)).toEqual([]);
  expect(['', 'Centre', 'a b', '-a', 'x'.repeat(33)].flatMap(codes)).toEqual(Array(5).fill('FIELD_VALUE'));
  expect(codes(null)).toEqual(['FIELD_TYPE']);
});

describe('a faulty event', () => {
  // Each row: where, what is put there, which code comes back.
  test.each([
    ['eventId', undefined, 'FIELD_MISSING'],
    ['zoneId', '', 'FIELD_RANGE'],
    ['zoneId', 'a#b', 'FIELD_VALUE'],
    ['zoneId', 'a\nb', 'FIELD_VALUE'],
    ['zoneId', 'half a smile: \ud83d', 'FIELD_VALUE'],
    ['zoneId', 'z'.repeat(129), 'FIELD_RANGE'],
    ['at', AT + 0.5, 'FIELD_TYPE'],
    ['at', '2026-01-01', 'FIELD_TYPE'],
    ['at', -1, 'FIELD_RANGE'],
    ['at', 4_102_444_801, 'FIELD_RANGE'],
    ['order.priority', 101, 'FIELD_RANGE'],
    ['order.batchable', 'yes', 'FIELD_TYPE'],
    ['order.load.bags', -1, 'FIELD_RANGE'],
    ['order.dropoff.location.lat', 90_000_001, 'FIELD_RANGE'],
    ['order.dropoff.location.lng', -180_000_001, 'FIELD_RANGE'],
    ['order.requirements', Array.from({ length: 21 }, () => 's'), 'FIELD_RANGE'],
    ['order.requirements', ['ok', 7], 'FIELD_TYPE'],
    ['order.tip', 5, 'FIELD_UNKNOWN'],
    ['order', null, 'FIELD_TYPE'],
    ['type', 'order_placd', 'EVENT_TYPE_UNKNOWN'],
    ['type', 'constructor', 'EVENT_TYPE_UNKNOWN'],
    ['type', undefined, 'EVENT_TYPE_UNKNOWN'],
  ])('with %s as %j is refused with %s... %#', (path, value, code) => {
    expect(codesOf(parseEvent(withField(ORDER_PLACED, path, value)))).toEqual([code]);
  });

  test.each([
    ['order.promiseFrom', 'soon', 'FIELD_TYPE'],
    ['order.promiseFrom', FULL_ORDER_PLACED.order.promiseBy + 1, 'FIELD_VALUE'],
    ['order.hardPromise', null, 'FIELD_TYPE'],
    ['order.maxClickToDoorSec', -1, 'FIELD_RANGE'],
    ['order.maxPickupToDoorSec', 604_801, 'FIELD_RANGE'],
    ['order.pickingSec', null, 'FIELD_TYPE'],
    ['order.unservedPct', 1001, 'FIELD_RANGE'],
    ['order.excludedCouriers', ['#'], 'FIELD_VALUE'],
  ])('with the optional %s as %j is refused with %s', (path, value, code) => {
    expect(codesOf(parseEvent(withField(FULL_ORDER_PLACED, path, value)))).toEqual([code]);
  });

  test.each([
    ['courier.shift.overtimeSec', 86_401, 'overtimeSec'],
    ['courier.endLocation', null, 'endLocation'],
    ['courier.breaks', [{ earliestAt: 5, latestAt: 4, durationSec: 1 }], 'is before earliestAt'],
    ['courier.breaks', [{ earliestAt: 5, latestAt: 5, durationSec: 0 }], 'durationSec'],
    ['courier.breaks', FULL_ON_SHIFT.courier.breaks?.toReversed(), 'before the one before may be over'],
  ])('of a courier with the optional %s as %j is refused', (path, value, cause) => {
    expect(causesOf(parseEvent(withField(FULL_ON_SHIFT, path, value))).join()).toContain(cause);
  });

  test.each([
    [[{ openAt: 5, closeAt: 4 }], 'is before openAt'],
    [
      [
        { openAt: 5, closeAt: 6 },
        { openAt: 6, closeAt: 7 },
      ],
      'whose openAt is not after',
    ],
    [Array.from({ length: 101 }, (_, day) => ({ openAt: 2 * day, closeAt: 2 * day })), 'openHours'],
  ])('of a store with the hours %j is refused', (hours, cause) => {
    expect(causesOf(parseEvent(withField(STORE_CONFIGURED, 'store.openHours', hours))).join()).toContain(cause);
  });

  test.each([
    ['courier.shift', { startAt: 100, endAt: 99 }, 'is before startAt'],
    ['courier.shift', { startAt: 0, endAt: 7 * 86_400 + 1 }, 'more than seven days'],
    ['courier.mode', 'boat', '"boat"'],
  ])('of a courier with %s as %j is refused', (path, value, cause) => {
    expect(causesOf(parseEvent(withField(COURIER_ON_SHIFT, path, value))).join()).toContain(cause);
  });

  test.each([
    ['zone.cadenceSec', 9],
    ['zone.cadenceSec', 3601],
    ['zone.timeBoxMs', 9],
    ['zone.timeBoxMs', 60_001],
    ['zone.travel.metersPerMinute', 0],
    ['zone.travel', { kind: 'teleport' }],
    ['zone.travel', { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 28, bike: 15 } }],
    ['zone.travel', { kind: 'matrix', url: 'file:///etc/passwd', timeoutMs: 1, fallback: ZONE_CONFIGURED.zone.travel }],
    ['zone.policy', { policyId: 'default', version: 0 }],
  ])('of a zone with %s as %j is refused', (path, value) => {
    expect(parseEvent(withField(ZONE_CONFIGURED, path, value)).ok).toBe(false);
  });

  test.each([
    ['policy.weights.unserved', -1],
    ['policy.batching.maxOrders', 21],
    ['policy.search.ruinSize', 0],
    ['policy.search.blinkBp', 5001],
    ['policy.search.maxBlocksPerCourier', 21],
    ['policy.search.endTemperature', 120_001],
    ['policy.release.offerTimeoutSec', 0],
    ['policy.release.freezeSec', -1],
  ])('of a policy with %s as %j is refused', (path, value) => {
    expect(parseEvent(withField(POLICY_CONFIGURED, path, value)).ok).toBe(false);
  });

  test('is answered with all faults at once: place, value, and what to send', () => {
    const event = {
      ...ORDER_PLACED,
      eventId: 7,
      order: {
        ...ORDER_PLACED.order,
        priority: 0,
        dropoff: { ...ORDER_PLACED.order.dropoff, location: place(200_000_000) },
      },
      extra: true,
    };

    const parsed = parseEvent(event);

    expect(parsed).toEqual({
      ok: false,
      error: [
        { code: 'FIELD_TYPE', cause: 'eventId is 7, not a text', action: 'Send eventId as a text.' },
        {
          code: 'FIELD_RANGE',
          cause: 'order.dropoff.location.lng is 200000000',
          action: 'Send at most 180000000.',
        },
        { code: 'FIELD_RANGE', cause: 'order.priority is 0', action: 'Send at least 1.' },
        { code: 'FIELD_UNKNOWN', cause: 'the message has the unknown "extra"', action: 'Leave out what is unknown.' },
      ],
    });
  });

  test('shows long values by their beginning, and deep ones not at all', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);

    expect(causesOf(parseEvent(withField(ORDER_PLACED, 'zoneId', 'z'.repeat(5000))))[0]).toBe(
      `zoneId is "${'z'.repeat(60)}...", 5000 characters`,
    );
    expect(causesOf(parseEvent(withField(ORDER_PLACED, 'zoneId', deep)))).toEqual([
      'zoneId is a list of 1, not a text',
    ]);
  });

  test.each([null, undefined, 3, 'text', [], [[]]])('that is %j is no event', (value) => {
    expect(codesOf(parseEvent(value))).toEqual(['EVENT_TYPE_UNKNOWN']);
  });
});

describe('positions', () => {
  const aReport = (positions: readonly unknown[]) => ({ zoneId: 'north', positions });
  const good = { courierId: 'c1', location: { lat: 1, lng: 2 }, at: AT };

  test('come through as they are, in a plane or on the globe', () => {
    const report = aReport([good, { ...good, location: { lat: -90_000_000, lng: 180_000_000 } }]);

    expect(parsePositions(report)).toEqual({ ok: true, value: report });
  });

  test('name the entry that is wrong', () => {
    const parsed = parsePositions(aReport([good, { ...good, at: 'now' }]));

    expect(causesOf(parsed)).toEqual(['positions[1].at is "now", not a whole number']);
  });

  test('list the first faults and count the rest', () => {
    const parsed = parsePositions(aReport(Array.from({ length: 30 }, () => ({ ...good, at: -1 }))));

    expect(codesOf(parsed)).toHaveLength(21);
    expect(causesOf(parsed).at(-1)).toBe('there are 10 more faults');
  });

  test('come at most a thousand at once', () => {
    expect(parsePositions(aReport(Array.from({ length: 1000 }, () => good))).ok).toBe(true);
    expect(codesOf(parsePositions(aReport(Array.from({ length: 1001 }, () => good))))).toEqual(['FIELD_RANGE']);
  });
});

describe('what functions send to each other', () => {
  test('re-plan requests come with a due moment or without', () => {
    expect(parseReplanRequest({ zoneId: 'north', want: 1, dueBefore: null }).ok).toBe(true);
    expect(parseReplanRequest({ zoneId: 'north', want: 1, dueBefore: AT }).ok).toBe(true);
    expect(codesOf(parseReplanRequest({ zoneId: 'north', want: 1 }))).toEqual(['FIELD_MISSING']);
  });

  test('a beat is of one slot of the minute', () => {
    expect(parseBeat({ minuteAt: AT, slot: 3, slots: 4 }).ok).toBe(true);
    expect(causesOf(parseBeat({ minuteAt: AT, slot: 4, slots: 4 }))).toEqual(['slot is 4: it is not below slots']);
    expect(codesOf(parseBeat({ minuteAt: AT, slot: 0, slots: 13 }))).toEqual(['FIELD_RANGE']);
  });
});
