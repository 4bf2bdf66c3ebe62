// Judges a block plan from scratch against every hard constraint: for tests and the debug levels of the search.
import { CONSTRAINTS } from './constraints/index.ts';
import type { BlockPlan, Problem } from './problem.ts';
import { timeBlocks } from './timing.ts';

/** Everything that is wrong with a plan, in words with numbers; empty: it is feasible. */
export function isFeasible(problem: Problem, plan: BlockPlan): readonly string[] {
  const faults = shapeFaults(problem, plan);
  if (faults.length > 0) return faults;
  return plan.flatMap((blocks, courier) => {
    const timings = timeBlocks(problem, courier, blocks);
    return CONSTRAINTS.flatMap((constraint) => constraint.faults(problem, courier, blocks, timings));
  });
}

function shapeFaults(problem: Problem, plan: BlockPlan): readonly string[] {
  const faults: string[] = [];
  const seen = new Set<number>();
  if (plan.length !== problem.numCouriers) faults.push(`${plan.length} queues for ${problem.numCouriers} couriers`);
  plan.forEach((blocks, courier) => {
    if (blocks.length > problem.maxBlocksPerCourier) faults.push(`courier ${courier} has ${blocks.length} blocks`);
    blocks.forEach((block, b) => {
      if (block.length === 0) faults.push(`block ${b} of courier ${courier} is empty`);
      const stores = new Set(block.map((order) => problem.orderStore[order]));
      if (stores.size > 1) faults.push(`block ${b} of courier ${courier} is of stores ${[...stores].join(', ')}`);
      for (const order of block) {
        if (!(Number.isInteger(order) && order >= 0 && order < problem.numOrders))
          faults.push(`order ${order} is unknown`);
        if (seen.has(order)) faults.push(`order ${order} is planned twice`);
        seen.add(order);
      }
    });
  });
  return faults;
}
