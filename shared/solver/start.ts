// The start of a search: what is still feasible of the last plan, in its sequence. Orders that no longer fit are left
// out, for the greedy insertion to find another place.

import { NEW_BLOCK } from './best-place.ts';
import { mayCarry, mayJoin } from './constraints/index.ts';
import type { BlockPlan } from './problem.ts';
import type { Solution } from './solution.ts';

/** Loads a plan into an empty solution; repairs it by leaving out what is unknown, planned twice or infeasible. */
export function loadRepaired(solution: Solution, plan: BlockPlan): void {
  const { numCouriers } = solution.model.problem;
  for (let courier = 0; courier < Math.min(plan.length, numCouriers); courier++) {
    for (const block of plan[courier]) loadBlock(solution, courier, block);
  }
}

function loadBlock(solution: Solution, courier: number, block: readonly number[]): void {
  let isOpen = false;
  for (const order of block) {
    if (!isLoadable(solution, order, courier)) continue;
    const position = isOpen ? mateAt(solution, order, courier) : NEW_BLOCK;
    if (isOpen && position === NEW_BLOCK) continue;
    if (!isOpen && solution.numBlocks[courier] >= solution.blockStride - 1) return;
    if (isOpen) solution.joinBlock(order, courier, solution.numBlocks[courier] - 1, position);
    else solution.openBlock(order, courier, solution.numBlocks[courier]);
    if (solution.broken[courier] === 1) unload(solution, courier);
    else isOpen = true;
  }
}

function isLoadable(solution: Solution, order: number, courier: number): boolean {
  const { problem } = solution.model;
  if (!(Number.isInteger(order) && order >= 0 && order < problem.numOrders)) return false;
  return solution.courierOf[order] < 0 && mayCarry(problem, order, courier);
}

/** The drop position after all others in the courier's last block; NEW_BLOCK when the order may not join it. */
function mateAt(solution: Solution, order: number, courier: number): number {
  const { problem } = solution.model;
  const row = courier * solution.blockStride + solution.numBlocks[courier] - 1;
  const mate = solution.queue[courier * solution.queueSize + solution.start[row]];
  if (problem.orderStore[mate] !== problem.orderStore[order]) return NEW_BLOCK;
  return mayJoin(solution, order, courier, row) ? solution.start[row + 1] - solution.start[row] : NEW_BLOCK;
}

/** Takes the courier's last order out again. */
function unload(solution: Solution, courier: number): void {
  solution.removeString(courier, solution.numPlanned(courier) - 1, 1);
}
