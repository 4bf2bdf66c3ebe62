// For each order the couriers who may carry it, those who could do it cheapest first, with a lower bound of the price:
// the drop-off moment if the courier did nothing else before, breaks included, and the change. Everything else an insertion costs is at
// least 0 as long as detours do not save time, so a scan may end at the first bound that is not below the best found.
// Rows are made when first asked for: most orders of a large problem are never touched.
import { mayCarry } from './constraints/index.ts';
import type { Model } from './model.ts';
import { soonestDrop, soonestPickup } from './soonest.ts';

export class Candidates {
  /** Couriers, [order * numCouriers + i]. */
  readonly courier: Int32Array;
  /** Points, laid out like `courier`, ascending in a row. */
  readonly bound: Float64Array;
  /** Length of an order's row; -1: not made yet. */
  private readonly count: Int32Array;
  private readonly model: Model;

  constructor(model: Model) {
    const { numOrders, numCouriers } = model.problem;
    this.model = model;
    this.courier = new Int32Array(numOrders * numCouriers);
    this.bound = new Float64Array(numOrders * numCouriers);
    this.count = new Int32Array(numOrders).fill(-1);
  }

  /** Makes the order's row if need be, and says how many couriers are in it. */
  countOf(order: number): number {
    if (this.count[order] < 0) this.makeRow(order);
    return this.count[order];
  }

  private makeRow(order: number): void {
    const { numCouriers } = this.model.problem;
    const row = order * numCouriers;
    let count = 0;
    for (let courier = 0; courier < numCouriers; courier++) {
      if (!mayCarry(this.model.problem, order, courier)) continue;
      this.courier[row + count] = courier;
      this.bound[row + count++] = this.boundOf(order, courier);
    }
    this.sortRow(row, count);
    this.count[order] = count;
  }

  /** Shell sort (Ciura's gaps) by bound, then courier: in place, no comparator, the same everywhere. */
  private sortRow(row: number, count: number): void {
    const { bound, courier } = this;
    for (const gap of [701, 301, 132, 57, 23, 10, 4, 1]) {
      for (let i = row + gap; i < row + count; i++) {
        const movedBound = bound[i];
        const moved = courier[i];
        let j = i - gap;
        while (j >= row && (bound[j] > movedBound || (bound[j] === movedBound && courier[j] > moved))) {
          bound[j + gap] = bound[j];
          courier[j + gap] = courier[j];
          j -= gap;
        }
        bound[j + gap] = movedBound;
        courier[j + gap] = moved;
      }
    }
  }

  private boundOf(order: number, courier: number): number {
    const { model } = this;
    const { problem } = model;
    const drop = soonestDrop(problem, order, courier, soonestPickup(problem, order, courier));
    return model.dropCost(order, drop) + model.changeCost(order, courier);
  }
}
