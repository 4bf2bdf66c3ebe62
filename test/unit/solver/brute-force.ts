// The best plan of a tiny problem by looking at all of them: every courier or none for each order, every sequence, every
// way of cutting a sequence into blocks.
import { evaluate } from '../../../shared/solver/cost.ts';
import { isFeasible } from '../../../shared/solver/feasible.ts';
import type { BlockPlan, Problem } from '../../../shared/solver/problem.ts';

/** The least total cost of a feasible plan; for up to five orders and two couriers. */
export function leastCost(problem: Problem): number {
  let least = Number.POSITIVE_INFINITY;
  for (const plan of plans(problem)) {
    least = Math.min(least, evaluate(problem, plan).total);
  }
  return least;
}

function* plans(problem: Problem): Generator<BlockPlan> {
  for (const carried of assignments(problem.numOrders, problem.numCouriers)) {
    yield* product(carried.map((orders, courier) => feasibleQueues(problem, courier, orders)));
  }
}

/** For each courier the orders it carries. */
function* assignments(numOrders: number, numCouriers: number): Generator<number[][]> {
  const ways = (numCouriers + 1) ** numOrders;
  for (let way = 0; way < ways; way++) {
    const carried: number[][] = Array.from({ length: numCouriers }, () => []);
    let rest = way;
    for (let order = 0; order < numOrders; order++) {
      const courier = rest % (numCouriers + 1);
      rest = Math.floor(rest / (numCouriers + 1));
      if (courier < numCouriers) carried[courier].push(order);
    }
    yield carried;
  }
}

/** Couriers do not hinder one another: what is feasible for each alone is feasible together. */
function feasibleQueues(problem: Problem, courier: number, orders: readonly number[]): number[][][] {
  const alone = (queue: number[][]) =>
    Array.from({ length: problem.numCouriers }, (_, c) => (c === courier ? queue : []));
  return [...queues(orders)].filter((queue) => isFeasible(problem, alone(queue)).length === 0);
}

export function* queues(orders: readonly number[]): Generator<number[][]> {
  for (const sequence of permutations(orders)) {
    for (let cuts = 0; cuts < 2 ** Math.max(0, sequence.length - 1); cuts++) yield cut(sequence, cuts);
  }
}

/** Bit i of `cuts`: a new block begins after order i. */
function cut(sequence: readonly number[], cuts: number): number[][] {
  const blocks: number[][] = [];
  sequence.forEach((order, i) => {
    if (i === 0 || cuts & (1 << (i - 1))) blocks.push([order]);
    else blocks[blocks.length - 1].push(order);
  });
  return blocks;
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (let i = 0; i < items.length; i++) {
    const others = items.filter((_, j) => j !== i);
    for (const rest of permutations(others)) yield [items[i], ...rest];
  }
}

function* product<T>(choices: readonly (readonly T[])[]): Generator<T[]> {
  if (choices.length === 0) {
    yield [];
    return;
  }
  for (const first of choices[0]) for (const rest of product(choices.slice(1))) yield [first, ...rest];
}
