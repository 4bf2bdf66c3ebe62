import { describe, expect, it } from 'vitest';
import { Model } from '../../../shared/solver/model.ts';
import type { BlockPlan } from '../../../shared/solver/problem.ts';
import { Solution } from '../../../shared/solver/solution.ts';
import { loadRepaired } from '../../../shared/solver/start.ts';
import { type ProblemSpec, problemOf } from './problems.ts';

const THREE: ProblemSpec = {
  stores: [{ x: 0 }, { x: 5 }],
  orders: [{ x: 10 }, { x: 20 }, { x: 30, store: 1 }],
  couriers: [{ x: 0 }, { x: 0 }],
};

function repaired(changes: Partial<ProblemSpec>, plan: BlockPlan): BlockPlan {
  const solution = new Solution(new Model(problemOf({ ...THREE, ...changes })));
  loadRepaired(solution, plan);
  return solution.unload();
}

describe('loadRepaired', () => {
  it('keeps a feasible plan as it is', () => {
    expect(repaired({}, [[[2], [1, 0]], []])).toEqual([[[2], [1, 0]], []]);
  });

  it('leaves out what is unknown or planned twice, and queues of couriers that are gone', () => {
    expect(repaired({}, [[[0, 7, -1, 0.5]], [[0], [1]], [[2]]])).toEqual([[[0]], [[1]]]);
  });

  it('leaves out mates that may not ride together', () => {
    expect(repaired({}, [[[0, 2, 1]], []])).toEqual([[[0, 1]], []]);
    expect(repaired({ maxOrdersPerBlock: 1 }, [[[0, 1]], []])).toEqual([[[0]], []]);
  });

  it('leaves out blocks beyond the longest queue', () => {
    expect(repaired({ maxBlocksPerCourier: 1 }, [[[0], [1]], []])).toEqual([[[0]], []]);
  });

  it.each([
    ['a door that closes before the mate before it is served', { orders: [{ x: 10 }, { x: 5, closes: 14 }] }, [[[0]]]],
    ['a ride that has become too long', { orders: [{ x: 10 }, { x: 5, maxRide: 14 }] }, [[[0]]]],
    ['a close that came forward', { couriers: [{ x: 0, close: 14 }] }, [[[0]]]],
  ])('leaves out what no longer fits for %s', (_, changes, kept) => {
    // Orders 0 and 1 in one block from 0: door 10 at 10, and door 5, or 20, later.
    expect(repaired({ ...THREE, couriers: [{ x: 0 }], ...changes }, [[[0, 1]]])).toEqual(kept);
  });

  it('keeps the sequence round a store that has closed, and round a break', () => {
    const stores = [{ x: 0 }, { x: 5, hours: [[0, 14]] as const }];
    const couriers = [{ x: 0, breaks: [[5, 15, 60]] as const }, { x: 0 }];

    // Order 2 would be picked up at 10 + 5 = 15. With the break from 10 to 70 order 1 is only later.
    expect(repaired({ stores }, [[[0], [2], [1]], []])).toEqual([[[0], [1]], []]);
    expect(repaired({ couriers }, [[[0], [1]], []])).toEqual([[[0], [1]], []]);
  });

  it('leaves out what would be picked up after the end, and keeps what comes after it in time', () => {
    // Order 0 at door 10: back at the store at 20, which is after the end at 15; order 2 is picked up at 10 + 5 = 15.
    const couriers = [{ x: 0, end: 15 }, { x: 0 }];

    expect(repaired({ couriers }, [[[0], [1], [2]], []])).toEqual([[[0], [2]], []]);
  });
});
