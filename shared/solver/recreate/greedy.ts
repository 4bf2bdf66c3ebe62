// Greedy insertion with blinks (Christiaens and Vanden Berghe 2020, section 4.3): orders one by one, each at its cheapest
// place, unless leaving it out is cheaper. One step in a few is eager and inserts at any price: a way or a courier that
// no order is worth alone may be worth it for several. In a step, all orders just removed are tried and a sample of those
// that were out before, so that a zone with far too few couriers does not slow every step down.

import type { Random } from '../../kernel/random.ts';
import { invariant } from '../../kernel/result.ts';
import type { Budget } from '../budget.ts';
import type { Inserter } from '../insertion.ts';
import type { Solution } from '../solution.ts';
import type { Sorting } from './sorting.ts';

/** Orders tried in a step beside those just removed. */
const SAMPLE = 2;

/** One step in this many is eager. */
const EAGER_IN = 8;

export class Greedy {
  private readonly solution: Solution;
  private readonly inserter: Inserter;
  private readonly sorting: Sorting;
  private readonly rng: Random;
  private readonly blinkBp: number;
  private readonly checksPrices: boolean;
  private readonly pending: Int32Array;

  constructor(
    solution: Solution,
    inserter: Inserter,
    sorting: Sorting,
    rng: Random,
    options: { readonly blinkBp: number; readonly checksPrices: boolean },
  ) {
    this.solution = solution;
    this.inserter = inserter;
    this.sorting = sorting;
    this.rng = rng;
    this.blinkBp = options.blinkBp;
    this.checksPrices = options.checksPrices;
    this.pending = new Int32Array(solution.courierOf.length);
  }

  /** Inserts the last `removed` of the absent orders, and a sample of the others. */
  insert(removed: number): void {
    const { solution, pending, rng } = this;
    const others = solution.absent.count - removed;
    const sampled = Math.min(others, SAMPLE);
    const offset = others > sampled ? rng.below(others) : 0;
    for (let i = 0; i < sampled; i++) pending[i] = solution.absent.orders[(offset + i) % others];
    for (let i = 0; i < removed; i++) pending[sampled + i] = solution.absent.orders[others + i];
    this.sorting.sortByDrawn(pending, sampled + removed);
    const isEager = sampled > 0 && rng.below(EAGER_IN) === 0;
    for (let i = 0; i < sampled + removed; i++) this.insertOne(pending[i], this.blinkBp, isEager);
  }

  /** Inserts every absent order, urgent ones first, without blinks, until the budget is cut. */
  insertAll(budget: Budget): void {
    const count = this.solution.absent.count;
    this.pending.set(this.solution.absent.orders.subarray(0, count));
    this.sorting.sortByUrgency(this.pending, count);
    for (let i = 0; i < count && !budget.isCut(); i++) this.insertOne(this.pending[i], 0, false);
  }

  private insertOne(order: number, blinkBp: number, isEager: boolean): void {
    const { solution, inserter } = this;
    const limit = isEager ? Number.POSITIVE_INFINITY : solution.model.unserved[order];
    if (!inserter.findBest(order, limit, blinkBp)) return;
    const before = solution.cost - solution.model.unserved[order];
    inserter.apply(order);
    if (this.checksPrices) {
      const paid = solution.cost - before;
      invariant(
        paid === inserter.price,
        `inserting order ${order} was priced ${inserter.price} but cost ${paid}. Maybe a term is missing in insertion.ts.`,
      );
    }
  }
}
