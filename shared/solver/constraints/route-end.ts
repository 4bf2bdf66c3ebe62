// A courier is through, and where its route ends, by its close. The hot check is part of the simulation.
import { FAR, type Problem } from '../problem.ts';
import { secondsBetween, soonestDrop, soonestPickup } from '../soonest.ts';
import { endLeg } from '../timing.ts';
import { UNREACHABLE } from '../validate.ts';
import type { Constraint } from './constraint.ts';

export function routeEndPair(problem: Problem, order: number, courier: number): boolean {
  const close = problem.courierClose[courier];
  const end = problem.courierEndNode[courier];
  const home = end < 0 ? 0 : secondsBetween(problem, courier, problem.orderNode[order], end);
  if (close >= FAR) return true;
  const drop = soonestDrop(problem, order, courier, soonestPickup(problem, order, courier));
  return drop + problem.orderHandoff[order] + home <= close;
}

export const routeEnd: Constraint = {
  faults: (problem, courier, blocks, timings) => {
    const last = timings.at(-1);
    if (last === undefined) return [];
    const faults: string[] = [];
    const { seconds } = endLeg(problem, courier, blocks);
    const end = last.end + seconds;
    if (seconds >= UNREACHABLE) faults.push(`courier ${courier} has no way from its last door to its end`);
    if (problem.courierClose[courier] < FAR && end > problem.courierClose[courier]) {
      faults.push(`courier ${courier} is through at ${end}, after its close at ${problem.courierClose[courier]}`);
    }
    return faults;
  },
};
