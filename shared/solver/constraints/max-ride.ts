// No order is on board for longer than it keeps. The hot check is the latest pickup moment of a block, timetable.ts and
// block-shape.ts; how a late pickup saves an order from waiting at a door, timing.ts.
import { FAR, type Problem } from '../problem.ts';
import { leastRide } from '../soonest.ts';
import type { Constraint } from './constraint.ts';

export function maxRidePair(problem: Problem, order: number, courier: number): boolean {
  const limit = problem.orderMaxRide[order];
  return limit >= FAR || leastRide(problem, order, courier) <= limit;
}

export const maxRide: Constraint = {
  faults: (problem, _courier, blocks, timings) =>
    timings.flatMap(({ pickup, drops }, b) =>
      blocks[b].flatMap((order, i) => {
        const limit = problem.orderMaxRide[order];
        const ride = drops[i] - pickup;
        return limit >= FAR || ride <= limit ? [] : [`order ${order} rides ${ride} of ${limit} s`];
      }),
    ),
};
