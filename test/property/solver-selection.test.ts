// A selection among queues: with all queues there are it finds the optimum, and with those of a search it is never worse
// than the search.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryRouteSelection } from '../../shared/adapters/memory/route-selection.ts';
import { queueSelection, searchExactly } from '../../shared/app/search-exactly.ts';
import { costOf, isSound } from '../../shared/app/select-columns.ts';
import { Random } from '../../shared/kernel/random.ts';
import { evaluate } from '../../shared/solver/cost.ts';
import { isFeasible } from '../../shared/solver/feasible.ts';
import type { BlockPlan, Problem } from '../../shared/solver/problem.ts';
import { search } from '../../shared/solver/search.ts';
import { leastCost, queues } from '../unit/solver/brute-force.ts';
import { someParams } from '../unit/solver/problems.ts';
import { anyPlan, problems } from './solver-worlds.ts';

const selection = new MemoryRouteSelection();
const never = (): boolean => false;
const help = { selection, limitMs: () => 1000 };

/** Every feasible queue of every courier. */
function allQueues(problem: Problem): readonly { readonly courier: number; readonly blocks: BlockPlan[number] }[] {
  const couriers = Array.from({ length: problem.numCouriers }, (_, courier) => courier);
  return couriers.flatMap((courier) =>
    subsets(problem.numOrders)
      .flatMap((orders) => [...queues(orders)])
      .map((blocks) => ({ courier, blocks }))
      .filter(
        ({ blocks }) =>
          isFeasible(
            problem,
            couriers.map((c) => (c === courier ? blocks : [])),
          ).length === 0,
      ),
  );
}

const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count - 1 }, (_, i) =>
    Array.from({ length: count }, (_, order) => order).filter((order) => ((i + 1) >> order) & 1),
  );

describe('a selection among queues', () => {
  it('finds the cost of the best plan when it can choose among all queues', async () => {
    await fc.assert(
      fc.asyncProperty(problems({ maxOrders: 4, maxCouriers: 2, wildTravel: true }), async (problem) => {
        const asked = queueSelection(problem, allQueues(problem), 0);

        const chosen = await selection.select(asked);

        if (chosen === null) throw new Error('nobody has anything: that is a choice');
        expect(isSound(asked, chosen)).toBe(true);
        const nobody = evaluate(
          problem,
          Array.from({ length: problem.numCouriers }, () => []),
        ).total;
        expect(nobody + costOf(asked, chosen)).toBe(leastCost(problem));
      }),
      { numRuns: 60, interruptAfterTimeLimit: 20_000 },
    );
  }, 60_000);

  it('is never worse than the search, feasible, and costed as the objective says', async () => {
    let helpful = 0;
    await fc.assert(
      fc.asyncProperty(
        problems({ maxOrders: 7, maxCouriers: 3, wildTravel: true }),
        anyPlan,
        fc.nat(1000),
        fc.constantFrom(0, 50, 400),
        async (problem, warm, seed, maxUnits) => {
          const params = someParams({ maxUnits, checks: 'none' });
          const own = search(problem, warm, params, new Random(seed), never);

          const helped = await searchExactly(problem, warm, params, new Random(seed), never, help);

          expect(isFeasible(problem, helped.plan)).toEqual([]);
          expect(helped.cost).toEqual(evaluate(problem, helped.plan));
          const planned = new Set(helped.plan.flat(2));
          expect(helped.unassigned).toEqual([...Array(problem.numOrders).keys()].filter((o) => !planned.has(o)));
          if (helped.chosen === null) expect(helped).toEqual({ ...own, chosen: null });
          else expect(helped.cost.total).toBeLessThan(own.cost.total);
          if (helped.chosen !== null) helpful++;
        },
      ),
      { numRuns: 200, interruptAfterTimeLimit: 20_000 },
    );
    expect(helpful).toBeGreaterThan(0);
  }, 60_000);
});
