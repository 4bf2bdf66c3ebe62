// One instance of a function: loads the bundle, then answers one invocation after the other, as Lambda's own runtime
// does. Its Date reads the virtual clock; the remaining time is real. Ending the thread is Lambda's time-out.
import { subscribe } from 'node:diagnostics_channel';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { AWS_CLIENTS } from '../../../aws-clients.ts';
import { installVirtualDate } from '../clock/virtual-date.ts';
import { messageOf } from '../errors.ts';
import { FaultPlan } from '../faults/fault-plan.ts';
import { type Client, injectFaults } from '../faults/faulty-client.ts';
import type { ContextData, FromFunction, FunctionThreadData, Invocation, OutputStream } from './protocol.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const { clock, file, exportName, faults }: FunctionThreadData = workerData;
installVirtualDate(clock);
if (faults) {
  const plan = new FaultPlan(faults.plan, faults.memory);
  // In a worker thread, `exit` ends the thread.
  subscribe(AWS_CLIENTS, (client) => injectFaults(client as Client, plan, () => process.exit(1)));
}
// Output takes the same way as answers, so that all lines of an invocation arrive before its end.
capture('stdout');
capture('stderr');

const handler = await load();
if (handler) {
  parentPort?.on('message', (invocation: Invocation) => invoke(handler, invocation));
  send({ kind: 'ready' });
}

async function load(): Promise<Handler | null> {
  try {
    const module: Record<string, unknown> = await import(pathToFileURL(file).href);
    const exported = module[exportName];
    if (typeof exported === 'function') return exported as Handler;
    const message = `${file} exports ${Object.keys(module).join(', ') || 'nothing'}, but not ${exportName}`;
    send({ kind: 'broken', code: 'HANDLER_MISSING', message });
  } catch (error) {
    send({ kind: 'broken', code: 'HANDLER_BROKEN', message: `${file} did not load: ${messageOf(error)}` });
  }
  return null;
}

async function invoke(handle: Handler, { event, context }: Invocation): Promise<void> {
  try {
    const answer = await handle(JSON.parse(event), contextOf(context));
    send({ kind: 'answer', json: JSON.stringify(answer) });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    send({ kind: 'thrown', name, message: messageOf(error) });
  }
}

function contextOf({ timeoutMs, ...data }: ContextData): unknown {
  const endsAt = performance.now() + timeoutMs;
  return {
    ...data,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endsAt - performance.now())),
  };
}

function capture(stream: OutputStream): void {
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    send({ kind: 'output', stream, text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
  process[stream].write = write;
}

function send(message: FromFunction): void {
  parentPort?.postMessage(message);
}
