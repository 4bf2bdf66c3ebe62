import { describe, expect, it } from 'vitest';
import { encode, placesOf } from '../../../shared/app/encode.ts';
import { Explainer } from '../../../shared/app/explain.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import type { BlockPlan } from '../../../shared/solver/problem.ts';
import { AT, aCourier, anOrder, aPolicy, aPosition, aSnapshot, place, planarTravel } from '../../support/builders.ts';

const STEADY = aPolicy({ weights: { clickToDoorPerSec: 10, latePerSec: 100, severeLatePerSec: 0, payPerCent: 0 } });

const couriers = ['c1', 'c2', 'c3'];

/** c1 stands at the bakery, c2 100 m, that is 100 s, away from it, c3 200 m. */
const world = (changes: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    policy: STEADY,
    couriers: couriers.map((courierId) => aCourier({ courierId })),
    positions: couriers.map((courierId, index) => aPosition({ courierId, location: place(-100 * index) })),
    orders: [anOrder()],
    ...changes,
  });

function explained(snapshot: Snapshot, plan: BlockPlan) {
  const encoded = encode(snapshot, planarTravel(placesOf(snapshot)));
  return new Explainer(encoded, plan, snapshot).explain('o1');
}

describe('an explanation', () => {
  it('says what the other couriers would cost, and in which terms', () => {
    const { alternatives, blocked } = explained(world(), [[[0]], [], []]) ?? {};

    // 100 s later at 10 points a second, and 200 s.
    expect(alternatives).toMatchObject([
      { courierId: 'c2', cost: 1000, terms: { clickToDoor: 1000 } },
      { courierId: 'c3', cost: 2000, terms: { clickToDoor: 2000 } },
    ]);
    expect(blocked).toEqual([]);
  });

  it('says who cannot carry it, nearest first, and what blocks them', () => {
    const snapshot = world({
      orders: [anOrder({ requirements: ['cold'], declinedBy: ['c3'] })],
      couriers: [
        aCourier({ courierId: 'c1', skills: ['cold'] }),
        aCourier({ courierId: 'c2', skills: [] }),
        aCourier({ courierId: 'c3', skills: ['cold'] }),
      ],
    });

    expect(explained(snapshot, [[[0]], [], []])).toMatchObject({
      alternatives: [],
      blocked: [
        { courierId: 'c2', by: ['skill'] },
        { courierId: 'c3', by: ['ask_again'] },
      ],
    });
  });

  it('says that a courier has enough ahead of it', () => {
    const policy = aPolicy({ search: { maxBlocksPerCourier: 1 }, batching: { maxOrders: 1 } });
    const orders = [anOrder(), anOrder({ orderId: 'o2' })];
    const one = { couriers: [aCourier({ courierId: 'c1' })], positions: [aPosition({ courierId: 'c1' })] };

    expect(explained(world({ policy, orders, ...one }), [[[1]]])?.blocked).toEqual([
      { courierId: 'c1', by: ['queue'] },
    ]);
  });

  it('says how much later a late order would have to be promised', () => {
    // Dropped 1000 s of driving, 2 + 2 minutes at the store and 2 at the door after now: 1360 s; promised after 1000 s.
    const late = world({ orders: [anOrder({ promiseBy: AT + 1000 })] });

    expect(explained(late, [[[0]], [], []])?.changes).toEqual([{ kind: 'promise', minutes: 6 }]);
  });

  it('knows nothing of an order that the plan does not choose for', () => {
    expect(explained(world({ orders: [anOrder({ storeId: 'unheard-of' })] }), [[], [], []])).toBeNull();
  });
});
