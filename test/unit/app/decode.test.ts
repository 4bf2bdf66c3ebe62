import { describe, expect, it } from 'vitest';
import { decode } from '../../../shared/app/decode.ts';
import { encode, placesOf } from '../../../shared/app/encode.ts';
import { check } from '../../../shared/domain/check.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import type { BlockPlan } from '../../../shared/solver/problem.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  anOrder,
  aPickedUpOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  place,
  planarTravel,
} from '../../support/builders.ts';

function decodeIt(plan: BlockPlan, changes: Partial<Snapshot> = {}) {
  const snapshot = aSnapshot(changes);
  const travel = planarTravel(placesOf(snapshot));
  const decoded = decode(encode(snapshot, travel), { plan }, snapshot, travel, 8);
  expect(check(decoded, snapshot, travel)).toEqual([]);
  return decoded;
}

const batchesOf = (plan: ReturnType<typeof decodeIt>) =>
  plan.routes.flatMap((route) =>
    route.batches.map((batch) => [route.courierId, batch.stage, batch.offerId, batch.orderIds]),
  );

describe('decode', () => {
  it('names planned batches after the zone and the revision to be, one by one', () => {
    const orders = ['a', 'b', 'c'].map((orderId) => anOrder({ orderId }));

    const plan = decodeIt([[[2, 0], [1]]], { orders });

    expect(batchesOf(plan)).toEqual([
      ['c1', 'planned', 'north-8-0', ['c', 'a']],
      ['c1', 'planned', 'north-8-1', ['b']],
    ]);
    expect(plan).toMatchObject({ zoneId: 'north', plannedAt: AT, unassigned: [] });
    expect(plan.cost.total).toBeGreaterThan(0);
  });

  it('puts what a courier is bound to first', () => {
    const orders = [
      anOrder({ orderId: 'free' }),
      anAcceptedOrder({ orderId: 'agreed', offerId: 'north-2-0' }),
      aPickedUpOrder({ orderId: 'aboard', offerId: 'north-1-0' }),
    ];

    expect(batchesOf(decodeIt([[[0]]], { orders }))).toEqual([
      ['c1', 'picked_up', 'north-1-0', ['aboard']],
      ['c1', 'accepted', 'north-2-0', ['agreed']],
      ['c1', 'planned', 'north-8-0', ['free']],
    ]);
  });

  it('has routes for those who are bound and get nothing new: off shift, or forgotten', () => {
    const orders = [aPickedUpOrder(), aPickedUpOrder({ orderId: 'o2', courierId: 'gone', offerId: 'north-1-1' })];

    const plan = decodeIt([], { orders, couriers: [aCourier({ status: 'off' })] });

    expect(plan.routes.map((route) => route.courierId)).toEqual(['c1', 'gone']);
  });

  it('keeps an offer that the courier carries first and unchanged', () => {
    const orders = [
      anOfferedOrder({ orderId: 'a' }),
      anOfferedOrder({ orderId: 'b', offerSequence: 1 }),
      anOrder({ orderId: 'c' }),
    ];

    expect(batchesOf(decodeIt([[[0, 1], [2]]], { orders }))).toEqual([
      ['c1', 'offered', 'north-1-0', ['a', 'b']],
      ['c1', 'planned', 'north-8-0', ['c']],
    ]);
  });

  it.each<[string, BlockPlan]>([
    ['has another drop sequence', [[[1, 0]]]],
    ['has lost an order', [[[0]]]],
    ['has a new mate', [[[0, 1, 2]]]],
    ['comes after something new', [[[2], [0, 1]]]],
  ])('plans a batch anew that %s', (_why, blocks) => {
    const orders = [
      anOfferedOrder({ orderId: 'a' }),
      anOfferedOrder({ orderId: 'b', offerSequence: 1 }),
      anOrder({ orderId: 'c' }),
    ];

    const stages = batchesOf(decodeIt(blocks, { orders })).map(([, stage]) => stage);

    expect(new Set(stages)).toEqual(new Set(['planned']));
  });

  it('plans an offer anew that goes to another courier', () => {
    const changes = {
      orders: [anOfferedOrder()],
      couriers: [aCourier(), aCourier({ courierId: 'c2' })],
      positions: [aPosition(), aPosition({ courierId: 'c2' })],
    };

    expect(batchesOf(decodeIt([[], [[0]]], changes))).toEqual([['c2', 'planned', 'north-8-0', ['o1']]]);
  });

  it('keeps a frozen offer where it is, before everything that is planned', () => {
    const orders = [
      anOfferedOrder({ orderId: 'a' }),
      anOfferedOrder({ orderId: 'b', offerSequence: 1 }),
      anOrder({ orderId: 'c' }),
    ];
    const policy = aPolicy({ release: { freezeSec: 60 } });

    // index 0 is c: the offer is no choice of the search
    expect(batchesOf(decodeIt([[[0]]], { orders, policy }))).toEqual([
      ['c1', 'offered', 'north-1-0', ['a', 'b']],
      ['c1', 'planned', 'north-8-0', ['c']],
    ]);
    expect(batchesOf(decodeIt([[]], { orders, policy }))).toEqual([['c1', 'offered', 'north-1-0', ['a', 'b']]]);
  });

  it('puts breaks and the end of a route where they belong', () => {
    const breaks = [{ earliestAt: AT, latestAt: AT, durationSec: 600 }];
    const couriers = [aCourier({ breaks, endLocation: place(30) })];

    const plan = decodeIt([[[0]]], { couriers });

    expect(plan.routes[0]?.stops.map(({ kind }) => kind)).toEqual(['break', 'pickup', 'dropoff', 'end']);
  });

  it('says of every order without a courier why', () => {
    const orders = [
      anOrder({ orderId: 'a', requirements: ['cold'] }),
      anOrder({ orderId: 'b', storeId: 'unknown' }),
      anOrder({ orderId: 'c' }),
      anOrder({ orderId: 'd', stage: 'delivered' }),
    ];

    expect(decodeIt([[]], { orders })).toMatchObject({
      routes: [],
      unassigned: [
        { orderId: 'a', reason: 'SKILL' },
        { orderId: 'b', reason: 'STORE_UNKNOWN' },
        { orderId: 'c', reason: 'SEARCH_LIMIT' },
      ],
    });
  });

  it('refuses a block of an order that the problem does not have', () => {
    expect(() => decodeIt([[[1]]])).toThrow('a block holds order 1 of 1');
  });
});
