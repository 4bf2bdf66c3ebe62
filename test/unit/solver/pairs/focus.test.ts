import { describe, expect, it } from 'vitest';
import { Random } from '../../../../shared/kernel/random.ts';
import { pairFaults } from '../../../../shared/solver/pairs/checks.ts';
import { Focus } from '../../../../shared/solver/pairs/focus.ts';
import { PairModel } from '../../../../shared/solver/pairs/model.ts';
import { Neighbours } from '../../../../shared/solver/pairs/neighbours.ts';
import { searchPairs } from '../../../../shared/solver/pairs/search.ts';
import { syntheticPairs } from '../../../../shared/solver/pairs/synthetic.ts';
import { never, somePairParams } from './pair-problems.ts';

const problemOf = (orders: number) =>
  syntheticPairs(new Random(2), { orders, window: 200, capacity: 100, vehicles: orders });

function focusOn(orders: number) {
  const neighbours = new Neighbours(new PairModel(problemOf(orders)), 20);
  return { neighbours, focus: new Focus(neighbours, new Random(4), orders) };
}

describe('Focus', () => {
  it('stays among the relatives of one order for 400 steps of a large problem, then goes elsewhere', () => {
    const { focus } = focusOn(320);

    const first = new Set(Array.from({ length: 400 }, () => focus.next()));
    const second = new Set(Array.from({ length: 400 }, () => focus.next()));

    expect(first.size).toBe(20);
    expect(second.size).toBe(20);
    expect(second).not.toEqual(first);
  });

  it('is anywhere in a small one', () => {
    const { focus } = focusOn(60);

    const seen = new Set(Array.from({ length: 2000 }, () => focus.next()));

    expect(seen.size).toBe(60);
  });

  it('keeps the books of a search with many orders', () => {
    const problem = problemOf(320);

    const result = searchPairs(
      problem,
      [],
      somePairParams({ maxUnits: 300_000, checks: 'result' }),
      new Random(1),
      never,
    );

    expect(pairFaults(problem, result.plan)).toEqual([]);
    expect(result.unassigned).toEqual([]);
  });
});
