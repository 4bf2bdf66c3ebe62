// A small zone that was built through the API itself: settings, a store, two couriers, two orders, a committed plan; and for
// every route a call that is right for it.
import type { RouteKey } from '../../shared/adapters/http/routes.ts';
import { type Args, type Client, makeClient } from '../../shared/client/client.ts';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import { answering, requestOf } from './api-server.ts';
import { AT, aZone, place } from './builders.ts';
import { documented } from './documented-api.ts';
import { onShift, placed } from './events.ts';
import { type MemoryPorts, memoryPorts, runNextCycle } from './memory-ports.ts';

const { zoneId: _, configuredAt: __, ...settings } = aZone();
const { orderId: ___, ...order } = placed().order;
const { courierId: ____, ...courier } = onShift().courier;
const { policyId: _____, version: ______, ...policy } = DEFAULT_POLICY;

const zone = { zoneId: 'north' };

/** The arguments of a call of each route that is answered without a problem. */
export const RIGHT: { readonly [K in RouteKey]: Args<K> } = {
  'GET /v1/zones': {},
  'GET /v1/zones/{zoneId}': { params: zone },
  'PUT /v1/zones/{zoneId}': { params: zone, body: settings },
  'PUT /v1/zones/{zoneId}/frozen': { params: zone, body: { frozen: false } },
  'GET /v1/zones/{zoneId}/live': { params: zone },
  'GET /v1/zones/{zoneId}/stores': { params: zone },
  'PUT /v1/zones/{zoneId}/stores/{storeId}': {
    params: { ...zone, storeId: 'bakery' },
    body: { location: place(0), parkingSec: 120, handoverSec: 120 },
  },
  'POST /v1/zones/{zoneId}/positions': {
    params: zone,
    body: { positions: [{ courierId: 'c1', location: place(300) }] },
  },
  'POST /v1/zones/{zoneId}/events': { params: zone, body: { events: [{ ...placed(), eventId: 'placed again' }] } },
  'GET /v1/zones/{zoneId}/orders': { params: zone },
  'GET /v1/zones/{zoneId}/orders/{orderId}': { params: { ...zone, orderId: 'o1' } },
  'PUT /v1/zones/{zoneId}/orders/{orderId}': {
    params: { ...zone, orderId: 'o1' },
    body: { ...order, readyAt: AT, at: AT },
  },
  'PATCH /v1/zones/{zoneId}/orders/{orderId}': {
    params: { ...zone, orderId: 'o1' },
    body: { changes: { priority: 2 } },
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/cancel': {
    params: { ...zone, orderId: 'o1' },
    body: { reason: 'changed my mind' },
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/picked-up': {
    params: { ...zone, orderId: 'o1' },
    body: { courierId: 'c1' },
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/delivered': {
    params: { ...zone, orderId: 'o1' },
    body: { courierId: 'c1' },
  },
  'POST /v1/zones/{zoneId}/orders/{orderId}/failed': {
    params: { ...zone, orderId: 'o1' },
    body: { reason: 'nobody at home' },
  },
  'GET /v1/zones/{zoneId}/orders/{orderId}/explanation': { params: { ...zone, orderId: 'o2' } },
  'GET /v1/zones/{zoneId}/couriers': { params: zone },
  'PUT /v1/zones/{zoneId}/couriers/{courierId}': {
    params: { ...zone, courierId: 'c1' },
    body: { ...courier, location: place(300), at: AT },
  },
  'DELETE /v1/zones/{zoneId}/couriers/{courierId}/shift': { params: { ...zone, courierId: 'c2' } },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/breaks/start': { params: { ...zone, courierId: 'c1' }, body: {} },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/breaks/end': { params: { ...zone, courierId: 'c1' }, body: {} },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/en-route': {
    params: { ...zone, courierId: 'c1' },
    body: { storeId: 'bakery', arriveAt: AT + 300 },
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/accept': {
    params: { ...zone, courierId: 'c1', offerId: 'north-1-0' },
    body: {},
  },
  'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/decline': {
    params: { ...zone, courierId: 'c1', offerId: 'north-1-0' },
    body: {},
  },
  'GET /v1/zones/{zoneId}/couriers/{courierId}/route': { params: { ...zone, courierId: 'c1' } },
  'GET /v1/zones/{zoneId}/plan': { params: zone },
  'GET /v1/zones/{zoneId}/revisions': { params: zone },
  'GET /v1/zones/{zoneId}/revisions/{revision}': { params: { ...zone, revision: 1 } },
  'GET /v1/zones/{zoneId}/revisions/{revision}/decisions': { params: { ...zone, revision: 1 } },
  'GET /v1/zones/{zoneId}/revisions/{from}/diff/{to}': { params: { ...zone, from: 1, to: 2 } },
  'POST /v1/zones/{zoneId}/what-if': { params: zone, body: { ask: 'fit', orderId: 'o2' } },
  'GET /v1/policies/{policyId}/versions/{version}': { params: { policyId: 'default', version: 1 } },
  'PUT /v1/policies/{policyId}/versions/{version}': { params: { policyId: 'own', version: 1 }, body: policy },
  'PUT /v1/policies/{policyId}/rollout': {
    params: { policyId: 'own' },
    body: { from: 1, to: 2, percent: 50 },
  },
  'GET /v1/health': {},
  'GET /openapi.json': {},
};

export interface ApiWorld {
  readonly ports: MemoryPorts;
  readonly client: Client;
  /** Route and outcome of every call so far. */
  readonly seen: Set<string>;
}

/** Two revisions: order o1, ready now, is offered to c1 in the first; o2, ready later, is planned in the second. */
export async function anApiWorld(): Promise<ApiWorld> {
  const world = anEmptyApi();
  const { client, ports } = world;
  const right = <K extends RouteKey>(key: K) => client.call(key, RIGHT[key]);
  await right('PUT /v1/zones/{zoneId}');
  await right('PUT /v1/zones/{zoneId}/stores/{storeId}');
  await right('PUT /v1/zones/{zoneId}/couriers/{courierId}');
  await right('PUT /v1/zones/{zoneId}/orders/{orderId}');
  await planUntilQuiet(ports);
  await client.call('PUT /v1/zones/{zoneId}/couriers/{courierId}', {
    params: { ...zone, courierId: 'c2' },
    body: { ...courier, location: place(900), at: AT },
  });
  await client.call('PUT /v1/zones/{zoneId}/orders/{orderId}', {
    params: { ...zone, orderId: 'o2' },
    body: { ...order, readyAt: AT + 1200, promiseBy: AT + 3600, at: AT },
  });
  await planUntilQuiet(ports);
  for (const version of [1, 2])
    await client.call('PUT /v1/policies/{policyId}/versions/{version}', {
      params: { policyId: 'own', version },
      body: policy,
    });
  return world;
}

/** The API on empty stores, each response held against the document. */
export function anEmptyApi(ports: MemoryPorts = memoryPorts()): ApiWorld {
  const { answer, seen } = documented(answering(ports));
  const client = makeClient({ url: 'http://localhost', retries: 0, fetch: fetchFrom(answer) });
  return { ports, client, seen };
}

/** `fetch` without a network. */
export const fetchFrom =
  (answer: ReturnType<typeof answering>) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    const body = typeof init.body === 'string' ? init.body : undefined;
    const response = await answer(
      requestOf(init.method ?? 'GET', url, init.headers as Readonly<Record<string, string>>, body),
    );
    const content = response.body ?? null;
    return new Response(
      content === null || response.isBase64Encoded !== true ? content : Buffer.from(content, 'base64'),
      {
        status: response.statusCode,
        headers: response.headers as Record<string, string>,
      },
    );
  };

/** Runs cycles as long as one is asked for. */
export async function planUntilQuiet(ports: MemoryPorts): Promise<void> {
  while ((await runNextCycle(ports)) !== null);
}
