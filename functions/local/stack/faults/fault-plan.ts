// Which call has which fault. Calls are counted over all threads; of each `rate` calls in a row one has the fault, and
// the seed says which, so that a fault is neither forgotten in a short run nor heaped up in a long one.
import { hash32 } from '../../../../shared/kernel/random.ts';
import { FAULT_KINDS, type FaultKind, type Faults } from './fault-kinds.ts';

/** By kind: calls that could have had the fault, then faults injected. Shared by all threads. */
export type FaultMemory = SharedArrayBuffer;

const NUM_KINDS = FAULT_KINDS.length;

export const makeFaultMemory = (): FaultMemory => new SharedArrayBuffer(2 * NUM_KINDS * Uint32Array.BYTES_PER_ELEMENT);

export class FaultPlan {
  private readonly faults: Faults;
  private readonly counts: Uint32Array;

  constructor(faults: Faults, memory: FaultMemory) {
    this.faults = faults;
    this.counts = new Uint32Array(memory);
  }

  /** The fault of the next call; null: none. */
  next(isBatch: boolean): FaultKind | null {
    let chosen: FaultKind | null = null;
    for (const [index, kind] of FAULT_KINDS.entries()) {
      if (kind === 'partialBatch' && !isBatch) continue;
      const call = Atomics.add(this.counts, index, 1);
      if (chosen === null && this.isDue(kind, call)) chosen = kind;
    }
    if (chosen !== null) Atomics.add(this.counts, NUM_KINDS + FAULT_KINDS.indexOf(chosen), 1);
    return chosen;
  }

  /** A whole number in [0, bound), for what a fault leaves open. Every call counts, so it differs from call to call. */
  below(bound: number): number {
    const calls = Atomics.load(this.counts, 0);
    return hash32(`${this.faults.seed}/${calls}`) % bound;
  }

  private isDue(kind: FaultKind, call: number): boolean {
    const { seed, rates } = this.faults;
    const block = Math.floor(call / rates[kind]);
    return call % rates[kind] === hash32(`${seed}/${kind}/${block}`) % rates[kind];
  }
}

/** Faults injected so far. */
export function injectedOf(memory: FaultMemory): Readonly<Record<FaultKind, number>> {
  const counts = new Uint32Array(memory);
  const injected = FAULT_KINDS.map((kind, index) => [kind, Atomics.load(counts, NUM_KINDS + index)] as const);
  return Object.fromEntries(injected) as Record<FaultKind, number>;
}
