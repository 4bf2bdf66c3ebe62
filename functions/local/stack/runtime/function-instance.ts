// One warm instance of a function, seen from the runner: a thread that is idle, busy or gone.
import { Worker } from 'node:worker_threads';
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import { LocalStackError, messageOf } from '../errors.ts';
import type { FromFunction, FunctionThreadData, Invocation, OutputStream } from './protocol.ts';

export type InvocationResult =
  | { readonly kind: 'answer'; readonly value: unknown }
  /** The handler threw. */
  | { readonly kind: 'thrown'; readonly message: string }
  /** It ran longer than it may; the instance is gone. */
  | { readonly kind: 'timeout' }
  /** The instance ended by itself: out of memory, process.exit, an unhandled rejection. */
  | { readonly kind: 'crash'; readonly message: string };

export interface InstanceOptions {
  readonly name: string;
  readonly data: FunctionThreadData;
  readonly environment: Record<string, string>;
  readonly memoryMb: number;
  readonly onOutput: (stream: OutputStream, text: string) => void;
}

/** As Lambda: loading the module may take this long. */
const INIT_TIMEOUT_MS = 10_000;

export class FunctionInstance {
  /** Settles when the module has loaded; rejects with LocalStackError when it cannot be. */
  readonly ready: Promise<void>;
  isGone = false;
  private readonly worker: Worker;
  private settle: (result: InvocationResult) => void = () => {};

  constructor(options: InstanceOptions) {
    this.worker = new Worker(new URL('./function-thread.ts', import.meta.url), {
      name: options.name,
      workerData: options.data,
      env: options.environment,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
    this.ready = this.loaded();
    // Whoever needs the instance awaits `ready`; a failure before that is not unhandled.
    this.ready.catch(() => {});
    this.worker.on('message', (message: FromFunction) => {
      if (message.kind === 'output') options.onOutput(message.stream, message.text);
      else if (message.kind === 'answer') this.settle({ kind: 'answer', value: parse(message.json) });
      else if (message.kind === 'thrown')
        this.settle({ kind: 'thrown', message: `${message.name}: ${message.message}` });
    });
    this.worker.on('error', (error) => this.gone(messageOf(error)));
    this.worker.on('exit', (code) => this.gone(`the instance exited with code ${code}`));
  }

  /** One invocation at a time. Never rejects: what went wrong is the result. */
  async invoke(invocation: Invocation, timeoutMs: Milliseconds): Promise<InvocationResult> {
    if (this.isGone) return { kind: 'crash', message: 'the instance has ended' };
    let timer: NodeJS.Timeout | undefined;
    const result = await new Promise<InvocationResult>((resolve) => {
      this.settle = resolve;
      timer = setTimeout(() => resolve({ kind: 'timeout' }), timeoutMs);
      this.worker.postMessage(invocation);
    });
    clearTimeout(timer);
    this.settle = () => {};
    if (result.kind === 'timeout') await this.terminate();
    return result;
  }

  async terminate(): Promise<void> {
    this.isGone = true;
    await this.worker.terminate();
  }

  private loaded(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (code: string, why: string) => {
        clearTimeout(timer);
        void this.terminate();
        reject(new LocalStackError(code, `${why}.`, 'Build the bundles and synthesize again (npm run synth).'));
      };
      const timer = setTimeout(
        () => fail('HANDLER_SLOW', `It took over ${INIT_TIMEOUT_MS} ms to load`),
        INIT_TIMEOUT_MS,
      );
      this.worker.on('message', (message: FromFunction) => {
        if (message.kind === 'ready') {
          clearTimeout(timer);
          resolve();
        } else if (message.kind === 'broken') fail(message.code, message.message);
      });
      this.worker.once('error', (error) => fail('HANDLER_BROKEN', messageOf(error)));
      this.worker.once('exit', (code) => fail('HANDLER_BROKEN', `The instance exited with code ${code} while loading`));
    });
  }

  private gone(message: string): void {
    this.isGone = true;
    this.settle({ kind: 'crash', message });
  }
}

function parse(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}
