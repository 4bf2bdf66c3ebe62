// The faults that a storm injects: which kinds there are, how often each happens, and which happened. Every kind draws from
// random numbers of its own, so that leaving one out changes what it causes and nothing else at first hand.
import { hash32, Random } from '../../../shared/kernel/random.ts';

/** Every kind, with its chance in basis points at each place where it may happen. */
export const FAULT_RATES = {
  /** A function dies at an await, before or after the call took effect; half of the calls under way still do later. */
  crash: 120,
  /** A function runs against its time-out, because it hardly gets a turn. Drawn once a run. */
  slow: 500,
  /** A call is refused until the client gives up; nothing was done. */
  throttle: 100,
  /** A call takes effect, and the client gives up without having heard. */
  lostAnswer: 120,
  /** A call takes effect, its answer gets lost, and the client sends it again by itself. */
  sentAgain: 250,
  /** A batch is taken in part. Of batches only. */
  partialBatch: 2500,
  /** An old item is read. Only of reads that do not ask to be consistent. */
  staleRead: 2500,
  /** A message goes to a second consumer while the first is at work. */
  redelivery: 1200,
  /** A standard queue delivers a message twice. */
  duplicate: 500,
  /** A message can be received only some time after it was taken. */
  delay: 500,
  /** A function's clock is up to two minutes off. Drawn once a run. */
  skewedClock: 700,
  /** A producer's clock is up to ten minutes off. Drawn once an event. */
  skewedProducer: 500,
  /** A burst of events of one zone. Drawn when something is reported. */
  flood: 150,
  /** A message that can never be processed. Drawn when something is reported. */
  poison: 500,
  /** Planning of the cursed zone breaks with an error. Drawn at each cycle there. */
  brokenPlanner: 3500,
} as const;

export type FaultKind = keyof typeof FAULT_RATES;

export const FAULT_KINDS = Object.keys(FAULT_RATES) as readonly FaultKind[];

/** What of a storm is left out, to find out what it takes to break a promise. */
export interface LeftOut {
  readonly kinds: ReadonlySet<FaultKind>;
  /** `kind:n`, the n-th fault of its kind, from 0. */
  readonly single: ReadonlySet<string>;
}

export const NOTHING_LEFT_OUT: LeftOut = { kinds: new Set(), single: new Set() };

const BASIS = 10_000;

export class Faults {
  /** Injected so far. */
  readonly counts = new Map<FaultKind, number>();
  private readonly drawn = new Map<FaultKind, number>();
  private readonly streams: ReadonlyMap<FaultKind, Random>;
  private readonly leftOut: LeftOut;
  private isStorm = false;

  constructor(seed: number, leftOut: LeftOut) {
    this.streams = new Map(FAULT_KINDS.map((kind) => [kind, new Random(hash32(`${seed}:${kind}`))]));
    this.leftOut = leftOut;
  }

  /** From now on faults happen, or do not. */
  storm(isStorm: boolean): void {
    this.isStorm = isStorm;
  }

  /** Whether a fault of the kind happens here. */
  strikes(kind: FaultKind): boolean {
    if (!this.isStorm || this.below(kind, BASIS) >= FAULT_RATES[kind]) return false;
    const n = this.drawn.get(kind) ?? 0;
    this.drawn.set(kind, n + 1);
    if (this.leftOut.kinds.has(kind) || this.leftOut.single.has(`${kind}:${n}`)) return false;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    return true;
  }

  /** A whole number from 0 to `limit` - 1 that says how a fault of the kind looks. */
  below(kind: FaultKind, limit: number): number {
    return this.streams.get(kind)?.below(limit) ?? 0;
  }

  /** The names of all single faults that were drawn so far. */
  names(): readonly string[] {
    return [...this.drawn].flatMap(([kind, count]) => Array.from({ length: count }, (_, n) => `${kind}:${n}`));
  }
}
