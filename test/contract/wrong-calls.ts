// For every route the calls that have to end in one of its problems, and the stores that it takes for some of them.
import { headView } from '../../functions/api/views.ts';
import type { ProblemCode } from '../../shared/adapters/http/problems.ts';
import { MAX_BODY_BYTES, type RouteKey } from '../../shared/adapters/http/routes.ts';
import { Unavailable } from '../../shared/app/errors.ts';
import type { ZoneHead } from '../../shared/app/ports.ts';
import { type Args, makeClient, type Outcome } from '../../shared/client/client.ts';
import { answering } from '../support/api-server.ts';
import { type ApiWorld, anApiWorld, anEmptyApi, fetchFrom, RIGHT } from '../support/api-world.ts';
import { aCourier, anOrder } from '../support/builders.ts';
import { documented } from '../support/documented-api.ts';
import { placed } from '../support/events.ts';
import { memoryPorts } from '../support/memory-ports.ts';
import { aRevision } from './a-revision.ts';

type Calls = Partial<Record<ProblemCode, (world: ApiWorld) => Promise<Outcome<RouteKey>>>>;

const NO_HEAD = { ...headView(null), publishedChunk: 0, claims: 0, claimedAt: 0, frozen: false, frozenAt: 0 };
/** The route's right call, with other arguments. */
export const right = <K extends RouteKey>({ client }: ApiWorld, key: K, args?: Partial<Args<K>>): Promise<Outcome<K>> =>
  client.call(key, { ...RIGHT[key], ...args });

/** Calls of a route that have to end in a problem, by its code. */
export const wrong = (key: RouteKey): Calls => {
  const elsewhere = (params: object) => (world: ApiWorld) =>
    right(world, key, { params: { ...(RIGHT[key] as { params?: object }).params, ...params } } as Partial<
      Args<RouteKey>
    >);
  const body = (text: string) => async () => {
    const send = fetchFrom(documented(answering((await anApiWorld()).ports)).answer);
    const client = makeClient({
      url: 'http://localhost',
      retries: 0,
      fetch: (url, init) => send(url, { ...init, body: text }),
    });
    return client.call<RouteKey>(key, RIGHT[key] as Args<RouteKey>);
  };
  return {
    INPUT_INVALID: (world) => right(world, key, { query: { nonsense: 1 } } as unknown as Partial<Args<RouteKey>>),
    BODY_NOT_JSON: body('{'),
    BODY_TOO_LARGE: body(' '.repeat(MAX_BODY_BYTES + 1)),
    ZONE_UNKNOWN: elsewhere({ zoneId: 'nowhere' }),
    ORDER_UNKNOWN: key.endsWith('what-if')
      ? (world) => right(world, key, { body: { ask: 'fit', orderId: 'nobody' } } as Partial<Args<RouteKey>>)
      : elsewhere({ orderId: 'nobody' }),
    COURIER_UNKNOWN: key.endsWith('what-if')
      ? (world) =>
          right(world, key, { body: { ask: 'courier_leaves', courierId: 'nobody' } } as Partial<Args<RouteKey>>)
      : elsewhere({ courierId: 'nobody' }),
    STORE_UNKNOWN: (world) =>
      right(world, key, { body: { ask: 'store_late', storeId: 'nowhere', minutes: 5 } } as Partial<Args<RouteKey>>),
    REVISION_UNKNOWN: elsewhere({ revision: 99, to: 99 }),
    POLICY_VERSION_UNKNOWN: elsewhere({ version: 99 }),
    PLAN_NONE: async () => {
      const world = anEmptyApi();
      for (const before of [
        'PUT /v1/zones/{zoneId}',
        'PUT /v1/zones/{zoneId}/couriers/{courierId}',
        'PUT /v1/zones/{zoneId}/orders/{orderId}',
      ] as const)
        await right(world, before);
      const params = { ...(RIGHT[key] as { params?: object }).params, orderId: 'o1' };
      return right(world, key, { params } as Partial<Args<RouteKey>>);
    },
    ORDER_EXISTS: key.endsWith('what-if')
      ? (world) => right(world, key, { body: { ask: 'fit', order: placed().order } } as Partial<Args<RouteKey>>)
      : (world) =>
          right(world, key, {
            body: { ...RIGHT['PUT /v1/zones/{zoneId}/orders/{orderId}'].body, priority: 7 },
          } as Partial<Args<RouteKey>>),
    ORDER_BOUND: async (world) => {
      await right(world, 'POST /v1/zones/{zoneId}/orders/{orderId}/picked-up');
      return right(world, key, { body: { ask: 'fit', orderId: 'o1' } } as Partial<Args<RouteKey>>);
    },
    ORDER_IN_OTHER_ZONE: elsewhere({ zoneId: 'south' }),
    OFFER_GONE: elsewhere({ offerId: 'north-9-9' }),
    POLICY_VERSION_EXISTS: async (world) => {
      await right(world, 'PUT /v1/policies/{policyId}/versions/{version}');
      const { body: policy } = RIGHT['PUT /v1/policies/{policyId}/versions/{version}'];
      return right(world, key, { body: { ...policy, severeLateSec: 1 } } as Partial<Args<RouteKey>>);
    },
    POLICY_UNKNOWN: elsewhere({ policyId: 'nobodys' }),
    PRECONDITION_FAILED: (world) => right(world, key, { ifMatch: '"another"' } as Partial<Args<RouteKey>>),
    ANSWER_TOO_LARGE: async () => {
      const ports = memoryPorts();
      const world = anEmptyApi({ ...ports, ...tooMuchOf(ports) });
      await ports.settings.ensureZone('north');
      return right(world, key);
    },
    UNAVAILABLE: () => right(brokenBy(new Unavailable('the table', { cause: null })), key),
    INTERNAL: () => right(brokenBy(new TypeError('cannot read properties of undefined')), key),
  };
};

/** Stores with more than fits into an answer, in a zone of two revisions. */
export function tooMuchOf(ports: ReturnType<typeof memoryPorts>) {
  const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 12_000 }, (_, index) => make(index));
  const orders = many((index) => anOrder({ orderId: `o${index}`, declinedBy: ['c'.repeat(99)] }));
  const couriers = many((index) =>
    aCourier({ courierId: `c${index}`, skills: Array.from({ length: 8 }, (_, skill) => String(skill).repeat(64)) }),
  );
  const head = { zoneId: 'north', revision: 2, attempt: 1 } as ZoneHead;
  return {
    orders: replaced(ports.orders, { list: async () => orders }),
    couriers: replaced(ports.couriers, { list: async () => couriers }),
    heads: replaced(ports.heads, { get: async () => ({ ...NO_HEAD, ...head }) }),
    revisions: replaced(ports.revisions, {
      get: async (_zoneId: string, revision: number) => aHugeRevision(revision),
    }),
  };
}

const replaced = <T extends object>(store: T, methods: Partial<T>): T =>
  Object.assign(Object.create(store) as T, methods);

/** None of its orders is in another one. */
function aHugeRevision(revision: number) {
  const huge = aRevision({ revision, parentAttempt: 1 }, 60_000);
  const unassigned = huge.decisions.map(({ orderId }) => ({
    orderId: `${revision}-${orderId}`,
    reason: 'CAPACITY' as const,
  }));
  return { ...huge, plan: { ...huge.plan, unassigned } };
}

/** The API on stores that fail at every call. */
function brokenBy(error: Error): ApiWorld {
  const failing = <T extends object>(store: T): T => new Proxy(store, { get: () => () => Promise.reject(error) });
  const { clock, telemetry, travel, ...stores } = memoryPorts();
  const broken = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, failing(store)]));
  return anEmptyApi({ clock, telemetry, travel, ...(broken as typeof stores) });
}
