// The thread of the SQS emulator (fauxqs), on 127.0.0.1 only; it has S3 on the same port. Clients speak HTTP; the runner asks the store directly,
// and is told when a queue has something to give.
import type { AddressInfo } from 'node:net';
import { workerData } from 'node:worker_threads';
import { installVirtualDate } from '../clock/virtual-date.ts';
import type { Persistence, StoredQueue } from './fauxqs.ts';
import type { QueueNotice, QueueRequest, QueueState, ReceivedMessage, SqsThreadData } from './queue-protocol.ts';
import { receiveAtomically } from './receive-atomically.ts';
import { notice, serve } from './thread.ts';
import { handOutWholeGroups } from './whole-groups.ts';

/** The deadline of a message in work: far beyond any clock, and marks the messages that wait for nothing. */
const HELD_MS = Number.MAX_SAFE_INTEGER;

const { clock, port, region, dataDir, timerMs }: SqsThreadData = workerData;
installVirtualDate(clock);

const { buildApp } = await import('fauxqs');
const fauxqs = await import('./fauxqs.ts');
const store = new fauxqs.SqsStore();
store.region = region;
/** Without a host, queue URLs carry the host of the request: 127.0.0.1 and the port. */
store.host = '';

/** Queues that the runner knows to have messages: it is told once, until it receives. */
const announced = new Set<string>();
/** Receipt handle of a message in work -> the deadline that it would have by itself. */
const held = new Map<string, number>();

const createQueue = store.createQueue.bind(store);
store.createQueue = (...args) => adopt(createQueue(...args));
const stores = { sqsStore: store, snsStore: new fauxqs.SnsStore(), s3Store: new fauxqs.S3Store() };
const persistence = dataDir === null ? null : await fauxqs.openPersistence(dataDir);
if (persistence) restore(persistence);

const app = buildApp({ logger: false, defaultRegion: region, stores });
// SUBTLE: as in the other emulator, idle connections are kept for ever.
app.server.keepAliveTimeout = 0;
await app.listen({ port, host: '127.0.0.1' });
const timer = timerMs === null ? undefined : setInterval(() => store.processAllTimers(), timerMs);
serve((app.server.address() as AddressInfo).port, (body) => answer(body as QueueRequest));

async function answer(request: QueueRequest): Promise<unknown> {
  switch (request.kind) {
    case 'receive':
      return receive(request.queue, request.max);
    case 'settle':
      return settle(queueOf(request.queue), request.done, request.failed);
    case 'states':
      return request.queues.map((name) => stateOf(queueOf(name)));
    case 'stop':
      clearInterval(timer);
      await app.close();
      persistence?.close();
  }
}

async function receive(name: string, max: number): Promise<readonly ReceivedMessage[]> {
  announced.delete(name);
  const queue = queueOf(name);
  const batch: ReceivedMessage[] = [];
  while (batch.length < max) {
    const { Messages: messages = [] } = await fauxqs.receiveMessage(
      {
        QueueUrl: queue.url,
        MaxNumberOfMessages: Math.min(10, max - batch.length),
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
      store,
    );
    if (messages.length === 0) break;
    batch.push(...messages);
  }
  for (const { ReceiptHandle } of batch) hold(queue, ReceiptHandle);
  return batch;
}

/**
 * Keeps a message invisible for as long as its function runs: the function's time-out is real, visibility is virtual,
 * and a fast clock must not make the message come back under a function that still works on it.
 */
function hold(queue: StoredQueue, handle: string): void {
  const entry = queue.inflightMessages.get(handle);
  if (!entry) return;
  held.set(handle, entry.visibilityDeadline);
  keep(queue, handle, entry.message.approximateReceiveCount - 1, Date.now());
  entry.visibilityDeadline = HELD_MS;
}

function settle(queue: StoredQueue, done: readonly string[], failed: readonly string[]): void {
  for (const handle of failed) {
    const entry = queue.inflightMessages.get(handle);
    if (entry) entry.visibilityDeadline = held.get(handle) ?? Date.now();
    if (entry) keep(queue, handle, entry.message.approximateReceiveCount, entry.visibilityDeadline);
    held.delete(handle);
  }
  for (const handle of done) {
    queue.deleteMessage(handle);
    held.delete(handle);
  }
  queue.processTimers();
}

/**
 * Counts the attempts of a message on disk. One that has begun counts only in memory until it has failed: if the whole
 * stack ends under it, that is no failure of the message: it comes back at once, because its function has ended too, and
 * is not parked however often it happens.
 */
function keep(queue: StoredQueue, handle: string, attempts: number, visibleAtMs: number): void {
  const entry = queue.inflightMessages.get(handle);
  if (!entry) return;
  const { messageId, approximateFirstReceiveTimestamp } = entry.message;
  persistence?.updateMessageInflight(messageId, handle, visibleAtMs, attempts, approximateFirstReceiveTimestamp);
}

function stateOf(queue: StoredQueue): QueueState {
  queue.processTimers();
  const delayed = [queue.delayedMessages, ...queue.fifoDelayed.values()].flat().map((message) => message.delayUntil);
  const invisible = [...queue.inflightMessages.values()].map((entry) => entry.visibilityDeadline);
  const isAvailable = queue.isFifo() ? queue.hasAvailableFifoMessages() : queue.messages.length > 0;
  const wakeAtMs = earliest([...delayed, ...invisible]);
  return { queue: queue.name, isAvailable, wakeAtMs, returnsAtMs: earliest(invisible) };
}

/** Null: none of the moments comes by itself. */
function earliest(moments: readonly (number | undefined)[]): number | null {
  const least = moments.reduce<number>((least, at) => Math.min(least, at ?? HELD_MS), HELD_MS);
  return least === HELD_MS ? null : least;
}

function adopt<Q extends ReturnType<typeof createQueue>>(created: Q): Q {
  const queue = created as unknown as StoredQueue;
  if (queue.isFifo()) handOutWholeGroups(queue);
  if (persistence) receiveAtomically(queue, persistence);
  const notifyWaiters = queue.notifyWaiters.bind(queue);
  queue.notifyWaiters = () => {
    if (!announced.has(queue.name)) notice({ available: queue.name } satisfies QueueNotice);
    announced.add(queue.name);
    notifyWaiters();
  };
  return created;
}

/** Loads what an earlier run left. SUBTLE: before the store writes through, or loading would write. */
function restore(from: Persistence): void {
  from.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  store.persistence = from;
  stores.s3Store.persistence = from;
  for (const queue of store.allQueues()) queue.persistence = from;
}

function queueOf(name: string): StoredQueue {
  const queue = store.getQueueByName(name);
  if (!queue) throw new Error(`there is no queue ${name}`);
  return queue as unknown as StoredQueue;
}
