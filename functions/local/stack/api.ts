// What a driver of the local stack sees of it.
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import type { ClientConfig, Endpoints } from './emulators/emulators.ts';
import type { FaultKind, Faults } from './faults/fault-kinds.ts';
import type { Answer, HttpServer } from './http/http-server.ts';
import type { FunctionStats } from './runtime/function-pool.ts';
import type { LogLine, MetricValue } from './runtime/output.ts';

export interface LocalStackOptions {
  /** The folder that `cdk synth` wrote. */
  readonly assemblyDir: string;
  readonly clock: {
    readonly startAt: EpochSeconds;
    /** Virtual seconds a real one; 'max': the clock stands, and moves only by `advanceTo` when all is quiet. */
    readonly speed: number | 'max';
    /** Schedules fire later than this, at once those that are due; later than `startAt` without. */
    readonly schedulesAfter?: EpochSeconds;
  };
  readonly onLog?: (line: LogLine) => void;
  readonly onMetric?: (metric: MetricValue) => void;
  /** Set in every function, over what the template says. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Keeps tables and queues in this folder; without, they are gone with the stack. */
  readonly dataDir?: string;
  /** What goes wrong with the calls of the functions' AWS clients; nothing without. */
  readonly faults?: Faults;
  /** Where the HTTP API is served; a server of its own without, on a free port. */
  readonly http?: HttpServer;
  /** Fixed ports of the emulators; free ones without. */
  readonly ports?: { readonly dynamodb?: number; readonly sqs?: number };
}

export interface LocalStack {
  /** The template's outputs, resolved. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly endpoints: Endpoints;
  /** Scheme, host and port of the HTTP API. */
  readonly apiUrl: string;
  /** Answers requests as the gateway of the HTTP API does. */
  readonly gateway: Answer;
  /** By function name. */
  readonly stats: Readonly<Record<string, Readonly<FunctionStats>>>;
  /** Faults that happened to calls of the functions' AWS clients. */
  readonly injected: Readonly<Record<FaultKind, number>>;
  now(): EpochSeconds;
  /** What an SDK client of a service needs to reach the stack. */
  clientConfig(service: keyof Endpoints): ClientConfig & { readonly endpoint: string };
  /** Resolves when no mapped queue has a message to give and no function runs. */
  quiet(): Promise<void>;
  /**
   * Speed 'max': goes to `at` in steps, one for each moment at which a schedule fires or a message of a mapped queue
   * becomes visible, and is quiet after each. Otherwise: waits until the clock is there.
   */
  advanceTo(at: EpochSeconds): Promise<void>;
  /**
   * The earliest moment at which the stack has something to do by itself: a schedule, or a message that becomes visible,
   * of those that were there at the last `quiet` or `advanceTo`. Null: never.
   */
  nextWakeAt(): EpochSeconds | null;
  /**
   * When the first message comes back that a function had when it failed, or when the stack was ended; of those that
   * were there at the last `quiet` or `advanceTo`. Null: there is none.
   */
  returnsAt(): EpochSeconds | null;
  /** Ends what it started. Functions that run get a moment to end. */
  stop(): Promise<void>;
}
