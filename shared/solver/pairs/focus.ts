// Decomposition of large problems: the steps stay around one order and those related to it for a while, then around another
// one. Ruins are local anyway; staying keeps the part of the plan and of the travel table that they look at in the
// processor's caches, and what is missing is looked for where it belongs. In small problems a step may be anywhere.
import type { Random } from '../../kernel/random.ts';
import type { Neighbours } from './neighbours.ts';

/** A problem of more orders is large. */
const LARGE_FROM = 300;

/** Steps around one order. */
const STAY = 400;

export class Focus {
  private readonly neighbours: Neighbours;
  private readonly rng: Random;
  private readonly numOrders: number;
  private centre = 0;
  private left = 0;

  constructor(neighbours: Neighbours, rng: Random, numOrders: number) {
    this.neighbours = neighbours;
    this.rng = rng;
    this.numOrders = numOrders;
  }

  /** The order around which the next step ruins. */
  next(): number {
    if (this.left === 0) {
      this.centre = this.rng.below(this.numOrders);
      this.left = this.numOrders > LARGE_FROM ? STAY : 1;
    }
    this.left--;
    return this.numOrders > LARGE_FROM ? this.near(this.centre) : this.centre;
  }

  /** An order related to this one; in a small problem any order. */
  near(order: number): number {
    const { neighbours, rng, numOrders } = this;
    if (numOrders <= LARGE_FROM) return rng.below(numOrders);
    neighbours.makeRow(order);
    return neighbours.nearest[order * neighbours.width + rng.below(neighbours.width)];
  }
}
