// The debug level of the pair search: everything from scratch, by other means than the search's own books.
import { invariant } from '../../kernel/result.ts';
import { TOLERANCE } from './model.ts';
import { DEPOT, deliveryOf, numNodesOf, orderOf, type PairPlan, type PairProblem, pickupOf } from './problem.ts';
import type { Routes } from './routes.ts';

/** Length of all routes of a plan. */
export function pairDistance(problem: PairProblem, plan: PairPlan): number {
  let sum = 0;
  for (const route of plan) {
    let at = DEPOT;
    for (const node of [...route, DEPOT]) {
      sum += problem.travel[at * numNodesOf(problem) + node];
      at = node;
    }
  }
  return sum;
}

/** What a plan breaks, a line each; orders may be missing. */
export function pairFaults(problem: PairProblem, plan: PairPlan): readonly string[] {
  const faults: string[] = [];
  const seen = new Set<number>();
  if (plan.length > problem.numVehicles) faults.push(`${plan.length} routes, ${problem.numVehicles} vehicles`);
  for (const [i, route] of plan.entries()) {
    for (const node of route) if (seen.size === seen.add(node).size) faults.push(`node ${node} is planned twice`);
    for (const fault of routeFaults(problem, route)) faults.push(`route ${i}: ${fault}`);
  }
  return faults;
}

function routeFaults(problem: PairProblem, route: readonly number[]): readonly string[] {
  const { travel, early, late, service, load, capacity } = problem;
  const faults: string[] = [];
  const onBoard = new Set<number>();
  let at = DEPOT;
  let time = early[DEPOT];
  let carried = 0;
  for (const node of [...route, DEPOT]) {
    time += travel[at * numNodesOf(problem) + node];
    if (time > late[node] + 10 * TOLERANCE) faults.push(`node ${node} at ${time}, due ${late[node]}`);
    time = Math.max(time, early[node]) + service[node];
    at = node;
    if (node === DEPOT) break;
    const order = orderOf(node);
    if (node === pickupOf(order)) {
      onBoard.add(order);
      carried += load[order];
      if (carried > capacity) faults.push(`${carried} on board after ${node}`);
    } else {
      if (!onBoard.delete(order)) faults.push(`node ${node} before its pickup`);
      carried -= load[order];
    }
  }
  for (const order of onBoard) faults.push(`node ${deliveryOf(order)} is missing`);
  return faults;
}

/** Throws when the books of the working routes are wrong. */
export function checkRoutes(routes: Routes): void {
  const { problem } = routes.model;
  const plan = routes.unload();
  const distance = pairDistance(problem, plan);
  invariant(
    Math.abs(distance - routes.distance) < 1e-6,
    `the distance is ${routes.distance}, from scratch it is ${distance}. Maybe a route was not refreshed.`,
  );
  const faults = pairFaults(problem, plan);
  invariant(faults.length === 0, `infeasible: ${faults.join('; ')}. Maybe detours save time in this problem.`);
  const missing = problem.numOrders - plan.flat().length / 2;
  const absent = routes.isAbsent.reduce((sum, flag) => sum + flag, 0);
  invariant(missing === absent, `${missing} orders are missing, ${absent} are noted as absent.`);
}
