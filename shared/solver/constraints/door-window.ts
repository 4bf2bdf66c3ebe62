// No order is dropped after its door closes. The hot check is the latest pickup moment of a block, timetable.ts and
// block-shape.ts. (That no order is dropped before its door opens is a rule of timing: the courier waits.)
import { FAR, type Problem } from '../problem.ts';
import { soonestDrop, soonestPickup } from '../soonest.ts';
import type { Constraint } from './constraint.ts';

export function doorWindowPair(problem: Problem, order: number, courier: number): boolean {
  const closes = problem.orderCloses[order];
  if (closes >= FAR) return true;
  return soonestDrop(problem, order, courier, soonestPickup(problem, order, courier)) <= closes;
}

export const doorWindow: Constraint = {
  faults: (problem, _courier, blocks, timings) =>
    timings.flatMap(({ drops }, b) =>
      blocks[b].flatMap((order, i) => {
        const closes = problem.orderCloses[order];
        if (closes >= FAR || drops[i] <= closes) return [];
        return [`order ${order} is dropped at ${drops[i]}, after its door closes at ${closes}`];
      }),
    ),
};
