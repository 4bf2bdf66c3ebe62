// Pickup moments are not after the courier's end, and every leg has a way. The hot check is part of the simulation; the
// veto for a pair assumes that a detour never saves time.
import type { Problem } from '../problem.ts';
import { UNREACHABLE } from '../validate.ts';
import type { Constraint } from './constraint.ts';

export function momentsPair(problem: Problem, order: number, courier: number): boolean {
  const { numNodes, travelSeconds } = problem;
  const table = problem.courierProfile[courier] * numNodes * numNodes;
  const store = problem.orderStore[order];
  const toStore = travelSeconds[table + problem.courierNode[courier] * numNodes + problem.storeNode[store]];
  const toDoor = travelSeconds[table + problem.storeNode[store] * numNodes + problem.orderNode[order]];
  if (toStore >= UNREACHABLE || toDoor >= UNREACHABLE) return false;
  const arrived = problem.courierFree[courier] + toStore + problem.storeParking[store];
  return Math.max(arrived, problem.orderReady[order]) <= problem.courierEnd[courier];
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
