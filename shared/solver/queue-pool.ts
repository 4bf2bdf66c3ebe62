// Queues that a search has come by, for a selection among all of them: of each courier and set of orders the cheapest
// sequence found. Only what the search accepted is collected, so every queue is feasible.
import type { Solution } from './solution.ts';

export interface PooledQueue {
  readonly courier: number;
  readonly blocks: readonly (readonly number[])[];
}

interface Found extends PooledQueue {
  /** Points, as the search reckons them. */
  readonly cost: number;
}

export class QueuePool {
  private readonly limit: number;
  /** By courier and set of orders, in the sequence in which they were last seen; the oldest go first. */
  private readonly found = new Map<string, Found>();

  /** @param limit queues kept at most. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Collects the queues of the couriers that have changed since the last sync. */
  collect(solution: Solution): void {
    for (let i = 0; i < solution.numTouched; i++) {
      const courier = solution.touched[i];
      if (solution.numBlocks[courier] > 0) this.add(solution, courier);
    }
  }

  private add(solution: Solution, courier: number): void {
    const base = courier * solution.queueSize;
    const orders = solution.queue.slice(base, base + solution.numPlanned(courier)).sort();
    const key = `${courier}:${orders.join(' ')}`;
    const known = this.found.get(key);
    const cost = solution.courierCost[courier];
    this.found.delete(key);
    const isKnown = known !== undefined && known.cost <= cost;
    this.found.set(key, isKnown ? known : { courier, blocks: blocksOf(solution, courier), cost });
    if (this.found.size <= this.limit) return;
    for (const oldest of this.found.keys()) {
      this.found.delete(oldest);
      break;
    }
  }

  /** The queues, last seen first. */
  queues(): readonly PooledQueue[] {
    return [...this.found.values()].reverse().map(({ courier, blocks }) => ({ courier, blocks }));
  }
}

function blocksOf(solution: Solution, courier: number): readonly (readonly number[])[] {
  const row = courier * solution.blockStride;
  const base = courier * solution.queueSize;
  return Array.from({ length: solution.numBlocks[courier] }, (_, block) => [
    ...solution.queue.subarray(base + solution.start[row + block], base + solution.start[row + block + 1]),
  ]);
}
