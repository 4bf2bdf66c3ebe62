// The HTTP API against its own document: for every route a right call, every problem that it lists, and the document itself.
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANYWHERE, PROBLEMS, type ProblemCode } from '../../shared/adapters/http/problems.ts';
import type { RouteSpec } from '../../shared/adapters/http/route.ts';
import { ROUTE_KEYS, ROUTES, type RouteKey } from '../../shared/adapters/http/routes.ts';
import { type Args, makeClient } from '../../shared/client/client.ts';
import { answering, serveApi } from '../support/api-server.ts';
import { type ApiWorld, anApiWorld, fetchFrom, planUntilQuiet, RIGHT } from '../support/api-world.ts';
import { AT } from '../support/builders.ts';
import { DOCUMENT, documented } from '../support/documented-api.ts';
import { placed } from '../support/events.ts';
import { memoryPorts } from '../support/memory-ports.ts';
import { right, tooMuchOf, wrong } from './wrong-calls.ts';

const zone = { zoneId: 'north' };

const problemsOf = (key: RouteKey): readonly ProblemCode[] => {
  const spec: RouteSpec = ROUTES[key];
  return [...spec.problems, ...(spec.isOpen === true ? (['INPUT_INVALID'] as const) : ANYWHERE)];
};

describe('the document', () => {
  it('is one of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone(DOCUMENT) as object as Record<string, unknown>,
    );

    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('describes every route once, and names every operation', () => {
    const described = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const ids = ROUTE_KEYS.map((key) => ROUTES[key].id);

    expect(described.sort()).toEqual([...ROUTE_KEYS].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leads no path to two routes', () => {
    const shapes = ROUTE_KEYS.map((key) => key.split(/[ /]/).map((part) => (part.startsWith('{') ? null : part)));
    const clash = (a: readonly (string | null)[], b: readonly (string | null)[]): boolean =>
      a.length === b.length && a.every((part, index) => part === null || b[index] === null || part === b[index]);

    expect(shapes.flatMap((a, i) => shapes.slice(i + 1).filter((b) => clash(a, b)))).toEqual([]);
  });

  it('says of every problem which route may have it', () => {
    const listed = new Set(ROUTE_KEYS.flatMap(problemsOf));

    expect(Object.keys(PROBLEMS).filter((code) => !listed.has(code as ProblemCode))).toEqual([
      'ROUTE_UNKNOWN',
      'METHOD_UNKNOWN',
    ]);
  });
});

describe.each(ROUTE_KEYS)('%s', (key) => {
  let world: ApiWorld;

  beforeAll(async () => {
    world = await anApiWorld();
  });

  it('answers a right call as it says', async () => {
    const outcome = await right(world, key);

    expect(outcome).toMatchObject({ kind: 'answer' });
    expect(world.seen).toContain(`${key} 200`);
  });

  it.each(problemsOf(key))('answers %s as it says', async (code) => {
    const call = wrong(key)[code];
    if (call === undefined) throw new Error(`nobody knows how to get ${code}`);

    const outcome = await call(await anApiWorld());

    expect(outcome).toMatchObject({
      kind: 'problem',
      problem: {
        code,
        status: PROBLEMS[code].status,
        cause: expect.stringMatching(/\w/),
        action: expect.stringMatching(/\w/),
      },
    });
  });
});

describe('the API', () => {
  it('answers a path that is not there, and a method that a path does not have, with problems', async () => {
    const server = await serveApi(documented(answering(memoryPorts())).answer);
    const answers = await Promise.all([
      fetch(`${server.url}/v1/nothing`),
      fetch(`${server.url}/v1/zones`, { method: 'DELETE' }),
    ]);
    await server.stop();

    expect(await Promise.all(answers.map((answer) => answer.json()))).toMatchObject([
      { code: 'ROUTE_UNKNOWN', status: 404 },
      { code: 'METHOD_UNKNOWN', status: 405, action: expect.stringContaining('GET') },
    ]);
  });

  it('says 304 when a state is known, and 200 when it has changed', async () => {
    const world = await anApiWorld();
    for (const key of [
      'GET /v1/zones/{zoneId}',
      'GET /v1/zones/{zoneId}/live',
      'GET /v1/zones/{zoneId}/plan',
    ] as const) {
      const first = await right(world, key);
      const etag = first.kind === 'answer' ? (first.etag ?? '') : '';

      expect(await right(world, key, { ifNoneMatch: etag })).toEqual({ kind: 'unchanged', etag });
      expect(await right(world, key, { ifNoneMatch: '"another"' })).toMatchObject({ kind: 'answer', etag });
    }
    const before = await right(world, 'GET /v1/zones/{zoneId}/live');
    await right(world, 'PATCH /v1/zones/{zoneId}/orders/{orderId}');
    const after = await right(world, 'GET /v1/zones/{zoneId}/live');

    expect(before.kind === 'answer' && after.kind === 'answer' && before.etag !== after.etag).toBe(true);
  });

  it('writes under a condition only what was read', async () => {
    const world = await anApiWorld();
    const read = await right(world, 'GET /v1/zones/{zoneId}');
    const ifMatch = (read.kind === 'answer' ? read.etag : null) ?? '';
    const freeze = () => right(world, 'PUT /v1/zones/{zoneId}/frozen', { body: { frozen: true }, ifMatch });

    expect(await freeze()).toMatchObject({ kind: 'answer', answer: { outcome: 'applied' } });
    expect(await freeze()).toMatchObject({ kind: 'problem', problem: { code: 'PRECONDITION_FAILED' } });
    expect(await right(world, 'GET /v1/zones/{zoneId}')).toMatchObject({ answer: { frozen: true } });
  });

  it('takes the same call twice as one event, by its key or by its moment', async () => {
    const world = await anApiWorld();
    const change = (args: Partial<Args<'PATCH /v1/zones/{zoneId}/orders/{orderId}'>>) =>
      right(world, 'PATCH /v1/zones/{zoneId}/orders/{orderId}', args);
    const keyed = { idempotencyKey: 'change 1' };
    const dated = { body: { changes: { priority: 3 }, at: AT + 1 } };
    const bare = makeClient({
      url: 'http://localhost',
      fetch: (url, { headers, ...init }) => {
        const { 'Idempotency-Key': _, ...rest } = headers as Record<string, string>;
        return fetchFrom(answering(world.ports))(url, { ...init, headers: rest });
      },
    });
    const params = { ...zone, orderId: 'o1' };
    const changeBare = () => bare.call('PATCH /v1/zones/{zoneId}/orders/{orderId}', { params, ...dated });

    expect(await change(keyed)).toMatchObject({ answer: { outcome: 'applied', eventId: 'change 1' } });
    expect(await change(keyed)).toMatchObject({ answer: { outcome: 'ignored', order: { priority: 2 } } });
    expect(await changeBare()).toMatchObject({ answer: { outcome: 'applied' } });
    expect(await changeBare()).toMatchObject({ answer: { outcome: 'ignored', order: { priority: 3 } } });
  });

  it('judges events in bulk one by one', async () => {
    const world = await anApiWorld();
    const events: Readonly<Record<string, unknown>>[] = [
      { ...placed({ eventId: 'e1', order: { ...placed().order, orderId: 'o3' } }) },
      { type: 'order_placed', eventId: 'e2' },
      { ...placed({ eventId: 'e3' }), zoneId: 'south' },
      { ...placed({ eventId: 'e1', order: { ...placed().order, orderId: 'o3' } }) },
    ];
    const outcome = await right(world, 'POST /v1/zones/{zoneId}/events', { body: { events } });

    expect(outcome).toMatchObject({
      answer: {
        outcomes: [
          { index: 0, eventId: 'e1', outcome: 'applied' },
          { index: 1, eventId: 'e2', outcome: 'refused' },
          { index: 2, outcome: 'refused', faults: [{ code: 'ZONE_DIFFERENT' }] },
          { index: 3, eventId: 'e1', outcome: 'ignored' },
        ],
      },
    });
  });

  it('pages through orders that come and go', async () => {
    const world = await anApiWorld();
    const page = (query: object) => right(world, 'GET /v1/zones/{zoneId}/orders', { query });
    const first = await page({ limit: 1 });
    const next = first.kind === 'answer' ? first.answer.next : null;
    await world.client.call('PUT /v1/zones/{zoneId}/orders/{orderId}', {
      params: { ...zone, orderId: 'a0' },
      body: RIGHT['PUT /v1/zones/{zoneId}/orders/{orderId}'].body,
    });

    expect(first).toMatchObject({ answer: { orders: [{ orderId: 'o1' }] } });
    expect(await page({ limit: 1, cursor: next })).toMatchObject({
      answer: { orders: [{ orderId: 'o2' }], next: null },
    });
  });

  it('answers an accept at once: bound, or gone', async () => {
    const world = await anApiWorld();
    const key = 'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/accept';

    expect(await right(world, key)).toMatchObject({ answer: { outcome: 'applied', orderIds: ['o1'], refused: [] } });
    expect(await right(world, key)).toMatchObject({ answer: { outcome: 'ignored', orderIds: ['o1'] } });
    expect(
      await right(world, key, {
        params: { ...zone, courierId: 'c2', offerId: 'north-1-0' },
        body: { orderIds: ['o1'] },
      }),
    ).toMatchObject({ problem: { code: 'OFFER_GONE' } });
  });

  it('names the store that nobody knows, in a what-if about an order that is not placed', async () => {
    const world = await anApiWorld();
    const order = { ...placed().order, orderId: 'o9', storeId: 'nowhere' };
    const asked = await right(world, 'POST /v1/zones/{zoneId}/what-if', { body: { ask: 'fit', order } });

    expect(asked).toMatchObject({ problem: { code: 'STORE_UNKNOWN', cause: expect.stringContaining('nowhere') } });
  });

  it('compresses a large answer for who reads it', async () => {
    const ports = memoryPorts();
    await ports.settings.ensureZone('north');
    const server = await serveApi(answering({ ...ports, ...tooMuchOf(ports) }));
    const answer = await fetch(`${server.url}/v1/zones/north/live`, { headers: { 'accept-encoding': 'gzip' } });
    const { orders } = (await answer.json()) as { readonly orders: readonly unknown[] };
    await server.stop();

    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(orders).toHaveLength(12_000);
  });

  it('pins an order to a courier, says beforehand what that costs, and lets it go again', async () => {
    const world = await anApiWorld();
    const params = { ...zone, orderId: 'o2' };
    const pin = (onlyCourier: string | null) =>
      right(world, 'PATCH /v1/zones/{zoneId}/orders/{orderId}', { params, body: { changes: { onlyCourier } } });
    const carriers = async () => {
      await planUntilQuiet(world.ports);
      const plan = await right(world, 'GET /v1/zones/{zoneId}/plan');
      const routes = plan.kind === 'answer' ? plan.answer.plan.routes : [];
      return routes
        .filter(({ batches }) => batches.some(({ orderIds }) => orderIds.includes('o2')))
        .map((one) => one.courierId);
    };
    const [first = ''] = await carriers();
    const other = first === 'c1' ? 'c2' : 'c1';
    const asked = await right(world, 'POST /v1/zones/{zoneId}/what-if');

    expect(asked).toMatchObject({ answer: { options: [{ courierId: first }, { courierId: other }] } });
    expect(await pin(other)).toMatchObject({ answer: { order: { onlyCourier: other } } });
    expect(await carriers()).toEqual([other]);
    expect(await right(world, 'POST /v1/zones/{zoneId}/what-if')).toMatchObject({
      answer: { courierId: expect.any(String), options: [{}, {}] },
    });
    expect(await pin('nobody')).toMatchObject({ kind: 'answer' });
    expect(await carriers()).toEqual([]);
    expect(await pin(null)).toMatchObject({ answer: { order: { onlyCourier: null } } });
    expect(await carriers()).toHaveLength(1);
  });

  it('asks for a re-plan with every write, and the plan shows it', async () => {
    const world = await anApiWorld();
    await right(world, 'POST /v1/zones/{zoneId}/orders/{orderId}/cancel', { params: { ...zone, orderId: 'o2' } });
    await planUntilQuiet(world.ports);
    const diff = await right(world, 'GET /v1/zones/{zoneId}/revisions/{from}/diff/{to}', {
      params: { ...zone, from: 2, to: 3 },
    });

    expect(diff).toMatchObject({ answer: { orders: [{ orderId: 'o2', kind: 'removed' }] } });
  });
});
