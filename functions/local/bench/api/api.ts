// `bench api`: how long calls of the HTTP API take, through the local stack, in a zone of so many open orders.
import { Command } from 'commander';
import { type Answer, type Client, makeClient, type Outcome, type RouteKey } from '../../../../shared/client/client.ts';
import { percentile } from '../../../../shared/sim/percentile.ts';
import { steadyDay } from '../../../../shared/sim/steady-day.ts';
import { buildStack } from '../../build-stack.ts';
import { wholeFrom } from '../../flags.ts';
import { serveMoment } from '../../site/served-moment.ts';
import { describeMachine, thisMachine } from '../machine.ts';

interface ApiFlags {
  readonly orders: number;
  readonly calls: number;
}

const START = Date.UTC(2026, 0, 5, 11) / 1000;
const ZONE = 'busy';
const OPEN_MIN = 30;
/** Until couriers are under way and as many orders are delivered as are placed. */
const SETTLING_MIN = 25;
const ORDERS_A_COURIER = 5;
/** Of each route, before it is measured. */
const WARM_UP = 5;

export const apiCommand = (): Command =>
  new Command('api')
    .description('how long calls of the HTTP API take, through the local stack')
    .option('--orders <n>', 'open orders of the zone', wholeFrom(10, 2000), 200)
    .option('--calls <n>', 'calls of each kind', wholeFrom(5, 1000), 50)
    .action(run);

async function run({ orders, calls }: ApiFlags): Promise<void> {
  const day = steadyDay({
    zoneId: ZONE,
    seed: 1,
    orders,
    couriers: Math.ceil(orders / ORDERS_A_COURIER),
    openMin: OPEN_MIN,
    startAt: START,
    settlingMin: SETTLING_MIN,
    minutes: SETTLING_MIN,
  });
  const moment = await serveMoment({ ...day, toAt: START + 60 * SETTLING_MIN }, await buildStack('build/stack'));
  try {
    const client = makeClient({ url: moment.url, retries: 0 });
    const live = await client.call('GET /v1/zones/{zoneId}/live', { params });
    if (live.kind !== 'answer') throw new Error('the zone is gone');
    const rows = [];
    for (const [name, call] of Object.entries(callsOf(client, live.answer)))
      rows.push(`| ${name} | ${await measure(call, calls)} |`);
    const open = live.answer.orders.filter(({ closedAt }) => closedAt === null).length;
    process.stdout.write(
      `${open} open orders, ${live.answer.couriers.length} couriers, ${calls} calls of each kind\n\n`,
    );
    process.stdout.write(`| call | p50, ms | p99, ms |\n|---|---|---|\n${rows.join('\n')}\n\n`);
    process.stdout.write(`measured: ${describeMachine(await thisMachine())}\n`);
  } finally {
    await moment.stop();
  }
}

const params = { zoneId: ZONE };

type Call = (index: number) => Promise<Outcome<RouteKey>>;

function callsOf(client: Client, live: Answer<'GET /v1/zones/{zoneId}/live'>): Readonly<Record<string, Call>> {
  const open = live.orders.filter(({ stage }) => stage === 'open');
  const orderOf = (index: number): string => open[index % open.length]?.orderId ?? '';
  const courierOf = (index: number): string => live.couriers[index % live.couriers.length]?.courierId ?? '';
  const storeOf = (index: number): string => live.stores[index % live.stores.length]?.storeId ?? '';
  const ask = (body: Parameters<typeof client.call<'POST /v1/zones/{zoneId}/what-if'>>[1]['body']) =>
    client.call('POST /v1/zones/{zoneId}/what-if', { params, body });
  return {
    'live state': () => client.call('GET /v1/zones/{zoneId}/live', { params }),
    plan: () => client.call('GET /v1/zones/{zoneId}/plan', { params }),
    'an order': (i) =>
      client.call('GET /v1/zones/{zoneId}/orders/{orderId}', { params: { ...params, orderId: orderOf(i) } }),
    'its explanation': (i) =>
      client.call('GET /v1/zones/{zoneId}/orders/{orderId}/explanation', {
        params: { ...params, orderId: orderOf(i) },
      }),
    'what if: where does it fit': (i) => ask({ ask: 'fit', orderId: orderOf(i) }),
    'what if: six promises': (i) =>
      ask({
        ask: 'promise',
        orderId: orderOf(i),
        promises: [1, 2, 3, 4, 5, 6].map((n) => ({ promiseBy: live.at + 600 * n })),
      }),
    'what if: a courier leaves': (i) => ask({ ask: 'courier_leaves', courierId: courierOf(i) }),
    'what if: a store is late': (i) => ask({ ask: 'store_late', storeId: storeOf(i), minutes: 10 }),
    'what if: other weights': () => ask({ ask: 'weights', weights: { latePerSec: 0 } }),
    'twenty revisions': () => client.call('GET /v1/zones/{zoneId}/revisions', { params }),
    'an order changes (and the zone is woken)': (i) =>
      client.call('PATCH /v1/zones/{zoneId}/orders/{orderId}', {
        params: { ...params, orderId: orderOf(i) },
        body: { changes: { priority: 1 + (i % 2) } },
      }),
  };
}

async function measure(call: Call, calls: number): Promise<string> {
  const took: number[] = [];
  for (let index = -WARM_UP; index < calls; index++) {
    const from = performance.now();
    const outcome = await call(index + WARM_UP);
    if (outcome.kind === 'problem') throw new Error(`${outcome.problem.code}: ${outcome.problem.cause}`);
    if (index >= 0) took.push(performance.now() - from);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return `${percentile(sorted, 50).toFixed(0)} | ${percentile(sorted, 99).toFixed(0)}`;
}
