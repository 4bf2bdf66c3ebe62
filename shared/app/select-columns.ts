// Exact help, never trusted: what a selection answers counts only if it covers what it must and is cheaper than its start.
import { invariant } from '../kernel/result.ts';
import type { Milliseconds } from '../kernel/units.ts';
import type { RouteSelection, SelectionProblem } from './ports.ts';

/** What a choice must save to count, as a share of the start's cost: below it is rounding. */
const LEAST_GAIN = 1e-9;

/** A choice cheaper than the start, ascending; null: none was found in time. Rejects when the solver fails. */
export async function selectColumns(
  selection: RouteSelection,
  problem: SelectionProblem,
  limitMs: Milliseconds,
): Promise<readonly number[] | null> {
  invariant(
    isSound(problem, problem.start),
    'the start of a selection does not cover its rows. Maybe a column is missing.',
  );
  const chosen = await selection.select(problem, limitMs);
  if (chosen === null || !isSound(problem, chosen)) return null;
  const startCost = costOf(problem, problem.start);
  const gain = startCost - costOf(problem, chosen);
  return gain > LEAST_GAIN * Math.max(1, Math.abs(startCost)) ? chosen.toSorted((a, b) => a - b) : null;
}

/** Whether the columns cover every row as it must be, each column chosen once. */
export function isSound({ numRows, isRequired, columns }: SelectionProblem, chosen: readonly number[]): boolean {
  const covered = new Uint8Array(numRows);
  for (const index of chosen) {
    const column = columns[index];
    if (column === undefined) return false;
    for (const row of column.rows) {
      if (covered[row] !== 0) return false;
      covered[row] = 1;
    }
  }
  return (
    covered.every((count, row) => count === 1 || isRequired[row] !== true) && new Set(chosen).size === chosen.length
  );
}

export function costOf({ columns }: SelectionProblem, chosen: readonly number[]): number {
  return chosen.reduce((sum, column) => sum + (columns[column]?.cost ?? Number.NaN), 0);
}
