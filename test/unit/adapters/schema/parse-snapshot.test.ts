import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSnapshot } from '../../../../shared/adapters/schema/parse-snapshot.ts';
import { DEFAULT_POLICY } from '../../../../shared/domain/default-policy.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  anOrder,
  aPickedUpOrder,
  aPosition,
  aSnapshot,
  place,
} from '../../../support/builders.ts';

const EXAMPLE = new URL('../../../../docs/snapshot.example.json', import.meta.url);

type Json = Record<string, unknown>;

/** The fewest words that are a snapshot. */
const smallest = (): Json => ({
  at: AT,
  zone: { zoneId: 'north', travel: { kind: 'planar', metersPerMinute: 60, roundUpToSec: 1 } },
  stores: [],
  couriers: [],
  positions: [],
  orders: [],
});

/** A whole snapshot as JSON, to be spoilt. */
const whole = (): Json => JSON.parse(JSON.stringify(aSnapshot()));

const faultsOf = (value: unknown): readonly string[] => {
  const parsed = parseSnapshot(value);
  return parsed.ok ? [] : parsed.error.map(({ code, cause }) => `${code}: ${cause}`);
};

/** A whole snapshot with the field at `path` replaced. */
function withField(path: string, field: unknown): unknown {
  const copy = whole();
  const names = path.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce((node, name) => node[name] as Json, copy);
  holder[last] = field;
  return copy;
}

describe('a snapshot file', () => {
  test('says all that a snapshot says', () => {
    const snapshot = aSnapshot({
      orders: [
        anOrder(),
        anOfferedOrder({ orderId: 'o2' }),
        anAcceptedOrder({ orderId: 'o3', offerId: 'north-1-1' }),
        aPickedUpOrder({ orderId: 'o4', offerId: 'north-1-2', seen: ['e-1', 'e-2'], resolved: '12#3=applied' }),
      ],
      couriers: [aCourier({ status: 'off', deliveredCount: 3, onShiftAt: AT - 3500 })],
      positions: [aPosition({ departAt: AT - 10 })],
    });

    const parsed = parseSnapshot(JSON.parse(JSON.stringify(snapshot)));

    expect(parsed).toEqual({ ok: true, value: { snapshot, revision: 0, travel: null } });
  });

  test('may leave out what is usual', () => {
    const parsed = parseSnapshot(JSON.parse(readFileSync(EXAMPLE, 'utf8')));

    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { snapshot, revision, travel } = parsed.value;
    expect([revision, travel]).toEqual([17, null]);
    expect(snapshot.policy).toEqual(DEFAULT_POLICY);
    expect(snapshot.zone).toMatchObject({ cadenceSec: 60, timeBoxMs: 1000, killSwitch: false, configuredAt: 0 });
    expect(snapshot.orders[0]).toMatchObject({ zoneId: 'riverside', stage: 'open', courierId: null, declinedBy: [] });
    const [courier] = snapshot.couriers;
    expect(courier).toMatchObject({ zoneId: 'riverside', status: 'on', onShiftAt: courier?.shift.startAt });
    expect(snapshot.positions[0]?.departAt).toBe(snapshot.positions[0]?.at);
    expect(snapshot.lastPlan?.routes[1]?.batches.map(({ orderIds }) => orderIds)).toEqual([['o-0999'], ['o-1003']]);
  });

  test('may be an empty zone', () => {
    expect(faultsOf(smallest())).toEqual([]);
  });

  test('may bring its own travel', () => {
    const travel = {
      places: [place(0), place(9)],
      modes: {
        car: {
          seconds: [
            [0, null],
            [7, 0],
          ],
        },
      },
    };

    const parsed = parseSnapshot({ ...smallest(), travel });

    expect(parsed).toMatchObject({ ok: true, value: { travel } });
  });
});

describe('a faulty snapshot file', () => {
  test.each([
    ['at', 'noon', 'FIELD_TYPE: at is "noon", not a whole number'],
    ['zone.travel.kind', 'teleport', 'FIELD_VALUE: zone.travel.kind is no known kind'],
    ['orders.0.storeId', undefined, 'FIELD_MISSING: orders[0].storeId is missing'],
    ['orders.0.colour', 'red', 'FIELD_UNKNOWN: orders[0] has the unknown "colour"'],
    ['orders.0.stage', 'lost', 'FIELD_VALUE: orders[0].stage is "lost"'],
    ['orders.0.zoneId', 'south', 'FIELD_VALUE: orders[0].zoneId is "south": it is not the snapshot\'s zone, north'],
    ['couriers.0.shift.endAt', 1, 'FIELD_VALUE: couriers[0].shift.endAt is 1: it is before startAt'],
    ['couriers.0.capacity.bags', -1, 'FIELD_RANGE: couriers[0].capacity.bags is -1'],
    ['policy.weights.unserved', 0.5, 'FIELD_TYPE: policy.weights.unserved is 0.5, not a whole number'],
    ['lastPlan', { routes: [{ courierId: 'c1' }] }, 'FIELD_MISSING: lastPlan.routes[0].batches is missing'],
    [
      'travel',
      { places: [place(0), place(1)], modes: { bike: { seconds: [[0, 1]] } } },
      'FIELD_VALUE: travel.modes.bike.seconds is a list of 1: it must have 2 rows of 2 numbers, for as many places',
    ],
    ['travel', { places: [], modes: { boat: { seconds: [] } } }, 'FIELD_UNKNOWN: travel.modes has the unknown "boat"'],
  ])('%s = %j', (path, value, expected) => {
    const faults = faultsOf(withField(path, value));

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });

  test('is told everything at once', () => {
    const file = { ...whole(), at: -1, stores: [{}], positions: 'none', colour: 'red' };

    expect(faultsOf(file).map((fault) => fault.split(' is ')[0])).toEqual([
      'FIELD_RANGE: at',
      'FIELD_MISSING: stores[0].storeId',
      'FIELD_MISSING: stores[0].location',
      'FIELD_MISSING: stores[0].parkingSec',
      'FIELD_MISSING: stores[0].handoverSec',
      'FIELD_TYPE: positions',
      expect.stringContaining('has the unknown "colour"'),
    ]);
  });

  test('may not have an id twice', () => {
    const file = { ...whole(), orders: [anOrder(), anOrder({ orderId: 'o2' }), anOrder()] };

    expect(faultsOf(file)).toEqual(['FIELD_VALUE: orders[2].orderId is "o1": it is that of orders[0] too']);
  });

  test.each([
    ['offered', ['courierId', 'offerId', 'offerSequence', 'offeredAt', 'departAt']],
    ['accepted', ['courierId', 'offerId', 'offerSequence', 'offeredAt', 'departAt', 'acceptedAt']],
    ['picked_up', ['courierId', 'offerId', 'offerSequence', 'offeredAt', 'departAt', 'acceptedAt', 'pickedUpAt']],
  ] as const)('has to say who has an order that is %s, and since when', (stage, names) => {
    const file = { ...whole(), orders: [anOrder({ stage })] };

    expect(faultsOf(file)).toEqual(
      names.map((name) => `FIELD_VALUE: orders[0].${name} is null: it is needed at stage ${stage}`),
    );
  });

  test.each([[null], [[]], ['text'], [7]])('is no %j', (value) => {
    expect(faultsOf(value)).toEqual([expect.stringContaining('FIELD_TYPE: the message is')]);
  });
});
