import { describe, expect, it } from 'vitest';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';
import { TravelProvider } from '../../../shared/adapters/travel/travel-times.ts';
import { whatIf } from '../../../shared/app/what-if.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import type { FitAnswer, PromiseAnswer, ReplanAnswer, WhatIfQuestion } from '../../../shared/domain/what-if.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  place,
} from '../../support/builders.ts';

const ports = { travel: new TravelProvider(new MemoryTelemetry()) };

/** Ten points a second from placed to the door, a hundred a second late. c1 is at the bakery, c2 500 s away. */
const world = (changes: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    policy: aPolicy({ weights: { clickToDoorPerSec: 10, latePerSec: 100, severeLatePerSec: 0, payPerCent: 0 } }),
    couriers: ['c1', 'c2'].map((courierId) => aCourier({ courierId })),
    positions: [aPosition({ courierId: 'c1' }), aPosition({ courierId: 'c2', location: place(-500) })],
    orders: [anOrder()],
    ...changes,
  });

async function ask<A>(question: WhatIfQuestion, snapshot = world()): Promise<A> {
  const answer = await whatIf(ports, snapshot, question);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as A;
}

describe('where an order would fit', () => {
  it('ranks the couriers by what carrying it adds, with the moment it is at the door', async () => {
    const answer = await ask<FitAnswer>({ ask: 'fit', orderId: 'o1' });

    // 4 minutes at the store, 1000 s on the way, 2 minutes at the door: 1360 s; c2 has 500 s to go before.
    expect(answer.courierId).toBe('c1');
    expect(answer.options).toEqual([
      { courierId: 'c1', dropoffAt: AT + 1360, cost: 13_600, terms: { clickToDoor: 13_600 }, lateSec: 0 },
      { courierId: 'c2', dropoffAt: AT + 1860, cost: 18_600, terms: { clickToDoor: 18_600 }, lateSec: 0 },
    ]);
  });

  it('tells it of an order that nobody has placed yet, and leaves the snapshot alone', async () => {
    const snapshot = world();
    const { orderId: _, zoneId: __, placedAt: ___, ...details } = anOrder();
    const { storeId, readyAt, promiseBy, load, requirements, dropoff, priority, batchable } = details;
    const order = {
      orderId: 'new',
      storeId,
      readyAt,
      promiseBy,
      load,
      requirements,
      dropoff,
      priority,
      batchable,
    };
    const before = structuredClone(snapshot);

    const answer = await ask<FitAnswer>({ ask: 'fit', order }, snapshot);

    expect(answer.options.map(({ courierId }) => courierId).sort()).toEqual(['c1', 'c2']);
    expect(snapshot).toEqual(before);
  });

  it('says who is blocked and what would admit it when nobody can carry it', async () => {
    const answer = await ask<FitAnswer>(
      { ask: 'fit', orderId: 'o1' },
      world({ orders: [anOrder({ requirements: ['cold'] })] }),
    );

    expect(answer).toMatchObject({
      courierId: null,
      options: [],
      blocked: [
        { courierId: 'c1', by: ['skill'] },
        { courierId: 'c2', by: ['skill'] },
      ],
      changes: [{ kind: 'skill', courierId: 'c1', skill: 'cold' }],
    });
  });
});

it('prices promises: one that is too soon costs its lateness', async () => {
  const promises = [
    { promiseBy: AT + 1300 },
    { promiseBy: AT + 3000 },
    { promiseFrom: AT + 2000, promiseBy: AT + 3000 },
  ];

  const { options } = await ask<PromiseAnswer>({ ask: 'promise', orderId: 'o1', promises });

  // Dropped after 1360 s: 60 s late at 100 points; and 2000 s after it was placed when that is when it may come.
  expect(options.map(({ best }) => best?.cost)).toEqual([13_600 + 6000, 13_600, 20_000]);
});

describe('what if the zone were different', () => {
  it('a courier who goes home leaves its orders to the others', async () => {
    const { before, after, moved } = await ask<ReplanAnswer>({ ask: 'courier_leaves', courierId: 'c1' });

    expect(moved).toEqual([{ orderId: 'o1', from: 'c1', to: 'c2' }]);
    expect(after.cost.total - before.cost.total).toBe(5000);
    expect([before.clickToDoorSec, after.clickToDoorSec]).toEqual([1360, 1860]);
  });

  it('but keeps what it has agreed to', async () => {
    const orders = [anAcceptedOrder({ orderId: 'o1', courierId: 'c1' })];

    const { moved } = await ask<ReplanAnswer>({ ask: 'courier_leaves', courierId: 'c1' }, world({ orders }));

    expect(moved).toEqual([]);
  });

  it('a store that runs late delays what waits there', async () => {
    const { before, after } = await ask<ReplanAnswer>({ ask: 'store_late', storeId: 'bakery', minutes: 10 });

    // Ready after 600 s instead of at once; parked after 2 minutes.
    expect(after.clickToDoorSec - before.clickToDoorSec).toBe(600 - 120);
  });

  it('other weights price the plan otherwise', async () => {
    const { before, after } = await ask<ReplanAnswer>({ ask: 'weights', weights: { clickToDoorPerSec: 20 } });

    expect(after.cost.clickToDoor).toBe(2 * before.cost.clickToDoor);
  });
});

it.each([
  ['ORDER_UNKNOWN', { ask: 'fit', orderId: 'nobody' }],
  ['COURIER_UNKNOWN', { ask: 'courier_leaves', courierId: 'nobody' }],
  ['STORE_UNKNOWN', { ask: 'store_late', storeId: 'nowhere', minutes: 5 }],
] as const)('answers %s to a question about somebody who is not there', async (reason, question) => {
  expect(await whatIf(ports, world(), question)).toEqual({ ok: false, error: reason });
});

it('does not place what is bound', async () => {
  const snapshot = world({ orders: [anAcceptedOrder({ orderId: 'o1', courierId: 'c1' })] });

  expect(await whatIf(ports, snapshot, { ask: 'fit', orderId: 'o1' })).toEqual({ ok: false, error: 'ORDER_BOUND' });
});
