// A quiet cycle: the clock asks for it, and nothing has happened since the last plan. That plan, found by a search that had
// all the work it was to have, still holds; what is left to do is to release what has come due. So a quiet minute that is
// solved decides what it would have decided had it been skipped, and costs no search.
import type { Policy } from '../domain/policy.ts';
import type { ZoneHead } from './ports.ts';
import type { LoadedZone } from './snapshot.ts';

/** Whether the last plan is to be carried on without a search. @param claim as the cycle's claim returned it. */
export function isQuiet(claim: Pick<ZoneHead, 'want' | 'covered'>, { snapshot, lastSolve }: LoadedZone): boolean {
  const { lastPlan, positions, policy } = snapshot;
  if (lastPlan === null || lastSolve === null || claim.want > claim.covered) return false;
  const hasMoved = positions.some(({ at }) => at > lastPlan.plannedAt);
  return !hasMoved && isSamePolicy(lastSolve, policy) && isSearchedWhole(lastSolve, policy);
}

/** Another version may come by a rollout, which wakes nobody. */
const isSamePolicy = (solve: NonNullable<LoadedZone['lastSolve']>, { policyId, version }: Policy): boolean =>
  solve.policy.policyId === policyId && solve.policy.version === version;

/**
 * A search that the clock or `maxUnits` ended may find more the next time; one that had its units an order has found what
 * it was to find. So had a plan that was itself carried on from one: it had no units at all.
 */
const isSearchedWhole = (solve: NonNullable<LoadedZone['lastSolve']>, { search }: Policy): boolean =>
  solve.stopReason !== 'deadline' && solve.maxUnits < search.maxUnits;
