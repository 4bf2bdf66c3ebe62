// What the runner and the thread of a function instance say to each other.
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import type { ClockMemory } from '../clock/virtual-clock.ts';
import type { Faults } from '../faults/fault-kinds.ts';
import type { FaultMemory } from '../faults/fault-plan.ts';

export interface FunctionThreadData {
  readonly clock: ClockMemory;
  /** The module of the handler, and what it exports. */
  readonly file: string;
  readonly exportName: string;
  /** What goes wrong with the calls of its AWS clients; null: nothing. */
  readonly faults: { readonly plan: Faults; readonly memory: FaultMemory } | null;
}

export interface Invocation {
  /** The event as JSON, as Lambda hands it over. */
  readonly event: string;
  readonly context: ContextData;
}

/** The plain part of Lambda's context object. */
export interface ContextData {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly timeoutMs: Milliseconds;
}

export type FromFunction =
  | { readonly kind: 'ready' }
  /** The module did not load, or has no such handler. */
  | { readonly kind: 'broken'; readonly code: string; readonly message: string }
  | { readonly kind: 'output'; readonly stream: OutputStream; readonly text: string }
  /** The handler's answer as JSON; undefined when it answered nothing. */
  | { readonly kind: 'answer'; readonly json: string | undefined }
  | { readonly kind: 'thrown'; readonly name: string; readonly message: string };

export type OutputStream = 'stdout' | 'stderr';
