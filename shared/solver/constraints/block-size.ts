// A block has at most maxOrdersPerBlock orders, and one that must ride alone has no mates.
import type { Solution } from '../solution.ts';
import type { Constraint } from './constraint.ts';

/** @param row courier * blockStride + block. */
export function blockSizeJoin(solution: Solution, order: number, courier: number, row: number): boolean {
  const { problem } = solution.model;
  const size = solution.start[row + 1] - solution.start[row];
  if (size >= problem.maxOrdersPerBlock || problem.orderBatchable[order] === 0) return false;
  // A mate that rides alone would be the only one: looking at the first is enough.
  return problem.orderBatchable[solution.queue[courier * solution.queueSize + solution.start[row]]] === 1;
}

export const blockSize: Constraint = {
  faults: (problem, courier, blocks) =>
    blocks.flatMap((block, b) => {
      const faults: string[] = [];
      if (block.length > problem.maxOrdersPerBlock) {
        faults.push(`block ${b} of courier ${courier} has ${block.length} of ${problem.maxOrdersPerBlock} orders`);
      }
      const alone = block.filter((order) => problem.orderBatchable[order] === 0);
      if (block.length > 1 && alone.length > 0) {
        faults.push(`block ${b} of courier ${courier} batches ${alone.join(', ')}`);
      }
      return faults;
    }),
};
