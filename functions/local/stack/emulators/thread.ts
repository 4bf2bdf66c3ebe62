// A worker thread that answers requests: the two ends of the line. One request has one answer; notices come unasked.
import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { LocalStackError, messageOf } from '../errors.ts';

interface Request {
  readonly id: number;
  readonly body: unknown;
}

type FromThread =
  | { readonly kind: 'ready'; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  | { readonly kind: 'notice'; readonly value: unknown };

interface Caller {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The caller's end. */
export class Thread {
  /** What the thread said when it was ready. */
  readonly greeting: unknown;
  private readonly worker: Worker;
  private readonly callers = new Map<number, Caller>();
  private numCalls = 0;

  private constructor(worker: Worker, name: string, greeting: unknown, onNotice: (value: unknown) => void) {
    this.worker = worker;
    this.greeting = greeting;
    worker.on('message', (message: FromThread) => this.receive(message, onNotice));
    worker.on('error', (error) => this.fail(new Error(`the ${name} emulator ended: ${messageOf(error)}`)));
    worker.on('exit', () => this.fail(new Error(`the ${name} emulator has stopped`)));
  }

  /** Starts `file` and waits until it is ready. Throws LocalStackError EMULATOR_START when it is not. */
  static async start(
    name: string,
    file: URL,
    workerData: unknown,
    onNotice: (value: unknown) => void = () => {},
  ): Promise<Thread> {
    const worker = new Worker(file, { workerData, name, execArgv: [] });
    try {
      const [ready]: FromThread[] = await once(worker, 'message');
      return new Thread(worker, name, ready?.kind === 'ready' ? ready.value : undefined, onNotice);
    } catch (cause) {
      throw new LocalStackError(
        'EMULATOR_START',
        `The ${name} emulator did not start: ${messageOf(cause)}.`,
        'Free the port or choose another one; in a data directory, look for another local stack that uses it.',
        { cause },
      );
    }
  }

  call(body: unknown): Promise<unknown> {
    const id = this.numCalls++;
    return new Promise((resolve, reject) => {
      this.callers.set(id, { resolve, reject });
      this.worker.postMessage({ id, body } satisfies Request);
    });
  }

  /** Asks the thread to end by itself (`body`), then ends it. */
  async stop(body: unknown): Promise<void> {
    await this.call(body).catch(() => {});
    await this.worker.terminate();
  }

  private receive(message: FromThread, onNotice: (value: unknown) => void): void {
    if (message.kind === 'notice') onNotice(message.value);
    if (message.kind !== 'answer' && message.kind !== 'refusal') return;
    const caller = this.callers.get(message.id);
    this.callers.delete(message.id);
    if (message.kind === 'answer') caller?.resolve(message.value);
    else caller?.reject(new Error(message.message));
  }

  private fail(error: Error): void {
    for (const caller of this.callers.values()) caller.reject(error);
    this.callers.clear();
  }
}

/** The thread's end: says that it is ready, then answers. An error thrown before this call fails the start. */
export function serve(greeting: unknown, answer: (body: unknown) => unknown): void {
  const send = (message: FromThread) => parentPort?.postMessage(message);
  parentPort?.on('message', async ({ id, body }: Request) => {
    try {
      send({ kind: 'answer', id, value: await answer(body) });
    } catch (error) {
      send({ kind: 'refusal', id, message: messageOf(error) });
    }
  });
  send({ kind: 'ready', value: greeting });
}

/** From inside the thread: tells the caller something that it did not ask. */
export function notice(value: unknown): void {
  parentPort?.postMessage({ kind: 'notice', value } satisfies FromThread);
}
