// Ruin and recreate under simulated annealing: "Slack Induction by String Removals for Vehicle Routing Problems"
// (Christiaens and Vanden Berghe, Transportation Science 2020), on queues of blocks instead of routes; some steps swap
// blocks instead. The fleet phase is left out: leaving an order out has a price. A function: same problem, start,
// parameters, seed and units, same plan.

import type { Random } from '../kernel/random.ts';
import { invariant } from '../kernel/result.ts';
import { Annealing } from './accept/annealing.ts';
import { Budget } from './budget.ts';
import { Candidates } from './candidates.ts';
import { evaluate } from './cost.ts';
import { isFeasible } from './feasible.ts';
import { Inserter } from './insertion.ts';
import { Model } from './model.ts';
import type { BlockPlan, Problem } from './problem.ts';
import type { QueuePool } from './queue-pool.ts';
import { Greedy } from './recreate/greedy.ts';
import { Sorting } from './recreate/sorting.ts';
import type { SearchParams, SearchResult, Stop } from './result.ts';
import { Relatedness } from './ruin/relatedness.ts';
import { StringRemoval } from './ruin/string-removal.ts';
import { Solution } from './solution.ts';
import { loadRepaired } from './start.ts';
import { BlockSwap } from './swap/block-swap.ts';
import { validateParams, validateProblem } from './validate.ts';

/** One step in this many swaps blocks, if it finds any; the others ruin and recreate. */
const SWAP_IN = 3;

/**
 * Finds a plan that costs no more than the repaired warm start. @param pool collects queues as it goes; null: nobody does.
 * @throws Error when the problem or the parameters are invalid, or a debug check fails: bugs.
 */
export function search(
  problem: Problem,
  warmStart: BlockPlan,
  params: SearchParams,
  rng: Random,
  stop: Stop,
  pool: QueuePool | null = null,
): SearchResult {
  validateParams(params);
  validateProblem(problem);
  const model = new Model(problem);
  const working = new Solution(model);
  const candidates = new Candidates(model);
  const inserter = new Inserter(working, candidates, rng);
  const budget = new Budget(inserter.best, params, stop, params.pace ?? null);
  const ruin = new StringRemoval(working, new Relatedness(problem, neighbourCount(params)), candidates, rng);
  const recreate = new Greedy(working, inserter, new Sorting(problem, rng), rng, {
    blinkBp: params.blinkBp,
    checksPrices: params.checks === 'every-step',
  });
  const blockSwap = new BlockSwap(working, candidates, rng, inserter.best);
  const annealing = new Annealing(params);

  loadRepaired(working, warmStart);
  recreate.insertAll(budget);
  const start = working.unload();
  if (params.checks !== 'none') check(working);
  const current = new Solution(model);
  const best = new Solution(model);
  current.copyFrom(working);
  best.copyFrom(working);

  const isTrivial = problem.numOrders === 0 || problem.numCouriers === 0;
  let iterations = 0;
  budget.begin();
  while (!isTrivial && !budget.isSpent()) {
    if (rng.below(SWAP_IN) > 0 || !blockSwap.swap()) {
      recreate.insert(ruin.remove(1 + rng.below(2 * params.ruinSize - 1)));
    }
    inserter.best.units++;
    iterations++;
    if (params.checks === 'every-step') check(working);
    if (!working.isBroken() && annealing.accepts(working.cost, current.cost, budget.usedShare(), rng)) {
      pool?.collect(working);
      working.syncTo(current);
      if (current.cost < best.cost) {
        best.copyFrom(current);
        if (params.checks === 'best') check(best);
      }
    } else {
      working.revertTo(current);
    }
  }

  const plan = best.unload();
  return {
    plan,
    unassigned: best.unassigned(),
    cost: evaluate(problem, plan),
    startCost: evaluate(problem, start),
    units: inserter.best.units,
    insertions: inserter.best.tested,
    iterations,
    stopReason: isTrivial ? 'trivial' : budget.isStopped ? 'deadline' : 'units',
  };
}

/** Enough related orders that a ruin finds its number among them, though it opens a queue once. */
function neighbourCount(params: SearchParams): number {
  return 20 + 4 * params.ruinSize;
}

/** Recomputes everything from scratch; throws when the working solution's own books are wrong. */
function check(solution: Solution): void {
  const { problem } = solution.model;
  const plan = solution.unload();
  const cost = evaluate(problem, plan).total;
  invariant(
    cost === solution.cost,
    `the working cost is ${solution.cost}, from scratch it is ${cost}. Maybe a change was not refreshed.`,
  );
  const faults = solution.isBroken() ? [] : isFeasible(problem, plan);
  invariant(faults.length === 0, `infeasible: ${faults.join('; ')}. Maybe a constraint is not asked on some path.`);
}
