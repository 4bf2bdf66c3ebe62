// No order of a block waits more than maxReadyGap for the readiness of its mates.
import { MAX_READY, MIN_READY, RECORD } from '../record.ts';
import type { Solution } from '../solution.ts';
import type { Constraint } from './constraint.ts';

/** @param row courier * blockStride + block. */
export function readyGapJoin(solution: Solution, order: number, row: number): boolean {
  const { orderReady, maxReadyGap } = solution.model.problem;
  const ready = orderReady[order];
  return (
    ready - solution.record[row * RECORD + MIN_READY] <= maxReadyGap &&
    solution.record[row * RECORD + MAX_READY] - ready <= maxReadyGap
  );
}

export const readyGap: Constraint = {
  faults: (problem, courier, blocks) =>
    blocks.flatMap((block, b) => {
      const ready = block.map((order) => problem.orderReady[order]);
      const gap = Math.max(...ready) - Math.min(...ready);
      return gap <= problem.maxReadyGap ? [] : [`block ${b} of courier ${courier} spans ${gap} s of ready moments`];
    }),
};
