// How little two orders have to do with one another, in seconds, and each order's nearest others. Rows are made when
// first asked for: a search seeds few of the orders of a large problem.
//
//   apart(a, b) = travel(store a, store b) + travel(door a, door b) / 2 + |ready a - ready b|
import type { Problem } from '../problem.ts';

export class Relatedness {
  /** Length of a row. */
  readonly width: number;
  /** Orders, [order * width + i], nearest first; the first is the order itself. */
  readonly nearest: Int32Array;
  private readonly problem: Problem;
  private readonly isMade: Uint8Array;
  private readonly apart: Float64Array;

  constructor(problem: Problem, width: number) {
    this.problem = problem;
    this.width = Math.min(width, problem.numOrders);
    this.nearest = new Int32Array(problem.numOrders * this.width);
    this.isMade = new Uint8Array(problem.numOrders);
    this.apart = new Float64Array(this.width);
  }

  /** Where the order's row begins in `nearest`. */
  rowOf(order: number): number {
    if (this.isMade[order] === 0) this.makeRow(order);
    return order * this.width;
  }

  /** Insertion into a short sorted list: most orders fall off its end at the first comparison. */
  private makeRow(order: number): void {
    const { apart, nearest, width } = this;
    const row = order * width;
    let count = 0;
    for (let other = 0; other < this.problem.numOrders; other++) {
      const distance = other === order ? -1 : this.apartness(order, other);
      if (count === width && distance >= apart[width - 1]) continue;
      let i = count < width ? count++ : width - 1;
      for (; i > 0 && apart[i - 1] > distance; i--) {
        apart[i] = apart[i - 1];
        nearest[row + i] = nearest[row + i - 1];
      }
      apart[i] = distance;
      nearest[row + i] = other;
    }
    this.isMade[order] = 1;
  }

  private apartness(a: number, b: number): number {
    const { problem } = this;
    const { numNodes, travelSeconds, storeNode, orderStore, orderNode, orderReady } = problem;
    const stores = travelSeconds[storeNode[orderStore[a]] * numNodes + storeNode[orderStore[b]]];
    const doors = travelSeconds[orderNode[a] * numNodes + orderNode[b]];
    return stores + doors / 2 + Math.abs(orderReady[a] - orderReady[b]);
  }
}
