// Who may carry an order at all: skills, declines, whatever the caller folded into `allowed`.
import type { Problem } from '../problem.ts';
import type { Constraint } from './constraint.ts';

export function allowedPair(problem: Problem, order: number, courier: number): boolean {
  return problem.allowed[order * problem.numCouriers + courier] === 1;
}

export const allowed: Constraint = {
  faults: (problem, courier, blocks) =>
    blocks
      .flat()
      .filter((order) => problem.allowed[order * problem.numCouriers + courier] !== 1)
      .map((order) => `order ${order} is not allowed for courier ${courier}`),
};
