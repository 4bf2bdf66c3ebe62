import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import { BestPlace } from '../../../../shared/solver/best-place.ts';
import { Candidates } from '../../../../shared/solver/candidates.ts';
import { evaluate } from '../../../../shared/solver/cost.ts';
import { isFeasible } from '../../../../shared/solver/feasible.ts';
import { Model } from '../../../../shared/solver/model.ts';
import type { BlockPlan } from '../../../../shared/solver/problem.ts';
import { Solution } from '../../../../shared/solver/solution.ts';
import { loadRepaired } from '../../../../shared/solver/start.ts';
import { BlockSwap } from '../../../../shared/solver/swap/block-swap.ts';
import { type ProblemSpec, problemOf } from '../problems.ts';

const FIVE: ProblemSpec = {
  stores: [{ x: 0 }],
  orders: [10, 20, 30, 40, 50].map((x) => ({ x })),
  couriers: [{ x: 0 }, { x: 0 }],
};

/** Every plan that one swap makes of this one. */
function swapped(changes: Partial<ProblemSpec>, plan: BlockPlan): ReadonlySet<string> {
  const problem = problemOf({ ...FIVE, ...changes });
  const found = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const rng = new Random(seed);
    const solution = new Solution(new Model(problem));
    loadRepaired(solution, plan);
    const swap = new BlockSwap(solution, new Candidates(solution.model), rng, new BestPlace(rng));
    if (!swap.swap()) expect(solution.unload()).toEqual(plan);
    expect(isFeasible(problem, solution.unload())).toEqual([]);
    expect(solution.cost).toBe(evaluate(problem, solution.unload()).total);
    found.add(JSON.stringify(solution.unload()));
  }
  return found;
}

describe('BlockSwap', () => {
  it('swaps blocks, tails, and either for nothing, whole and in sequence', () => {
    const found = swapped({}, [
      [[0, 1], [2]],
      [[3], [4]],
    ]);

    expect(found).toContain('[[[3],[2]],[[0,1],[4]]]'); // block for block
    expect(found).toContain('[[[3],[4]],[[0,1],[2]]]'); // tail for tail
    expect(found).toContain('[[[4],[2]],[[3],[0,1]]]'); // at other places
    expect(found).toContain('[[[2]],[[3],[4],[0,1]]]'); // a block for nothing
  });

  it('leaves out what the other courier has no room for, and does not touch what it may not carry', () => {
    const small = [
      { x: 0, capacity: [9] },
      { x: 0, capacity: [1] },
    ];
    const orders = FIVE.orders.map((order) => ({ ...order, load: [1] }));

    expect(swapped({ orders, couriers: small }, [[[0, 1]], [[2]]])).toContain('[[[2]],[[0]]]');
    expect(swapped({ orders: FIVE.orders.map((order) => ({ ...order, barred: [1] })) }, [[[0]], []]).size).toBe(1);
    expect(
      swapped({ maxBlocksPerCourier: 2 }, [
        [[0], [1]],
        [[2], [3]],
      ]),
    ).toContain('[[[1]],[[2],[3]]]');
  });
});
