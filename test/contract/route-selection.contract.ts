// What every exact solver of selections does.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RouteSelection, SelectionProblem } from '../../shared/app/ports.ts';
import { costOf, isSound } from '../../shared/app/select-columns.ts';
import { Random } from '../../shared/kernel/random.ts';

export interface SelectionUnderTest {
  readonly selection: RouteSelection;
  readonly close: () => Promise<void>;
}

/** Longer than any of these take, on any machine. */
const AMPLE_MS = 60_000;

const columnsOf = (...columns: readonly (readonly [cost: number, ...rows: number[]])[]): SelectionProblem['columns'] =>
  columns.map(([cost, ...rows]) => ({ cost, rows }));

const all = (numRows: number, isRequired: boolean): readonly boolean[] => new Array<boolean>(numRows).fill(isRequired);

/** A single column for each row, dear, and some random ones. */
export function randomSelection(seed: number, isRequired: boolean): SelectionProblem {
  const rng = new Random(seed);
  const numRows = 3 + rng.below(6);
  const rows = Array.from({ length: numRows }, (_, row) => row);
  const singles = rows.map((row) => ({ cost: isRequired ? 50 : 5 - rng.below(10), rows: [row] }));
  const others = Array.from({ length: 12 }, () => {
    const picked = rows.filter(() => rng.below(3) === 0);
    return { cost: (isRequired ? 0 : -60) + rng.below(120), rows: picked.length === 0 ? [rng.below(numRows)] : picked };
  });
  const start = isRequired ? rows : [];
  return { numRows, isRequired: all(numRows, isRequired), columns: [...singles, ...others], start };
}

export function routeSelectionContract(name: string, make: () => SelectionUnderTest): void {
  describe(`a selection by ${name}`, () => {
    let world: SelectionUnderTest;
    beforeEach(() => {
      world = make();
    });
    afterEach(() => world.close());

    test('covers every required row exactly once, as cheaply as can be', async () => {
      // 0 and 1 by one column, 2 alone: 5 + 4 = 9; the three alone: 3 + 3 + 4 = 10; the cheap [0, 1, 2, 3] misses nothing: 12.
      const columns = columnsOf([3, 0], [3, 1], [4, 2], [5, 0, 1], [1, 3], [12, 0, 1, 2, 3]);
      const problem = { numRows: 4, isRequired: all(4, true), columns, start: [5] };

      const chosen = await world.selection.select(problem, AMPLE_MS);

      expect(chosen?.toSorted()).toEqual([2, 3, 4]); // 5 + 4 + 1 = 10 < 12
    });

    test('leaves rows that are not required to whom they pay off, each once at most', async () => {
      // [0, 1] saves 5; [1, 2] saves 4 and [0] saves 2, together 6; [3] costs.
      const columns = columnsOf([-5, 0, 1], [-4, 1, 2], [-2, 0], [1, 3]);
      const problem = { numRows: 4, isRequired: all(4, false), columns, start: [] };

      const chosen = await world.selection.select(problem, AMPLE_MS);

      expect(chosen?.toSorted()).toEqual([1, 2]);
    });

    test('answers with a sound choice, no dearer than its start, the same cost as any other solver', async () => {
      for (let seed = 1; seed <= 10; seed++) {
        const problem = randomSelection(seed, seed % 2 === 0);

        const chosen = await world.selection.select(problem, AMPLE_MS);

        if (chosen === null) throw new Error('there is a choice: the start');
        expect(isSound(problem, chosen)).toBe(true);
        expect(costOf(problem, chosen)).toBeLessThanOrEqual(costOf(problem, problem.start) + 1e-9);
        expect(costOf(problem, chosen)).toBeCloseTo(leastCost(problem), 6);
      }
    });
  });
}

/** Over all subsets of the columns. */
function leastCost(problem: SelectionProblem): number {
  let least = Number.POSITIVE_INFINITY;
  const extend = (index: number, chosen: readonly number[], free: ReadonlySet<number>): void => {
    if (index === problem.columns.length) {
      if (isSound(problem, chosen)) least = Math.min(least, costOf(problem, chosen));
      return;
    }
    extend(index + 1, chosen, free);
    const rows = problem.columns[index]?.rows ?? [];
    if (!rows.every((row) => free.has(row))) return;
    extend(index + 1, [...chosen, index], new Set([...free].filter((row) => !rows.includes(row))));
  };
  extend(0, [], new Set(problem.isRequired.keys()));
  return least;
}
