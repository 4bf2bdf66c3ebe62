// A block search with exact help, for small zones: search and collect the queues it comes by, then choose among all of them.
// Rows are orders and couriers, each covered once at most; a column is a courier with a queue, and costs what the objective
// changes by it. Costs are the objective's own, taken from scratch, and the plan chosen is judged and costed from scratch.
import type { Random } from '../kernel/random.ts';
import type { Milliseconds } from '../kernel/units.ts';
import { evaluate } from '../solver/cost.ts';
import { isFeasible } from '../solver/feasible.ts';
import type { BlockPlan, Problem } from '../solver/problem.ts';
import { type PooledQueue, QueuePool } from '../solver/queue-pool.ts';
import type { SearchParams, SearchResult, Stop } from '../solver/result.ts';
import { search } from '../solver/search.ts';
import type { RouteSelection, SelectionProblem } from './ports.ts';
import { selectColumns } from './select-columns.ts';

/** Queues kept for the selection; more make it slower, hardly better. */
const MOST_QUEUES = 2000;

export interface ExactHelp {
  readonly selection: RouteSelection;
  /** How long the selection may take, asked when the search has ended. */
  readonly limitMs: () => Milliseconds;
}

export interface SearchedExactly extends SearchResult {
  /** The queues chosen, by number; null: nothing better than the search's own plan. With it, the run can be repeated. */
  readonly chosen: readonly number[] | null;
}

/** Never worse than the search's own plan. Rejects when the solver of the selection fails. */
export async function searchExactly(
  problem: Problem,
  warmStart: BlockPlan,
  params: SearchParams,
  rng: Random,
  stop: Stop,
  help: ExactHelp,
): Promise<SearchedExactly> {
  const pool = new QueuePool(MOST_QUEUES);
  const own = search(problem, warmStart, params, rng, stop, pool);
  const ownQueues = own.plan.flatMap((blocks, courier) => (blocks.length === 0 ? [] : [{ courier, blocks }]));
  const queues = [...ownQueues, ...pool.queues()];
  const selected = await selectQueues(problem, queues, ownQueues.length, help);
  if (selected === null || selected.cost.total >= own.cost.total) return { ...own, chosen: null };
  return { ...own, ...selected };
}

/** The best plan of these queues, of which the first few are a plan; null: there is none better. */
async function selectQueues(
  problem: Problem,
  queues: readonly PooledQueue[],
  numStart: number,
  { selection, limitMs }: ExactHelp,
): Promise<Pick<SearchedExactly, 'plan' | 'unassigned' | 'cost' | 'chosen'> | null> {
  const chosen = await selectColumns(selection, queueSelection(problem, queues, numStart), limitMs());
  if (chosen === null) return null;
  const plan = planOf(
    problem,
    queues.filter((_, column) => chosen.includes(column)),
  );
  if (isFeasible(problem, plan).length > 0) return null;
  const planned = new Set(plan.flat(2));
  const unassigned = Array.from({ length: problem.numOrders }, (_, order) => order).filter((o) => !planned.has(o));
  return { plan, unassigned, cost: evaluate(problem, plan), chosen };
}

/** The selection among queues of which the first `numStart` are a plan. */
export function queueSelection(problem: Problem, queues: readonly PooledQueue[], numStart: number): SelectionProblem {
  const { numOrders, numCouriers } = problem;
  const nobody = evaluate(problem, planOf(problem, [])).total;
  return {
    numRows: numOrders + numCouriers,
    isRequired: new Array<boolean>(numOrders + numCouriers).fill(false),
    columns: queues.map((queue) => ({
      cost: evaluate(problem, planOf(problem, [queue])).total - nobody,
      rows: [...queue.blocks.flat(), numOrders + queue.courier],
    })),
    start: Array.from({ length: numStart }, (_, column) => column),
  };
}

function planOf({ numCouriers }: Problem, queues: readonly PooledQueue[]): BlockPlan {
  const plan: (readonly (readonly number[])[])[] = Array.from({ length: numCouriers }, () => []);
  for (const { courier, blocks } of queues) plan[courier] = blocks;
  return plan;
}
