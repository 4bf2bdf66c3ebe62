// The load of a block fits the courier in every dimension. A courier is empty between blocks.
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Constraint } from './constraint.ts';

export function capacityPair(problem: Problem, order: number, courier: number): boolean {
  const { numDimensions, orderLoad, courierCapacity } = problem;
  for (let d = 0; d < numDimensions; d++) {
    if (orderLoad[order * numDimensions + d] > courierCapacity[courier * numDimensions + d]) return false;
  }
  return true;
}

/** @param row courier * blockStride + block. */
export function capacityJoin(solution: Solution, order: number, courier: number, row: number): boolean {
  const { numDimensions, orderLoad, courierCapacity } = solution.model.problem;
  const { queue, start } = solution;
  const base = courier * solution.queueSize;
  for (let d = 0; d < numDimensions; d++) {
    let load = orderLoad[order * numDimensions + d];
    for (let i = start[row]; i < start[row + 1]; i++) load += orderLoad[queue[base + i] * numDimensions + d];
    if (load > courierCapacity[courier * numDimensions + d]) return false;
  }
  return true;
}

export const capacity: Constraint = {
  faults: (problem, courier, blocks) =>
    blocks.flatMap((block, b) => {
      const dimensions = Array.from({ length: problem.numDimensions }, (_, d) => d);
      return dimensions.flatMap((d) => {
        const load = block.reduce((sum, order) => sum + problem.orderLoad[order * problem.numDimensions + d], 0);
        const limit = problem.courierCapacity[courier * problem.numDimensions + d];
        return load <= limit ? [] : [`block ${b} of courier ${courier} loads ${load} of ${limit} in dimension ${d}`];
      });
    }),
};
