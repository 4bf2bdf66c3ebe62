import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { Sorting } from '../../../shared/solver/recreate/sorting.ts';
import { syntheticProblem } from '../../../shared/solver/synthetic.ts';

describe('the sequence of a start', () => {
  it.each([0, 1, 5, 17, 1500])('is by priority, then ready moment, then number, for %i orders', (orders) => {
    const rng = new Random(3);
    const made = syntheticProblem(rng, { orders, couriers: 2, stores: 3 });
    // Few different moments, so that many are equal.
    const problem = {
      ...made,
      orderReady: made.orderReady.map((ready) => ready - (ready % 300)),
      orderPriority: made.orderPriority.map(() => 1 + rng.below(3)),
    };
    const shuffled = Int32Array.from({ length: orders }, (_, order) => (order * 7919) % orders);

    const sorted = shuffled.slice();
    new Sorting(problem, rng).sortByUrgency(sorted, orders);

    const { orderPriority: priority, orderReady: ready } = problem;
    const expected = [...shuffled].sort((a, b) => priority[b] - priority[a] || ready[a] - ready[b] || a - b);
    expect([...sorted]).toEqual(expected);
  });
});
