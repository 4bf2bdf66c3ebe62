// The stack on a laptop: runs the topology that a synthesized template describes on two emulators, a thread a function
// instance, pollers and schedules, all on one virtual clock. The driver feeds it through the queues and moves the clock.
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import { VirtualClock } from './clock/virtual-clock.ts';
import { type ClientConfig, type EmulatorOptions, Emulators, type Endpoints } from './emulators/emulators.ts';
import { provision } from './emulators/provision.ts';
import { LocalStackError } from './errors.ts';
import { RunningStack } from './running-stack.ts';
import type { FunctionStats } from './runtime/function-pool.ts';
import { Functions } from './runtime/functions.ts';
import type { LogLine, MetricValue, OutputSink } from './runtime/output.ts';
import { readAssembly } from './template/assembly.ts';
import { readTopology } from './template/read-topology.ts';

export { LocalStackError } from './errors.ts';
export type { LogLine, MetricValue } from './runtime/output.ts';

export interface LocalStackOptions {
  /** The folder that `cdk synth` wrote. */
  readonly assemblyDir: string;
  readonly clock: {
    readonly startAt: EpochSeconds;
    /** Virtual seconds a real one; 'max': the clock stands, and moves only by `advanceTo` when all is quiet. */
    readonly speed: number | 'max';
  };
  readonly onLog?: (line: LogLine) => void;
  readonly onMetric?: (metric: MetricValue) => void;
  /** Set in every function, over what the template says. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Keeps tables and queues in this folder; without, they are gone with the stack. */
  readonly dataDir?: string;
  /** Fixed ports of the emulators; free ones without. */
  readonly ports?: { readonly dynamodb?: number; readonly sqs?: number };
}

export interface LocalStack {
  /** The template's outputs, resolved. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly endpoints: Endpoints;
  /** For SDK clients, together with the endpoint of the service. */
  readonly clientConfig: ClientConfig;
  /** By function name. */
  readonly stats: Readonly<Record<string, Readonly<FunctionStats>>>;
  now(): EpochSeconds;
  /** Resolves when no mapped queue has a message to give and no function runs. */
  quiet(): Promise<void>;
  /**
   * Speed 'max': goes to `at` in steps, one for each moment at which a schedule fires or a message of a mapped queue
   * becomes visible, and is quiet after each. Otherwise: waits until the clock is there.
   */
  advanceTo(at: EpochSeconds): Promise<void>;
  /** The earliest moment at which the stack has something to do by itself; null: never, as far as it knows. */
  nextWakeAt(): Promise<EpochSeconds | null>;
  /** Ends what it started. Functions that run get a moment to end. */
  stop(): Promise<void>;
}

const MIN_SPEED = 0.001;
const MAX_SPEED = 10_000;
/** How often a running clock looks at delays and visibility, in real ms. */
const TIMER_MS = 10;

/** Throws LocalStackError when the template, a bundle or a port is not usable; nothing is left running then. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const assembly = readAssembly(options.assemblyDir);
  const clock = new VirtualClock(options.clock.startAt, speedOf(options.clock.speed));
  const onAvailable: { current: (queue: string) => void } = { current: () => {} };
  const emulators = await Emulators.start(emulatorOptions(options, clock), (queue) => onAvailable.current(queue));
  const started: Stoppable[] = [emulators];
  try {
    const topology = readTopology(assembly, emulators.endpoints.sqs);
    await provision(topology, emulators.endpoints);
    const sink = sinkOf(options);
    for (const message of topology.notices) {
      sink.onLog({ source: 'local-stack', at: clock.now(), level: 'INFO', message, fields: {} });
    }
    const functions = new Functions({
      topology,
      endpoints: emulators.endpoints,
      clock: clock.memory,
      now: () => clock.now(),
      sink,
      environment: options.environment ?? {},
    });
    started.unshift(functions);
    await functions.warm();
    const stack = new RunningStack({ topology, clock, emulators, functions, sink });
    onAvailable.current = (queue) => stack.nudge(queue);
    stack.start();
    return stack;
  } catch (error) {
    for (const part of started) await part.stop();
    throw error;
  }
}

interface Stoppable {
  stop(): Promise<void>;
}

function emulatorOptions({ ports, dataDir }: LocalStackOptions, clock: VirtualClock): EmulatorOptions {
  return {
    clock: clock.memory,
    timerMs: clock.speed === 0 ? null : TIMER_MS,
    ports: { dynamodb: ports?.dynamodb ?? 0, sqs: ports?.sqs ?? 0 },
    dataDir: dataDir ?? null,
  };
}

function speedOf(speed: number | 'max'): number {
  if (speed === 'max') return 0;
  if (speed >= MIN_SPEED && speed <= MAX_SPEED) return speed;
  throw new LocalStackError(
    'CLOCK_SPEED',
    `The clock cannot run at the speed ${speed}.`,
    `Give ${MIN_SPEED} to ${MAX_SPEED} virtual seconds a real one, or max.`,
  );
}

function sinkOf({ onLog, onMetric }: LocalStackOptions): OutputSink {
  return { onLog: onLog ?? (() => {}), onMetric: onMetric ?? (() => {}) };
}
