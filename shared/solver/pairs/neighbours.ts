// For each order the orders most like it, nearest first: least way and unavoidable waiting between a stop of one and a stop
// of the other, both pairs of like stops counted. Rows are made when first asked for.
import type { PairModel } from './model.ts';

/** How much a unit of waiting counts beside one of way (Vidal, Crainic, Gendreau and Prins 2013, section 4.5.1). */
const WAIT_WEIGHT = 0.2;

export class Neighbours {
  /** Orders, [order * width + i]. */
  readonly nearest: Int32Array;
  readonly width: number;
  private readonly model: PairModel;
  private readonly isMade: Uint8Array;
  private readonly keys: Float64Array;

  constructor(model: PairModel, width: number) {
    const { numOrders } = model;
    this.model = model;
    this.width = Math.max(0, Math.min(width, numOrders - 1));
    this.nearest = new Int32Array(numOrders * this.width);
    this.isMade = new Uint8Array(numOrders);
    this.keys = new Float64Array(numOrders);
  }

  /** Makes sure that the order's row is there. */
  makeRow(order: number): void {
    if (this.isMade[order] === 1) return;
    this.isMade[order] = 1;
    const { keys, width } = this;
    const { numOrders } = this.model;
    // One number holds distance and order, so that the plain numeric sort does: it is much faster than a comparator.
    for (let other = 0; other < numOrders; other++) {
      const far = other === order ? 2 ** 38 : Math.min(2 ** 37, Math.floor(this.distance(order, other) * 64));
      keys[other] = far * 16384 + other;
    }
    keys.sort();
    const row = order * width;
    for (let i = 0; i < width; i++) this.nearest[row + i] = keys[i] % 16384;
  }

  private distance(a: number, b: number): number {
    const pa = 1 + 2 * a;
    const pb = 1 + 2 * b;
    const pp = this.between(pa, pb);
    const dd = this.between(pa + 1, pb + 1);
    const pd = this.between(pa, pb + 1);
    const dp = this.between(pa + 1, pb);
    return Math.min(pp, dd, pd, dp) + 0.5 * (pp + dd);
  }

  /** The better of the two directions; time windows that never meet make it far. */
  private between(u: number, v: number): number {
    return Math.min(this.directed(u, v), this.directed(v, u));
  }

  private directed(u: number, v: number): number {
    const { travel, numNodes, early, late, service } = this.model;
    const leg = travel[u * numNodes + v];
    const wait = Math.max(0, early[v] - late[u] - service[u] - leg);
    const lateness = Math.max(0, early[u] + service[u] + leg - late[v]);
    return leg + WAIT_WEIGHT * wait + 2 * lateness;
  }
}
