// Where one order would go, courier by courier, while everything else of a plan stays as it is; also if the order or a
// courier were a little different. Explanations and what-ifs are made of this. It is the search's own evaluator, without a
// search.
import { Random } from '../kernel/random.ts';
import { invariant } from '../kernel/result.ts';
import { NEW_BLOCK } from './best-place.ts';
import { Candidates } from './candidates.ts';
import { mayCarry } from './constraints/index.ts';
import { evaluateSome } from './cost.ts';
import { Inserter } from './insertion.ts';
import { Model } from './model.ts';
import type { BlockPlan, CostBreakdown, Problem } from './problem.ts';
import { Solution } from './solution.ts';
import { loadRepaired } from './start.ts';
import { timeBlocks } from './timing.ts';

/** The cheapest place with one courier. */
export interface Fit {
  readonly courier: number;
  /** Of its queue, and the drop position in it; NEW_BLOCK: a block of its own before that one. */
  readonly block: number;
  readonly position: number;
  /** Points that carrying it there adds to what the other orders and the couriers cost. */
  readonly price: number;
}

/** What may be different about an order; moments and limits as in the problem, never from none to some or back. */
export type OrderNumbers = Pick<Problem, 'orderPromise' | 'orderCloses' | 'orderMaxRide' | 'orderUnserved'>;
/** What may be different about a courier. */
export type CourierNumbers = Pick<Problem, 'courierCapacity' | 'courierEnd' | 'courierClose' | 'courierGuarantee'>;

export class Fits {
  private readonly problem: Problem;
  private readonly model: Model;
  private readonly plan: BlockPlan;
  private readonly whole: Solution;
  /** As `whole`, but for the order that is looked at. */
  private readonly rest: Solution;
  private readonly inserter: Inserter;

  /** @throws Error when the plan is not feasible for the problem: a bug. */
  constructor(problem: Problem, plan: BlockPlan) {
    this.problem = withOwnNumbers(problem);
    this.plan = plan;
    this.model = new Model(this.problem);
    this.whole = new Solution(this.model);
    loadRepaired(this.whole, plan);
    const planned = plan.flat(2).length;
    const loaded = problem.numOrders - this.whole.unassigned().length;
    invariant(loaded === planned, `of ${planned} orders of a plan ${loaded} fit. Maybe it is another problem's`);
    this.rest = new Solution(this.model);
    this.rest.copyFrom(this.whole);
    this.putBack();
    this.inserter = new Inserter(this.rest, new Candidates(this.model), new Random(0));
  }

  /** Positions tried so far: the work done. */
  get units(): number {
    return this.inserter.best.units;
  }

  /** Who carries the order in the plan; -1: nobody. */
  courierOf(order: number): number {
    return this.whole.courierOf[order];
  }

  /** Points that leaving the order out costs. */
  unserved(order: number): number {
    return this.model.unserved[order];
  }

  /** Takes the order out of the plan, if it is in it; answers the points that carrying it where it is costs, else null. */
  takeOut(order: number): number | null {
    const { rest, whole } = this;
    const courier = rest.courierOf[order];
    if (courier < 0) return null;
    const first = rest.queue.subarray(courier * rest.queueSize).indexOf(order);
    rest.removeString(courier, first, 1);
    return whole.cost - (rest.cost - this.model.unserved[order]);
  }

  /** The cheapest place with this courier for an order that is out; null: there is none. */
  with(order: number, courier: number): Fit | null {
    const { best } = this.inserter;
    if (this.rest.isBroken() || !mayCarry(this.problem, order, courier)) return null;
    if (!this.inserter.findWith(order, courier)) return null;
    return { courier, block: best.block, position: best.position, price: this.inserter.price };
  }

  /** Whether the courier has as many blocks ahead as the problem allows. */
  isFull(courier: number): boolean {
    return this.rest.numBlocks[courier] >= this.problem.maxBlocksPerCourier;
  }

  /** What the cheapest place of all costs, for an order that is out; infinite: there is none. */
  leastPrice(order: number, couriers: Iterable<number>): number {
    let least = Number.POSITIVE_INFINITY;
    for (const courier of couriers) least = Math.min(least, this.with(order, courier)?.price ?? least);
    return least;
  }

  /** Seconds from the snapshot's moment: when the order would be dropped there. */
  dropAt(order: number, fit: Fit): number {
    const blocks = withOrder(withoutOrder(this.plan[fit.courier], order), order, fit);
    const block = blocks.findIndex((orders) => orders.includes(order));
    return timeBlocks(this.problem, fit.courier, blocks)[block].drops[blocks[block].indexOf(order)];
  }

  /** Likewise, of an order of the plan where it is. */
  plannedDropAt(order: number): number {
    return this.whole.drop[order];
  }

  /** Term by term, how much more the plan costs with the order there than as it is. */
  difference(order: number, fit: Fit): CostBreakdown {
    const own = this.courierOf(order);
    const couriers = own < 0 || own === fit.courier ? [fit.courier] : [own, fit.courier];
    const moved = this.plan.map((blocks, courier) => {
      const without = courier === own ? withoutOrder(blocks, order) : blocks;
      return courier === fit.courier ? withOrder(without, order, fit) : without;
    });
    const before = evaluateSome(this.problem, this.plan, couriers, [order]);
    return minus(evaluateSome(this.problem, moved, couriers, [order]), before);
  }

  /** Term by term, what carrying the order there adds to the plan without it: the fit's price. */
  addition(order: number, fit: Fit): CostBreakdown {
    const rest = this.plan.map((blocks) => withoutOrder(blocks, order));
    const moved = rest.with(fit.courier, withOrder(rest[fit.courier], order, fit));
    const before = evaluateSome(this.problem, rest, [fit.courier], []);
    return minus(evaluateSome(this.problem, moved, [fit.courier], [order]), before);
  }

  /** The order, while it is out, as these numbers of one order have it. */
  setOrder(order: number, numbers: OrderNumbers): void {
    this.problem.orderPromise[order] = numbers.orderPromise[0];
    this.problem.orderCloses[order] = numbers.orderCloses[0];
    this.problem.orderMaxRide[order] = numbers.orderMaxRide[0];
    this.problem.orderUnserved[order] = numbers.orderUnserved[0];
    this.model.readOrder(order);
  }

  /** The courier as these numbers of one courier have it; its limits not narrower than the plan's. */
  setCourier(courier: number, numbers: CourierNumbers): void {
    const { numDimensions } = this.problem;
    for (let d = 0; d < numDimensions; d++)
      this.problem.courierCapacity[courier * numDimensions + d] = numbers.courierCapacity[d];
    this.problem.courierEnd[courier] = numbers.courierEnd[0];
    this.problem.courierClose[courier] = numbers.courierClose[0];
    this.problem.courierGuarantee[courier] = numbers.courierGuarantee[0];
    this.model.readCourier(courier);
    this.rest.reprice(courier);
  }

  /** Whether the courier may carry the order, whatever was said before. */
  setAllowed(order: number, courier: number, isAllowed: boolean): void {
    this.problem.allowed[order * this.problem.numCouriers + courier] = Number(isAllowed);
  }

  /** The plan as it is, after the order was taken out. Numbers are put back by whoever changed them, before. */
  putBack(): void {
    this.rest.revertTo(this.whole);
  }
}

/** The problem with copies of everything that may be changed. */
const withOwnNumbers = (problem: Problem): Problem => ({
  ...problem,
  orderPromise: problem.orderPromise.slice(),
  orderCloses: problem.orderCloses.slice(),
  orderMaxRide: problem.orderMaxRide.slice(),
  orderUnserved: problem.orderUnserved.slice(),
  courierCapacity: problem.courierCapacity.slice(),
  courierEnd: problem.courierEnd.slice(),
  courierClose: problem.courierClose.slice(),
  courierGuarantee: problem.courierGuarantee.slice(),
  allowed: problem.allowed.slice(),
});

function minus(after: CostBreakdown, before: CostBreakdown): CostBreakdown {
  const terms = Object.keys(before) as (keyof CostBreakdown)[];
  return Object.fromEntries(terms.map((term) => [term, after[term] - before[term]])) as unknown as CostBreakdown;
}

type Queue = readonly (readonly number[])[];

const withoutOrder = (blocks: Queue, order: number): Queue =>
  blocks.map((block) => block.filter((one) => one !== order)).filter((block) => block.length > 0);

/** The queue with an order that it does not have, at its fit. */
export function withOrder(blocks: Queue, order: number, { block, position }: Fit): Queue {
  if (position === NEW_BLOCK) return blocks.toSpliced(block, 0, [order]);
  return blocks.map((orders, b) => (b === block ? orders.toSpliced(position, 0, order) : orders));
}
