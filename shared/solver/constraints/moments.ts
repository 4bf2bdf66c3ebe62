// Pickup moments are not after the courier's end, and every leg has a way. The hot check is part of the simulation; the
// veto for a pair assumes that a detour never saves time.
import type { Problem } from '../problem.ts';
import { secondsBetween, soonestPickup } from '../soonest.ts';
import { UNREACHABLE } from '../validate.ts';
import type { Constraint } from './constraint.ts';

export function momentsPair(problem: Problem, order: number, courier: number): boolean {
  const store = problem.storeNode[problem.orderStore[order]];
  if (secondsBetween(problem, courier, problem.courierNode[courier], store) >= UNREACHABLE) return false;
  if (secondsBetween(problem, courier, store, problem.orderNode[order]) >= UNREACHABLE) return false;
  return soonestPickup(problem, order, courier) <= problem.courierEnd[courier];
}

export const moments: Constraint = {
  faults: (problem, courier, _blocks, timings) =>
    timings.flatMap((timing, b) => {
      const faults: string[] = [];
      if (!timing.reachable) faults.push(`block ${b} of courier ${courier} has a leg without a way`);
      if (timing.pickup > problem.courierEnd[courier]) {
        faults.push(`block ${b} of courier ${courier} is picked up at ${timing.pickup}, after its end`);
      }
      return faults;
    }),
};
