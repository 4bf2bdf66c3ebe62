// The stack on a laptop: runs the topology that a synthesized template describes on two emulators, a thread a function
// instance, pollers and schedules, all on one virtual clock. The driver feeds it through the queues and moves the clock.
import type { LocalStack, LocalStackOptions } from './api.ts';
import { VirtualClock } from './clock/virtual-clock.ts';
import { type EmulatorOptions, Emulators } from './emulators/emulators.ts';
import { provision } from './emulators/provision.ts';
import { LocalStackError } from './errors.ts';
import { makeFaultMemory } from './faults/fault-plan.ts';
import { HttpServer } from './http/http-server.ts';
import { RunningStack } from './running-stack.ts';
import { Functions } from './runtime/functions.ts';
import type { OutputSink } from './runtime/output.ts';
import { readAssembly } from './template/assembly.ts';
import { readTopology } from './template/read-topology.ts';

export type { LocalStack, LocalStackOptions } from './api.ts';
export { LocalStackError } from './errors.ts';
export type { LogLine, MetricValue } from './runtime/output.ts';

const MIN_SPEED = 0.001;
const MAX_SPEED = 10_000;
/** How often a running clock looks at delays and visibility, in real ms. */
const TIMER_MS = 10;

/** Throws LocalStackError when the template, a bundle or a port is not usable; nothing is left running then. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const assembly = readAssembly(options.assemblyDir);
  const clock = new VirtualClock(options.clock.startAt, speedOf(options.clock.speed));
  const faultMemory = makeFaultMemory();
  const onAvailable: { current: (queue: string) => void } = { current: () => {} };
  const emulators = await Emulators.start(emulatorOptions(options, clock), (queue) => onAvailable.current(queue));
  const started: Stoppable[] = [emulators];
  try {
    const http = options.http ?? (await HttpServer.listen(0));
    if (options.http === undefined) started.unshift(http);
    const topology = readTopology(assembly, { sqs: emulators.endpoints.sqs, http: http.url });
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
      faults: options.faults ? { plan: options.faults, memory: faultMemory } : null,
    });
    started.unshift(functions);
    await functions.warm();
    const schedulesAfter = options.clock.schedulesAfter ?? options.clock.startAt;
    const ownsHttp = options.http === undefined;
    const stack = new RunningStack({
      http,
      ownsHttp,
      topology,
      clock,
      emulators,
      functions,
      sink,
      schedulesAfter,
      faultMemory,
    });
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
