import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../shared/kernel/random.ts';
import { evaluate } from '../../shared/solver/cost.ts';
import { isFeasible } from '../../shared/solver/feasible.ts';
import type { BlockPlan, Problem } from '../../shared/solver/problem.ts';
import type { SearchParams } from '../../shared/solver/result.ts';
import { search } from '../../shared/solver/search.ts';
import { leastCost } from '../unit/solver/brute-force.ts';
import { never, someParams } from '../unit/solver/problems.ts';
import { anyPlan, problems } from './solver-worlds.ts';

const run = (problem: Problem, warm: BlockPlan, params: SearchParams, seed = 1) =>
  search(problem, warm, params, new Random(seed), never);

/** A failing world is made smaller for a while only; searching takes time. */
const runs = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000 });

/** A search may miss the best plan of one world in many thousands; a test of that has the same worlds each time. */
const sameRuns = (numRuns: number) => ({ ...runs(numRuns), seed: 1 });

/** Each order is in exactly one block or unassigned. */
function coveredOnce(problem: Problem, plan: BlockPlan, unassigned: readonly number[]): boolean {
  const all = [...plan.flat(2), ...unassigned].sort((a, b) => a - b);
  return all.length === problem.numOrders && all.every((order, i) => order === i);
}

describe('search, on generated problems', () => {
  const tiny = problems({ maxOrders: 4, maxCouriers: 2, wildTravel: false });
  const planar = problems({ maxOrders: 12, maxCouriers: 4, wildTravel: false });
  const wild = problems({ maxOrders: 12, maxCouriers: 4, wildTravel: true });
  const seed = fc.nat(1000);

  it('finds the best of all plans of a tiny problem', () => {
    const params = someParams({ maxUnits: 4000, startTemperature: 20_000 });
    fc.assert(
      fc.property(tiny, (problem) => {
        expect(run(problem, [], params).cost.total).toBe(leastCost(problem));
      }),
      sameRuns(60),
    );
  }, 60_000);

  // Every step of these runs also compares the working solution with one from scratch, and every insertion its price.
  it.each([
    ['on a plane', planar],
    ['with detours that save time and legs without a way', wild],
  ])('plans each order once, feasibly, never worse than its start, %s', (_, world) => {
    fc.assert(
      fc.property(world, anyPlan, seed, (problem, warm, drawn) => {
        const result = run(problem, warm, someParams({ maxUnits: 2000 }), drawn);

        expect(isFeasible(problem, result.plan)).toEqual([]);
        expect(coveredOnce(problem, result.plan, result.unassigned)).toBe(true);
        expect(result.cost).toEqual(evaluate(problem, result.plan));
        expect(result.cost.total).toBeLessThanOrEqual(result.startCost.total);
      }),
      runs(150),
    );
  });

  it('never makes a plan of its own worse', () => {
    fc.assert(
      fc.property(planar, seed, (problem, drawn) => {
        const first = run(problem, [], someParams({ maxUnits: 500 }), drawn);
        const second = run(problem, first.plan, someParams({ maxUnits: 500 }), drawn + 1);

        expect(second.startCost.total).toBeLessThanOrEqual(first.cost.total);
        expect(second.cost.total).toBeLessThanOrEqual(first.cost.total);
      }),
      runs(60),
    );
  });

  it('repeats itself, and repeats a run that was cut anywhere', () => {
    const params = someParams({ maxUnits: 2000, checks: 'none' });
    fc.assert(
      fc.property(planar, seed, fc.nat(200), (problem, drawn, patience) => {
        let asked = 0;
        const cut = search(problem, [], params, new Random(drawn), () => ++asked > patience);
        // A run that came to its end by itself is repeated by the same call.
        const same = cut.stopReason === 'deadline' ? { ...params, stopAtUnits: cut.units } : params;

        expect(run(problem, [], same, drawn)).toEqual(cut);
      }),
      runs(60),
    );
  });
});
