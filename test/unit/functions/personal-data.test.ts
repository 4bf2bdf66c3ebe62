// Marked values go through all five functions, in what is taken, in what is refused, and while every call of every store
// fails with an error that carries its arguments; then all that was written is searched for them.
import { beforeAll, describe, expect, it } from 'vitest';
import { TravelProvider } from '../../../shared/adapters/travel/travel-times.ts';
import { Unavailable } from '../../../shared/app/errors.ts';
import { requestOf } from '../../support/api-server.ts';
import { AT, aStore, aZone } from '../../support/builders.ts';
import { cancelled, failed, offShift } from '../../support/events.ts';
import { ListenedFunctions, sqsEvent } from '../../support/listened-functions.ts';
import { memoryPorts } from '../../support/memory-ports.ts';
import { aCourierOnShift, anOfferAccepted, anOrderPlaced } from '../../support/zone-events.ts';

const STREET = 'Kastanienallee 77';
const NAME = 'Erika Mustermann';
const PHONE = '+49 151 23456789';
const WORDS = `${NAME}, ${STREET}, ${PHONE}`;
const HOME = { lat: 52_123_457, lng: 13_765_433 };
const SHOP = { lat: 52_123_911, lng: 13_765_877 };
/** Also as degrees, as travel endpoints are asked. */
const MARKS = [STREET, 'Mustermann', '151 2345', '52123457', '13765433', '52123911', '13765877', '52.1239', '13.7658'];

const zoneEvent = { type: 'zone_configured', eventId: 'z', zoneId: 'north', at: AT };
const { zoneId, configuredAt, ...zone } = aZone({ group: 'centre' });
const { zoneId: _, configuredAt: __, ...store } = aStore({ location: SHOP });
const dropoff = { location: HOME, accessSec: 60, handoffSec: 60 };

const SETTINGS = [
  { ...zoneEvent, zone: { ...zone, travel: { kind: 'great_circle', circuityPct: 130, speedKmh: speeds() } } },
  { ...zoneEvent, type: 'store_configured', eventId: 's', store },
];
const TAKEN = [
  aCourierOnShift(),
  { ...aCourierOnShift({ courierId: 'c2' }), location: HOME },
  anOrderPlaced({ dropoff }),
  anOrderPlaced({ orderId: 'o2', dropoff }),
  anOrderPlaced({ orderId: 'o3', dropoff }),
  cancelled({ orderId: 'o2', reason: WORDS }),
  failed({ orderId: 'o3', reason: WORDS }),
  anOfferAccepted(),
];
const POSITIONS = [
  { zoneId: 'north', positions: [{ courierId: 'c1', location: SHOP, at: AT }] },
  { zoneId: 'north', positions: [{ courierId: 'c2', location: HOME, at: AT + 1 }] },
];
const REFUSED = [
  WORDS,
  `{"type":"order_placed","note":"${WORDS}`,
  { ...anOrderPlaced({ dropoff }), street: STREET },
  { ...anOrderPlaced({ dropoff }), [STREET]: 1 },
  { ...anOrderPlaced({ dropoff }), type: WORDS },
  { ...anOrderPlaced({ dropoff }), at: WORDS },
  {
    ...anOrderPlaced(),
    order: { ...anOrderPlaced().order, dropoff: { ...dropoff, location: { ...HOME, name: NAME } } },
  },
  { ...anOrderPlaced(), order: { ...anOrderPlaced().order, requirements: [WORDS.repeat(20)] } },
  { zoneId: 'north', positions: [{ courierId: 'c1', location: { ...HOME, lat: PHONE }, at: AT }] },
  { zoneId: 'north', want: WORDS, dueBefore: null },
  { minuteAt: AT, slot: WORDS, slots: 2 },
];
const REPLAN = { zoneId: 'north', want: 1, dueBefore: AT + 60 };
const BEAT = { minuteAt: AT + 3600, slot: 0, slots: 1 };

function speeds() {
  return { car: 28, bike: 15, foot: 5 };
}

type Functions = ReturnType<ListenedFunctions['on']>;

/** One call of each function with what it takes. */
async function liveADay({ ingest, positions, reoptimize, tick, api }: Functions): Promise<void> {
  await ingest(sqsEvent([...SETTINGS, ...TAKEN]));
  await positions(sqsEvent(POSITIONS));
  await reoptimize(sqsEvent([REPLAN]));
  await ingest(sqsEvent([offShift()]));
  await reoptimize(sqsEvent([{ ...REPLAN, want: 2, dueBefore: AT + 120 }]));
  await tick(sqsEvent([BEAT]));
  await tick({ scheduledTime: '2023-11-14T23:13:00Z' });
  for (const call of CALLS) await api(call);
}

const sentTo = (method: string, path: string, body?: object) =>
  requestOf(method, path, {}, body === undefined ? undefined : JSON.stringify(body));

const { orderId: ___, ...order } = anOrderPlaced({ dropoff }).order;
/** What is taken, what is refused, and what is read. */
const CALLS = [
  sentTo('PUT', '/v1/zones/north/orders/o9', order),
  sentTo('PUT', '/v1/zones/north/orders/o9', { ...order, street: STREET }),
  sentTo('PATCH', '/v1/zones/north/orders/o9', {
    changes: { dropoff: { ...dropoff, location: { ...HOME, lat: PHONE } } },
  }),
  sentTo('POST', '/v1/zones/north/orders/o9/cancel', { reason: WORDS }),
  sentTo('POST', '/v1/zones/north/positions', { positions: [{ courierId: 'c1', location: HOME }] }),
  sentTo('POST', '/v1/zones/north/events', { events: [{ ...anOrderPlaced({ dropoff }), note: WORDS }] }),
  sentTo('POST', `/v1/zones/north/${encodeURIComponent(STREET)}`, { note: WORDS }),
  sentTo('GET', '/v1/zones/north/live'),
  sentTo('GET', '/v1/zones/north/orders/o1/explanation'),
  sentTo('POST', '/v1/zones/north/what-if', { ask: 'fit', orderId: 'o1' }),
];

const STORES = ['orders', 'couriers', 'settings', 'heads', 'revisions', 'outbox', 'travel'] as const;
type StoreName = (typeof STORES)[number];
type Ports = ReturnType<typeof memoryPorts>;

const methodsOf = (port: object): readonly string[] => {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(port)).filter((name) => name !== 'constructor');
  return [...own, ...Object.keys(port)].filter((name) => typeof Reflect.get(port, name) === 'function');
};

/** As clients throw: what was sent and what came back hangs on the error, and on its causes. */
const failures: readonly ((sent: unknown) => Error)[] = [
  (sent) =>
    new Unavailable('the table', { cause: Object.assign(new Error('throttled'), { Item: sent, $response: sent }) }),
  (sent) =>
    Object.assign(new TypeError(`no route to https://store.example/${HOME.lat}?q=1`), { input: sent, [STREET]: 1 }),
];

/** The ports with one method that fails. */
function failing(ports: Ports, name: StoreName, method: string, failure: (sent: unknown) => Error): Ports {
  const port = new Proxy(ports[name], {
    get: (target, key) => {
      const found: unknown = Reflect.get(target, key, target);
      if (key === method) return async (...sent: unknown[]) => Promise.reject(failure([sent, WORDS, HOME]));
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  return { ...ports, [name]: port };
}

const found = (lines: readonly string[]) => lines.filter((line) => MARKS.some((mark) => line.includes(mark)));

describe('in what the functions write', () => {
  let functions: ListenedFunctions;
  const messages = () => new Set(functions.written.map((line) => (JSON.parse(line) as { message?: string }).message));

  beforeAll(() => {
    functions = new ListenedFunctions();
  });

  it('nothing tells where people are or what they say, when all goes well', async () => {
    await liveADay(functions.on(memoryPorts()));

    expect(messages()).toContain('planned');
    expect(functions.written.length).toBeGreaterThan(8);
    expect(functions.parked).toEqual([]);
    expect(found(functions.written)).toEqual([]);
  });

  it('nothing does when messages are refused; the dead letters have them whole', async () => {
    const { ingest, positions, reoptimize, tick } = functions.on(memoryPorts());

    for (const call of [ingest, positions, reoptimize, tick]) await call(sqsEvent(REFUSED));

    expect(messages()).toContain('a message was parked');
    expect(functions.parked.length).toBeGreaterThan(3 * REFUSED.length);
    expect(found(functions.parked.map(({ body }) => body)).length).toBeGreaterThan(20);
    expect(found(functions.written)).toEqual([]);
  });

  it('nothing does when a store fails, whichever call of it', async () => {
    for (const name of STORES) {
      for (const method of methodsOf(memoryPorts()[name])) {
        for (const failure of failures) await liveADay(functions.on(failing(memoryPorts(), name, method, failure)));
      }
    }

    for (const line of [
      'a message could not be processed; it comes again',
      'a zone could not be woken; its messages come again',
      'a cycle failed; the zone keeps its plan',
      'an invocation failed',
      'a call could not be answered: something does not answer',
      'a call failed by a fault of ours',
    ])
      expect(messages()).toContain(line);
    expect(found(functions.written)).toEqual([]);
  });

  it('nothing does when the travel endpoint fails, though it is asked by places', async () => {
    const fetch = async (url: string) => Promise.reject(new TypeError(`Failed to parse URL from ${url}`));
    const travel = new TravelProvider(functions.telemetry, { fetch });
    const [configured, ...others] = SETTINGS;
    const fallback = { kind: 'great_circle', circuityPct: 130, speedKmh: speeds() };
    const model = { kind: 'matrix', url: 'https://roads.example/table/{profile}', timeoutMs: 500, fallback };
    const { ingest, reoptimize } = functions.on({ ...memoryPorts(), travel });

    await ingest(sqsEvent([{ ...configured, zone: { ...zone, travel: model } }, ...others, ...TAKEN]));
    await reoptimize(sqsEvent([REPLAN]));

    const line = functions.written.find((one) => one.includes('the travel endpoint failed'));
    expect(line).toContain('https://roads.example/...');
    expect(found(functions.written)).toEqual([]);
  });
});
