// The sequences in which a recreate may insert orders, one drawn at random each time by weight (Christiaens and Vanden
// Berghe 2020, section 4.3: random, demand, far and close become random, ready, promise and long way).
import type { Random } from '../../kernel/random.ts';
import type { Problem } from '../problem.ts';

const RANDOM = 0;
const READY = 1;
const PROMISE = 2;
const FAR = 3;

/** The weights, written out: one entry is drawn. */
const DRAWS = [RANDOM, RANDOM, RANDOM, RANDOM, READY, READY, READY, PROMISE, PROMISE, FAR] as const;

const GAPS = [701, 301, 132, 57, 23, 10, 4, 1] as const;

export class Sorting {
  private readonly problem: Problem;
  private readonly rng: Random;
  private readonly keys: Float64Array;

  constructor(problem: Problem, rng: Random) {
    this.problem = problem;
    this.rng = rng;
    this.keys = new Float64Array(problem.numOrders);
  }

  /** Sorts the first `count` orders, by a criterion drawn at random. */
  sortByDrawn(orders: Int32Array, count: number): void {
    const criterion = DRAWS[this.rng.below(DRAWS.length)];
    for (let i = 0; i < count; i++) this.keys[i] = this.keyOf(orders[i], criterion);
    this.sort(orders, count);
  }

  /** Sorts the first `count` orders by ready moment, those of high priority first. */
  sortByUrgency(orders: Int32Array, count: number): void {
    const { orderPriority, orderReady } = this.problem;
    for (let i = 0; i < count; i++) this.keys[i] = orderReady[orders[i]] - 4294967296 * orderPriority[orders[i]];
    this.sort(orders, count);
  }

  private keyOf(order: number, criterion: number): number {
    const { problem } = this;
    if (criterion === RANDOM) return this.rng.uint32();
    if (criterion === READY) return problem.orderReady[order];
    if (criterion === PROMISE) return problem.orderPromise[order];
    const from = problem.storeNode[problem.orderStore[order]];
    return -problem.travelSeconds[from * problem.numNodes + problem.orderNode[order]];
  }

  /**
   * Shell sort (Ciura's gaps): a step's list is short, that of a start may be the whole zone, and no part of it can be
   * interrupted. Equal keys fall back to the order's number, so that the result is one.
   */
  private sort(orders: Int32Array, count: number): void {
    const { keys } = this;
    for (const gap of GAPS) {
      for (let i = gap; i < count; i++) {
        const key = keys[i];
        const order = orders[i];
        let j = i - gap;
        while (j >= 0 && (keys[j] > key || (keys[j] === key && orders[j] > order))) {
          keys[j + gap] = keys[j];
          orders[j + gap] = orders[j];
          j -= gap;
        }
        keys[j + gap] = key;
        orders[j + gap] = order;
      }
    }
  }
}
