// The instances of one function: warm ones are used again, new ones are started when all are busy, up to the limit.
import { randomUUID } from 'node:crypto';
import type { Invocable } from '../template/topology.ts';
import type { FunctionInstance, InvocationResult } from './function-instance.ts';
import type { ContextData } from './protocol.ts';

export interface FunctionStats {
  invocations: number;
  /** Invocations that threw, crashed or ran out of time. */
  errors: number;
  timeouts: number;
  /** Instances started. */
  coldStarts: number;
  /** Real time of all invocations together: what Lambda would bill on a machine like this. */
  busyMs: number;
  readonly memoryMb: number;
}

export interface PoolOptions {
  readonly start: () => FunctionInstance;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Instances at once, at most; null: no limit. */
  readonly maxInstances: number | null;
  /** Told of everything that ended an invocation other than an answer. */
  readonly onFailure: (message: string) => void;
}

export class FunctionPool {
  readonly stats: FunctionStats;
  private readonly options: PoolOptions;
  private readonly instances = new Set<FunctionInstance>();
  private readonly idle: FunctionInstance[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(options: PoolOptions) {
    this.options = options;
    const { memoryMb } = options;
    this.stats = { invocations: 0, errors: 0, timeouts: 0, coldStarts: 0, busyMs: 0, memoryMb };
  }

  /** Starts a first instance. Rejects with LocalStackError when the handler cannot be loaded. */
  async warm(): Promise<void> {
    const instance = this.startInstance();
    await instance.ready;
    this.idle.push(instance);
  }

  /** Never rejects: an error of the function is its result. */
  async invoke(target: Invocable, event: unknown): Promise<InvocationResult> {
    const instance = await this.acquire();
    this.stats.invocations++;
    const result = await this.run(instance, target, event);
    this.release(instance);
    if (result.kind !== 'answer') this.recordFailure(result);
    return result;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.instances].map((instance) => instance.terminate()));
  }

  private async run(instance: FunctionInstance, target: Invocable, event: unknown): Promise<InvocationResult> {
    try {
      await instance.ready;
    } catch (error) {
      return { kind: 'crash', message: String(error) };
    }
    const { timeoutMs } = this.options;
    const from = performance.now();
    const result = await instance.invoke({ event: JSON.stringify(event), context: this.contextOf(target) }, timeoutMs);
    this.stats.busyMs += performance.now() - from;
    return result;
  }

  private contextOf({ functionName, version, invokedArn }: Invocable): ContextData {
    return {
      functionName,
      functionVersion: version,
      invokedFunctionArn: invokedArn,
      memoryLimitInMB: String(this.options.memoryMb),
      awsRequestId: randomUUID(),
      logGroupName: `/aws/lambda/${functionName}`,
      logStreamName: 'local',
      timeoutMs: this.options.timeoutMs,
    };
  }

  private async acquire(): Promise<FunctionInstance> {
    for (;;) {
      const instance = this.idle.pop();
      if (instance && !instance.isGone) return instance;
      if (instance) this.instances.delete(instance);
      else if (this.instances.size < (this.options.maxInstances ?? Number.POSITIVE_INFINITY))
        return this.startInstance();
      else await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private release(instance: FunctionInstance): void {
    if (instance.isGone) this.instances.delete(instance);
    else this.idle.push(instance);
    this.waiting.shift()?.();
  }

  private startInstance(): FunctionInstance {
    const instance = this.options.start();
    this.instances.add(instance);
    this.stats.coldStarts++;
    return instance;
  }

  private recordFailure(result: Exclude<InvocationResult, { readonly kind: 'answer' }>): void {
    this.stats.errors++;
    if (result.kind === 'timeout') this.stats.timeouts++;
    const seconds = (this.options.timeoutMs / 1000).toFixed(2);
    this.options.onFailure(result.kind === 'timeout' ? `Task timed out after ${seconds} seconds` : result.message);
  }
}
