// The parts of fauxqs that its package does not export: its store, so that the runner can receive without HTTP and hear
// of new messages at once, and its persistence. The version is pinned in package.json.
import type { buildApp } from 'fauxqs';
import type { ReceivedMessage } from './queue-protocol.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
export type SqsStore = Stores['sqsStore'];
type PublicQueue = ReturnType<SqsStore['createQueue']>;
export type StoredMessage = PublicQueue['messages'][number];

/** A queue of the store, with the methods that its own types hide. */
export type StoredQueue = Omit<PublicQueue, never> & {
  hasAvailableFifoMessages(): boolean;
  notifyWaiters(): void;
};

type ReceiveMessage = (
  body: Readonly<Record<string, unknown>>,
  store: SqsStore,
) => Promise<{ readonly Messages?: readonly ReceivedMessage[] }>;

export type Persistence = NonNullable<SqsStore['persistence']>;

export const { SqsStore } = await load<{ SqsStore: new () => Stores['sqsStore'] }>('sqs/sqsStore.js');
export const { SnsStore } = await load<{ SnsStore: new () => Stores['snsStore'] }>('sns/snsStore.js');
export const { S3Store } = await load<{ S3Store: new () => Stores['s3Store'] }>('s3/s3Store.js');
export const { receiveMessage } = await load<{ receiveMessage: ReceiveMessage }>('sqs/actions/receiveMessage.js');

export async function openPersistence(dir: string): Promise<Persistence> {
  const { PersistenceManager } = await load<{ PersistenceManager: new (dir: string) => Persistence }>('persistence.js');
  return new PersistenceManager(dir);
}

/** What `write` writes to the store is kept whole or not at all. */
export function inTransaction(persistence: Persistence, write: () => void): void {
  (persistence as unknown as { transaction(write: () => void): void }).transaction(write);
}

async function load<M>(file: string): Promise<M> {
  return (await import(new URL(file, import.meta.resolve('fauxqs')).href)) as M;
}
