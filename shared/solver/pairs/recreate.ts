// Greedy insertion (Christiaens and Vanden Berghe 2020, section 4.3): all absent orders one by one in a sequence drawn at
// random, each at its cheapest place; those without a place stay absent. Deviation: while the fleet is made smaller, one
// sequence in a few begins with the orders that were left over most, as guided ejection search does (Nagata and Kobayashi
// 2010): they find a place while there is still room.
import type { Random } from '../../kernel/random.ts';
import type { Budget } from '../budget.ts';
import type { PairInserter } from './inserter.ts';
import type { Routes } from './routes.ts';

const RANDOM = 0;
const LOAD = 1;
const FAR = 2;
const CLOSE = 3;
const TIGHT = 4;
const EARLY = 5;
const LATE = 6;

/** The weights, written out: one entry is drawn. */
const DRAWS = [0, 0, 0, 0, LOAD, LOAD, LOAD, LOAD, FAR, FAR, CLOSE, TIGHT, TIGHT, EARLY, EARLY, LATE, LATE] as const;

export class PairGreedy {
  private readonly routes: Routes;
  private readonly inserter: PairInserter;
  private readonly rng: Random;
  /** One sequence in this many goes by past absences, when they are given; 0: none. */
  private readonly hardFirstIn: number;
  private readonly pending: Int32Array;
  private readonly keys: Float64Array;
  /** [criterion * numOrders + order]. */
  private readonly criteria: Float64Array;

  constructor(routes: Routes, inserter: PairInserter, rng: Random, hardFirstIn: number) {
    const { numOrders } = routes.model;
    this.routes = routes;
    this.inserter = inserter;
    this.rng = rng;
    this.hardFirstIn = hardFirstIn;
    this.pending = new Int32Array(numOrders);
    this.keys = new Float64Array(numOrders);
    this.criteria = new Float64Array(numOrders * 7);
    for (let order = 0; order < numOrders; order++) this.computeCriteria(order);
  }

  private computeCriteria(order: number): void {
    const { early, late, travel, problem } = this.routes.model;
    const pickup = 1 + 2 * order;
    const drop = pickup + 1;
    const far = travel[pickup] + travel[drop];
    const put = (criterion: number, key: number) => {
      this.criteria[criterion * problem.numOrders + order] = key;
    };
    put(LOAD, -problem.load[order]);
    put(FAR, -far);
    put(CLOSE, far);
    put(TIGHT, late[pickup] - early[pickup] + late[drop] - early[drop]);
    put(EARLY, early[pickup]);
    put(LATE, -late[drop]);
  }

  /**
   * Tries every absent order once.
   * @param budget asked between orders: cut, it leaves the others absent.
   * @param absences [order] how often it was left over.
   */
  insertAll(budget: Budget | null, absences: Float64Array | null = null): void {
    const { absent } = this.routes;
    const { pending, inserter } = this;
    const count = absent.count;
    for (let i = 0; i < count; i++) pending[i] = absent.orders[i];
    const { hardFirstIn, rng } = this;
    if (absences !== null && hardFirstIn > 0 && rng.below(hardFirstIn) === 0) this.sortHardFirst(count, absences);
    else this.sortBy(count, DRAWS[rng.below(DRAWS.length)]);
    for (let i = 0; i < count; i++) {
      if (budget?.isCut() === true) return;
      if (inserter.findBest(pending[i], true)) inserter.apply(pending[i]);
    }
  }

  private sortHardFirst(count: number, absences: Float64Array): void {
    for (let i = 0; i < count; i++) this.keys[i] = -absences[this.pending[i]];
    this.sort(count);
  }

  private sortBy(count: number, criterion: number): void {
    const { keys, pending, criteria, rng } = this;
    const row = criterion * this.routes.model.numOrders;
    for (let i = 0; i < count; i++) keys[i] = criterion === RANDOM ? rng.uint32() : criteria[row + pending[i]];
    this.sort(count);
  }

  /** Insertion sort by key: lists are short, and the result is one whatever the machine. */
  private sort(count: number): void {
    const { keys, pending } = this;
    for (let i = 1; i < count; i++) {
      const key = keys[i];
      const order = pending[i];
      let j = i - 1;
      while (j >= 0 && (keys[j] > key || (keys[j] === key && pending[j] > order))) {
        keys[j + 1] = keys[j];
        pending[j + 1] = pending[j];
        j--;
      }
      keys[j + 1] = key;
      pending[j + 1] = order;
    }
  }
}
