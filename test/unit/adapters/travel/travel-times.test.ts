// Travel by the zone's model; the endpoint is a server of this test that answers in the OSRM form.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MemoryTelemetry } from '../../../../shared/adapters/memory/telemetry.ts';
import type { Fetch } from '../../../../shared/adapters/travel/osrm-table.ts';
import { TravelProvider } from '../../../../shared/adapters/travel/travel-times.ts';
import type { Location } from '../../../../shared/domain/location.ts';
import type { TravelModel } from '../../../../shared/domain/zone.ts';
import { place } from '../../../support/builders.ts';

const FALLBACK = { kind: 'great_circle', circuityPct: 100, speedKmh: { car: 36, bike: 18, foot: 5 } } as const;

/** Places 0.01 degrees apart on the equator: 1,112 m, 112 s by car on the great circle. */
const spots = (count: number, from = 0): readonly Location[] =>
  Array.from({ length: count }, (_, i) => ({ lat: 0, lng: (from + i) * 10_000 }));

type Answer = (request: Asked, response: ServerResponse) => void;

interface Asked {
  readonly profile: string;
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

/** Ten seconds and a hundred metres a 0.01 degree; farther east one second more, so that directions differ. */
const answerWhole: Answer = ({ sources, destinations }, response) => {
  const table = (each: number): number[][] =>
    sources.map((from) => destinations.map((to) => Math.abs(to - from) * each + (to > from ? 0.5 : 0)));
  response.end(JSON.stringify({ code: 'Ok', durations: table(10), distances: table(100) }));
};

function parseAddress(address: string): Asked {
  const url = URL.parse(address, 'http://host');
  const [, , , profile = '', coordinates = ''] = url?.pathname.split('/') ?? [];
  const lngs = coordinates.split(';').map((pair) => Math.round(Number(pair.split(',')[0]) * 100));
  const pick = (name: string): number[] =>
    (url?.searchParams.get(name) ?? '').split(';').map((index) => lngs[Number(index)] ?? Number.NaN);
  return { profile, sources: pick('sources'), destinations: pick('destinations') };
}

describe('a zone with a travel endpoint', () => {
  let answer: Answer;
  let asked: Asked[];
  let addresses: string[];
  let telemetry: MemoryTelemetry;
  let travel: TravelProvider;
  let model: Extract<TravelModel, { kind: 'matrix' }>;
  const server = createServer((request, response) => {
    addresses.push(request.url ?? '');
    const parsed = parseAddress(request.url ?? '');
    asked.push(parsed);
    answer(parsed, response);
  });

  beforeEach(async () => {
    answer = answerWhole;
    asked = [];
    addresses = [];
    telemetry = new MemoryTelemetry();
    travel = new TravelProvider(telemetry);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    model = {
      kind: 'matrix',
      url: `http://127.0.0.1:${port}/table/v1/{profile}`,
      timeoutMs: 20_000,
      fallback: FALLBACK,
    };
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  const expectFallbacks = (count: number): void => expect(telemetry.sumOf('TravelFallbacks')).toBe(count);

  test('asks in the OSRM form, and rounds up what it gets', async () => {
    const matrix = await travel.matrix(model, ['car'], spots(2));

    expect(addresses).toEqual([
      '/table/v1/car/0.00000,0.00000;0.01000,0.00000;0.00000,0.00000;0.01000,0.00000' +
        '?annotations=duration,distance&sources=0;1&destinations=2;3',
    ]);
    // There 10.5 s and 100.5 m, back 10 s and 100 m.
    expect([...matrix.secondsOf('car')]).toEqual([0, 11, 10, 0]);
    expect([...matrix.metersOf('car')]).toEqual([0, 101, 100, 0]);
    expectFallbacks(0);
  });

  test('asks for each mode by its name', async () => {
    const matrix = await travel.matrix(model, ['bike', 'foot'], spots(2));

    expect(asked.map(({ profile }) => profile).toSorted()).toEqual(['bike', 'foot']);
    expect(matrix.seconds('foot', ...([spots(2)[1], spots(2)[0]] as [Location, Location]))).toBe(10);
  });

  test('asks for a new place only, once the others are known', async () => {
    await travel.matrix(model, ['car'], spots(60));
    const requestsBefore = asked.length;

    const matrix = await travel.matrix(model, ['car'], spots(61));

    const later = asked.slice(requestsBefore);
    // One row and one column: 50 and 11 destinations, and the places they share a block with.
    expect(later.length).toBeLessThanOrEqual(4);
    expect(later.every(({ sources, destinations }) => sources.includes(60) || destinations.includes(60))).toBe(true);
    expect(matrix.secondsOf('car')[60]).toBe(601);
    expect(matrix.secondsOf('car')[59 * 61 + 3]).toBe(560);
  });

  test('asks nobody when it knows all, also for a place a hand away', async () => {
    await travel.matrix(model, ['car'], spots(3));
    const requestsBefore = asked.length;

    await travel.matrix(model, ['car'], [...spots(3), { lat: 3, lng: 10_002 }]);

    expect(asked).toHaveLength(requestsBefore);
  });

  test('cuts a large table into requests of at most a hundred coordinates', async () => {
    const matrix = await travel.matrix(model, ['car'], spots(120));

    // 120 places are three groups of at most 50: nine blocks.
    expect(asked).toHaveLength(9);
    for (const { sources, destinations } of asked)
      expect(sources.length + destinations.length).toBeLessThanOrEqual(100);
    // From place 5 to place 119: 114 steps of ten seconds, and half a second, rounded up.
    expect(matrix.secondsOf('car')[5 * 120 + 119]).toBe(1141);
    expectFallbacks(0);
  });

  test('takes a gap in the table as no way', async () => {
    answer = (_, response) => response.end('{"code":"Ok","durations":[[0,null],[5,0]],"distances":[[0,null],[6,0]]}');

    const matrix = await travel.matrix(model, ['car'], spots(2));

    expect([...matrix.secondsOf('car')]).toEqual([0, 2 ** 28, 5, 0]);
    expect([...matrix.metersOf('car')]).toEqual([0, 2 ** 28, 6, 0]);
    expectFallbacks(0);
  });

  test.each<[string, Answer]>([
    ['an error', (_, response) => response.writeHead(500).end()],
    ['a refusal', (_, response) => response.end('{"code":"InvalidQuery","message":"no"}')],
    ['no JSON', (_, response) => response.end('<html>')],
    ['a table of another size', (_, response) => response.end('{"code":"Ok","durations":[[0]],"distances":[[0]]}')],
    [
      'negative times',
      (_, response) => response.end('{"code":"Ok","durations":[[0,-1],[1,0]],"distances":[[0,1],[1,0]]}'),
    ],
    ['no distances', (_, response) => response.end('{"code":"Ok","durations":[[0,1],[1,0]]}')],
    ['a cut line', (_, response) => response.destroy()],
  ])('falls back to the great circle when the endpoint answers with %s', async (_, wrong) => {
    answer = wrong;

    const matrix = await travel.matrix(model, ['car'], spots(2));

    expect([...matrix.secondsOf('car')]).toEqual([0, 112, 112, 0]);
    expect([...matrix.metersOf('car')]).toEqual([0, 1112, 1112, 0]);
    expectFallbacks(1);
    expect(telemetry.entries('warn')).toHaveLength(1);
  });

  test('falls back when the endpoint does not answer in time', async () => {
    answer = () => {};

    const matrix = await travel.matrix({ ...model, timeoutMs: 30 }, ['car'], spots(2));

    expect([...matrix.secondsOf('car')]).toEqual([0, 112, 112, 0]);
    expect(telemetry.entries('warn')[0]?.fields).toMatchObject({ error: { name: 'TimeoutError' } });
  });

  test('falls back for what is missing only, and asks for it again', async () => {
    await travel.matrix(model, ['car'], spots(2));
    answer = (_, response) => response.writeHead(503).end();

    const matrix = await travel.matrix(model, ['car'], spots(3));
    expect([...matrix.secondsOf('car')]).toEqual([0, 11, 224 - 1, 10, 0, 112, 224 - 1, 112, 0]);

    answer = answerWhole;
    const later = await travel.matrix(model, ['car'], spots(3));
    expect([...later.secondsOf('car')]).toEqual([0, 11, 21, 10, 0, 11, 20, 10, 0]);
    expectFallbacks(1);
  });

  test('does not say more of the endpoint than its host, as the address may carry a key', async () => {
    answer = (_, response) => response.writeHead(403).end();

    await travel.matrix({ ...model, url: `${model.url}/secret-key` }, ['car'], spots(2));

    expect(JSON.stringify(telemetry.entries())).not.toContain('secret-key');
    expect(telemetry.entries('warn')[0]?.fields).toMatchObject({ host: expect.stringContaining('127.0.0.1') });
  });

  test('serves a zone with more places than it keeps', async () => {
    const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
    const small = new TravelProvider(telemetry, { fetch, cachedPlaces: 2 });

    const matrix = await small.matrix(model, ['car'], spots(5));

    expect(matrix.secondsOf('car')[4]).toBe(41);
  });
});

test('a planar zone travels in straight lines', async () => {
  const model = { kind: 'planar', metersPerMinute: 320, roundUpToSec: 60 } as const;

  const matrix = await new TravelProvider(new MemoryTelemetry()).matrix(model, ['car'], [place(0), place(300, 400)]);

  expect(matrix.seconds('car', place(0), place(300, 400))).toBe(120);
  expect(matrix.meters('car', place(300, 400), place(0))).toBe(500);
});

test('a zone on the globe travels on great circles', async () => {
  const matrix = await new TravelProvider(new MemoryTelemetry()).matrix(FALLBACK, ['car', 'bike'], spots(2));

  expect([...matrix.secondsOf('car')]).toEqual([0, 112, 112, 0]);
  expect([...matrix.secondsOf('bike')]).toEqual([0, 223, 223, 0]);
});
