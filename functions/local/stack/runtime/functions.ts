// All functions of the stack: their pools, their output, and what is running of them.
import type { EpochSeconds } from '../../../../shared/kernel/units.ts';
import type { ClockMemory } from '../clock/virtual-clock.ts';
import type { Endpoints } from '../emulators/emulators.ts';
import { handlerFile } from '../template/read-function.ts';
import type { FunctionSpec, Invocable, Topology } from '../template/topology.ts';
import { functionEnvironment } from './function-environment.ts';
import { FunctionInstance, type InvocationResult } from './function-instance.ts';
import { FunctionPool, type FunctionStats } from './function-pool.ts';
import { OutputReader, type OutputSink } from './output.ts';
import type { FunctionThreadData, OutputStream } from './protocol.ts';

export interface FunctionsOptions {
  readonly topology: Topology;
  readonly endpoints: Endpoints;
  readonly clock: ClockMemory;
  readonly now: () => EpochSeconds;
  readonly sink: OutputSink;
  /** Set in every function, over the template's variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly faults: FunctionThreadData['faults'];
}

export class Functions {
  private readonly pools = new Map<string, FunctionPool>();
  private isStopping = false;

  constructor(options: FunctionsOptions) {
    for (const spec of options.topology.functions) this.pools.set(spec.name, this.makePool(spec, options));
  }

  get stats(): Readonly<Record<string, Readonly<FunctionStats>>> {
    return Object.fromEntries([...this.pools].map(([name, pool]) => [name, { ...pool.stats }]));
  }

  /** Starts one instance of each. Rejects with LocalStackError when a handler cannot be loaded. */
  async warm(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.warm()));
  }

  /** Never rejects: an error of the function is its result. */
  async invoke(target: Invocable, event: unknown): Promise<InvocationResult> {
    const pool = this.pools.get(target.functionName);
    return pool
      ? pool.invoke(target, event)
      : { kind: 'crash', message: `there is no function ${target.functionName}` };
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all([...this.pools.values()].map((pool) => pool.stop()));
  }

  private makePool(spec: FunctionSpec, options: FunctionsOptions): FunctionPool {
    const { sink, now } = options;
    return new FunctionPool({
      start: () => startInstance(spec, options),
      timeoutMs: spec.timeoutMs,
      memoryMb: spec.memoryMb,
      maxInstances: spec.reservedConcurrency ?? concurrencyOf(spec.name, options.topology),
      onFailure: (message) => {
        if (!this.isStopping) sink.onLog({ source: spec.name, at: now(), level: 'ERROR', message, fields: {} });
      },
    });
  }
}

/** Calls of the HTTP API that are answered side by side. */
const CALLS_AT_ONCE = 4;

/** As many as its mappings may use at once, one for each schedule, some for calls: a machine has no thousand instances. */
function concurrencyOf(name: string, { mappings, schedules, routes }: Topology): number {
  const calls = mappings.filter(({ target }) => target.functionName === name).map((mapping) => mapping.maxConcurrency);
  const firings = schedules.filter(({ target }) => target.functionName === name).length;
  const answers = routes.some(({ target }) => target.functionName === name) ? CALLS_AT_ONCE : 0;
  return Math.max(1, firings + answers + calls.reduce((sum, concurrency) => sum + concurrency, 0));
}

function startInstance(spec: FunctionSpec, options: FunctionsOptions): FunctionInstance {
  const reader = (level: string) => new OutputReader(spec.name, level, options.now, options.sink);
  const readers: Readonly<Record<OutputStream, OutputReader>> = { stdout: reader('INFO'), stderr: reader('WARN') };
  return new FunctionInstance({
    name: spec.name,
    data: {
      clock: options.clock,
      file: handlerFile(spec.dir, spec.handler) ?? spec.dir,
      exportName: spec.handler.slice(spec.handler.lastIndexOf('.') + 1),
      faults: options.faults,
    },
    environment: functionEnvironment(spec, options.endpoints, options.environment),
    memoryMb: spec.memoryMb,
    onOutput: (stream, text) => readers[stream].push(text),
  });
}
