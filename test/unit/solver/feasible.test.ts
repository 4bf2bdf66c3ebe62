import { describe, expect, it } from 'vitest';
import { isFeasible } from '../../../shared/solver/feasible.ts';
import type { BlockPlan } from '../../../shared/solver/problem.ts';
import { type ProblemSpec, problemOf } from './problems.ts';

const TWO: ProblemSpec = {
  stores: [{ x: 0 }, { x: 5 }],
  orders: [{ x: 10 }, { x: 20 }],
  couriers: [{ x: 0 }],
};

const cases: readonly (readonly [string, Partial<ProblemSpec>, BlockPlan, string])[] = [
  ['an order planned twice', {}, [[[0], [0]]], 'planned twice'],
  ['an unknown order', {}, [[[2]]], 'order 2 is unknown'],
  ['an empty block', {}, [[[]]], 'is empty'],
  ['queues for couriers that are not there', {}, [[], []], '2 queues for 1 couriers'],
  ['too many blocks', { maxBlocksPerCourier: 1 }, [[[0], [1]]], 'has 2 blocks'],
  ['a block of two stores', { orders: [{ x: 1 }, { x: 2, store: 1 }] }, [[[0, 1]]], 'is of stores 0, 1'],
  ['a barred courier', { orders: [{ x: 1, barred: [0] }, { x: 1 }] }, [[[0]]], 'order 0 is not allowed'],
  ['too many orders in a block', { maxOrdersPerBlock: 1 }, [[[0, 1]]], 'has 2 of 1 orders'],
  ['mates of an order that rides alone', { orders: [{ x: 1 }, { x: 1, batchable: false }] }, [[[0, 1]]], 'batches 1'],
  [
    'a load above capacity in one dimension',
    {
      orders: [
        { x: 1, load: [1, 4] },
        { x: 1, load: [1, 3] },
      ],
      couriers: [{ x: 0, capacity: [9, 6] }],
    },
    [[[0, 1]]],
    'loads 7 of 6 in dimension 1',
  ],
  ['ready moments too far apart', { orders: [{ x: 1 }, { x: 1, ready: 61 }], maxReadyGap: 60 }, [[[0, 1]]], '61 s'],
  ['a pickup after the end', { couriers: [{ x: 50, end: 49 }] }, [[[0]]], 'picked up at 50, after its end'],
  ['a drop after its door closes', { orders: [{ x: 10, closes: 9 }, { x: 20 }] }, [[[0]]], 'at 10, after its door'],
  ['a ride that is too long', { orders: [{ x: 10 }, { x: 20, maxRide: 19 }] }, [[[0, 1]]], 'order 1 rides 20'],
  ['a pickup after the store has closed', { stores: [{ x: 9, hours: [[0, 8]] }] }, [[[0]]], 'at 9, after its store'],
  ['a route that ends too late', { couriers: [{ x: 0, close: 9 }] }, [[[0]]], 'through at 10, after its close at 9'],
  [
    'a way home that is too long',
    { couriers: [{ x: 0, close: 14, home: { x: 5 } }] },
    [[[0]]],
    'through at 15, after its close at 14',
  ],
  [
    'a leg without a way',
    { seconds: [...Array(5)].map((_, i) => [...Array(5)].map((_, j) => (i === 4 && j === 0 ? 2 ** 28 : 1))) },
    [[[0]]],
    'without a way',
  ],
];

describe('isFeasible', () => {
  it.each(cases)('names %s', (_, changes, plan, fault) => {
    const faults = isFeasible(problemOf({ ...TWO, ...changes }), plan);

    expect(faults.join('; ')).toContain(fault);
  });

  it('finds nothing wrong at every limit at once', () => {
    const problem = problemOf({
      ...TWO,
      orders: [
        { x: 10, load: [3] },
        { x: 20, load: [3], ready: 60 },
      ],
      couriers: [{ x: 0, end: 60, capacity: [6] }],
      maxOrdersPerBlock: 2,
      maxReadyGap: 60,
      maxBlocksPerCourier: 1,
    });

    expect(isFeasible(problem, [[[0, 1]]])).toEqual([]);
  });
});
