// What a run under one load measured, wherever it ran.
import type { MetricName } from '../../../../shared/app/ports.ts';
import type { Milliseconds, Seconds } from '../../../../shared/kernel/units.ts';
import type { CycleCase } from './cycle-case.ts';

/** What one invocation emitted, values of one name added up. */
export type Sample = Readonly<Partial<Record<MetricName, number>>>;

/** The functions of the stack. */
export const FUNCTIONS = ['ingest', 'reoptimize', 'tick', 'positions'] as const;
export type FunctionKind = (typeof FUNCTIONS)[number];

export interface Measured {
  readonly load: CycleCase;
  readonly place: 'memory' | 'stack';
  /** Invocations of the re-optimizer that ran a cycle. */
  readonly cycles: readonly Sample[];
  /** Virtual time that was measured. */
  readonly seconds: Seconds;
  readonly wallMs: Milliseconds;
  /** Events sent, and courier positions reported. */
  readonly events: number;
  readonly positions: number;
  /** Orders placed. */
  readonly placed: number;
  /** Messages with plan changes. */
  readonly messages: number;
  /** Of a revision, compressed, at the end; of all zones on average. */
  readonly planBytes: number;
  /** Of this process at the most: in memory with the twins, on the stack with the emulators and all functions. */
  readonly peakBytes: number;
  /** What each function consumed; null in memory, where nothing is metered. */
  readonly consumed: Readonly<Record<FunctionKind, Consumption>> | null;
}

export interface Consumption {
  readonly invocations: number;
  readonly busyMs: Milliseconds;
  readonly memoryMb: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** The parts that the metrics tell apart; what is left of a cycle is claiming, comparing plans and tidying up. */
export const PARTS = ['ReadTime', 'EncodeTime', 'SearchTime', 'CheckTime', 'WriteTime', 'PublishTime'] as const;

/** A cycle beside its search. */
export const overheadOf = (cycle: Sample): Milliseconds => (cycle.CycleTime ?? 0) - (cycle.SearchTime ?? 0);

/** Adds up the values of each name. */
export function addTo(sample: Partial<Record<MetricName, number>>, name: MetricName, value: number): void {
  sample[name] = (sample[name] ?? 0) + value;
}
