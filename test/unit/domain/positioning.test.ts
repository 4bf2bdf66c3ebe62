import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../shared/domain/facts.ts';
import { demandedStores, positionIdle } from '../../../shared/domain/positioning.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import {
  AT,
  aCourier,
  anOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  aStore,
  place,
  planarTravel,
} from '../../support/builders.ts';

const TRAVEL = planarTravel([place(0), place(600), place(119), place(120), place(-900), place(1201)]);
const POLICY = { ...aPolicy(), positioning: { horizonSec: 2400, leastWaySec: 120, mostWaySec: 1200 } };

/** One order of the bakery, delivered a minute ago; c1 is idle, 600 m and so 600 s away. */
const aWorld = (changes: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    policy: POLICY,
    couriers: [aCourier()],
    positions: [aPosition({ location: place(600) })],
    orders: [anOrder({ placedAt: AT - 2399, stage: 'delivered' })],
    ...changes,
  });

const sent = (snapshot: Snapshot) =>
  positionIdle([], factsOf(snapshot), TRAVEL).map(({ courierId, storeId }) => `${courierId} to ${storeId}`);

const at = (east: number) => ({ positions: [aPosition({ location: place(east) })] });

describe('positionIdle', () => {
  it('sends an idle courier to where an order was placed within the horizon', () => {
    expect(positionIdle([], factsOf(aWorld()), TRAVEL)).toEqual([
      { courierId: 'c1', storeId: 'bakery', departAt: AT, askedAt: AT },
    ]);
    expect(sent(aWorld({ orders: [anOrder({ placedAt: AT - 2400, stage: 'delivered' })] }))).toEqual([]);
  });

  it('sends nobody under a policy that does not ask for it', () => {
    expect(sent(aWorld({ policy: aPolicy() }))).toEqual([]);
    expect(demandedStores(factsOf(aWorld({ policy: aPolicy() })))).toEqual([]);
  });

  it('sends nobody who is near enough, nor too far away', () => {
    expect([at(119), at(120), at(1201)].map((positions) => sent(aWorld(positions)))).toEqual([
      [],
      ['c1 to bakery'],
      [],
    ]);
  });

  it('sends one courier an order, the nearest, and counts one who stands at the store as there', () => {
    const couriers = [aCourier(), aCourier({ courierId: 'c2' })];
    const far = aPosition({ courierId: 'c2', location: place(-900) });

    expect(sent(aWorld({ couriers, positions: [aPosition({ location: place(600) }), far] }))).toEqual(['c1 to bakery']);
    expect(sent(aWorld({ couriers, positions: [aPosition(), far] }))).toEqual([]);
    const two = ['o1', 'o2'].map((orderId) => anOrder({ orderId, stage: 'delivered' }));
    expect(sent(aWorld({ couriers, positions: [aPosition(), far], orders: two }))).toEqual(['c2 to bakery']);
  });

  it('leaves alone who has a route, is on its way, or is about to go home', () => {
    const start = { location: place(600), departAt: AT };
    const route = { courierId: 'c1', start, batches: [], stops: [], travelSec: 0, distanceM: 0 };
    const enRoute = { storeId: 'bakery', at: AT - 60, arriveAt: AT + 300 };

    expect(positionIdle([route], factsOf(aWorld()), TRAVEL)).toEqual([]);
    expect(sent(aWorld({ couriers: [aCourier({ enRoute })] }))).toEqual([]);
    // There at 600; an hour's quarter has to be left.
    const until = (endAt: number) => sent(aWorld({ couriers: [aCourier({ shift: { startAt: AT - 60, endAt } })] }));
    expect([until(AT + 1499), until(AT + 1500)]).toEqual([[], ['c1 to bakery']]);
  });

  it('carries on with what it asked before, also when another store would be better now', () => {
    const asked = { courierId: 'c1', storeId: 'brewery', departAt: AT - 60, askedAt: AT - 60 };
    const cost = {
      clickToDoor: 0,
      late: 0,
      severeLate: 0,
      unserved: 0,
      pay: 0,
      travel: 0,
      activation: 0,
      change: 0,
      total: 0,
    };
    const lastPlan = { zoneId: 'north', plannedAt: AT - 60, routes: [], unassigned: [], errands: [asked], cost };

    expect(positionIdle([], factsOf(aWorld({ lastPlan })), TRAVEL)).toEqual([asked]);
  });

  it('looks at no more than the hundred newest orders, those of stores that it knows', () => {
    const orders = Array.from({ length: 150 }, (_, i) =>
      anOrder({ orderId: `o${i}`, storeId: i < 50 ? 'bakery' : 'brewery', placedAt: AT - i }),
    );
    const stores = [aStore(), aStore({ storeId: 'brewery' })];

    expect(demandedStores(factsOf(aWorld({ orders, stores }))).map(({ storeId }) => storeId)).toEqual([
      ...new Array<string>(50).fill('bakery'),
      ...new Array<string>(50).fill('brewery'),
    ]);
    expect(demandedStores(factsOf(aWorld({ orders })))).toHaveLength(50);
  });
});
