// Which of the solves kept under one number is asked for: a revision may have been tried several times.
import type { SolveOutcome } from '../domain/kept-solve.ts';

/** The one that was committed, else the newest attempt; null: there is none. */
export function chooseSolve<S extends { readonly attempt: number; readonly outcome: SolveOutcome }>(
  solves: readonly S[],
  attempt?: number,
): S | null {
  const asked = solves.filter((solve) => attempt === undefined || solve.attempt === attempt);
  const newest = asked.toSorted((a, b) => b.attempt - a.attempt);
  return newest.find(({ outcome }) => outcome === 'committed') ?? newest[0] ?? null;
}
