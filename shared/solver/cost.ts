// The objective, from scratch, plain and slow. All terms are whole points:
//
//   clickToDoor  w.clickToDoor * SUM(o planned)  priority(o) * (drop(o) - placed(o))
//   late         w.late        * SUM(o planned)  priority(o) * max(0, drop(o) - promise(o))
//   severeLate   w.severeLate  * SUM(o planned)  priority(o) * max(0, drop(o) - promise(o) - severeLate)
//   unserved                     SUM(o left out) unserved(o)
//   pay          w.pay         * SUM(c)          max(0, payPerOrder(c) * (orders(c) + planned(c)) - guarantee(c))
//   travel       w.travel      * SUM(c)          metres(c), the way to the end of its route included
//   activation   w.activation  * #(c with a block and without other work)
//   change       w.change      * #(o whose incumbent does not carry it)
import type { BlockPlan, CostBreakdown, Problem } from './problem.ts';
import { endLeg, timeBlocks } from './timing.ts';

/** Costs a plan; orders that are in no block are unserved. */
export function evaluate(problem: Problem, plan: BlockPlan): CostBreakdown {
  return evaluateSome(problem, plan, plan.keys(), Array(problem.numOrders).keys());
}

/** The share of a plan's cost that these couriers and these orders have: of orders, being left out and changing hands. */
export function evaluateSome(
  problem: Problem,
  plan: BlockPlan,
  couriers: Iterable<number>,
  orders: Iterable<number>,
): CostBreakdown {
  const courierOf = new Int32Array(problem.numOrders).fill(-1);
  const sums = { clickToDoor: 0, late: 0, severeLate: 0, pay: 0, meters: 0, activated: 0 };
  for (const courier of couriers) {
    const blocks = plan[courier];
    addDrops(problem, courier, blocks, courierOf, sums);
    sums.pay += pay(problem, courier, blocks.flat().length);
    if (blocks.length > 0 && problem.courierActive[courier] === 0) sums.activated++;
  }
  return price(problem, orders, courierOf, sums);
}

type Sums = { clickToDoor: number; late: number; severeLate: number; pay: number; meters: number; activated: number };

function addDrops(
  problem: Problem,
  courier: number,
  blocks: readonly (readonly number[])[],
  courierOf: Int32Array,
  sums: Sums,
): void {
  const timings = timeBlocks(problem, courier, blocks);
  sums.meters += endLeg(problem, courier, blocks).meters;
  timings.forEach((timing, b) => {
    sums.meters += timing.meters;
    blocks[b].forEach((order, i) => {
      courierOf[order] = courier;
      const late = timing.drops[i] - problem.orderPromise[order];
      const priority = problem.orderPriority[order];
      sums.clickToDoor += priority * (timing.drops[i] - problem.orderPlaced[order]);
      sums.late += priority * Math.max(0, late);
      sums.severeLate += priority * Math.max(0, late - problem.severeLate);
    });
  });
}

function pay(problem: Problem, courier: number, planned: number): number {
  const earned = problem.courierPayPerOrder[courier] * (problem.courierOrders[courier] + planned);
  return Math.max(0, earned - problem.courierGuarantee[courier]);
}

function price(problem: Problem, orders: Iterable<number>, courierOf: Int32Array, sums: Sums): CostBreakdown {
  const weights = problem.weights;
  let unserved = 0;
  let changed = 0;
  for (const order of orders) {
    if (courierOf[order] < 0) unserved += problem.orderUnserved[order];
    const incumbent = problem.orderIncumbent[order];
    if (incumbent >= 0 && incumbent !== courierOf[order]) changed++;
  }
  const terms = {
    clickToDoor: weights.clickToDoor * sums.clickToDoor,
    late: weights.late * sums.late,
    severeLate: weights.severeLate * sums.severeLate,
    unserved,
    pay: weights.pay * sums.pay,
    travel: weights.travel * sums.meters,
    activation: weights.activation * sums.activated,
    change: weights.change * changed,
  };
  return { ...terms, total: Object.values(terms).reduce((sum, term) => sum + term, 0) };
}
