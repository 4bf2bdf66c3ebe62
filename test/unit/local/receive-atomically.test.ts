// The real store of the queue emulator, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openPersistence,
  type Persistence,
  S3Store,
  SnsStore,
  SqsStore,
  type StoredQueue,
} from '../../../functions/local/stack/emulators/fauxqs.ts';
import { receiveAtomically } from '../../../functions/local/stack/emulators/receive-atomically.ts';

const arnOf = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const POISON = {
  messageId: 'm1',
  body: 'poison',
  md5OfBody: '',
  messageAttributes: {},
  md5OfMessageAttributes: '',
  sentTimestamp: 0,
  approximateReceiveCount: 1,
} as const;

let dir: string;
const open: Persistence[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'queues-'));
});

afterEach(() => {
  for (const persistence of open.splice(0)) persistence.close();
  rmSync(dir, { recursive: true });
});

/** What an emulator finds in the folder. */
async function load(): Promise<InstanceType<typeof SqsStore>> {
  const persistence = await openPersistence(dir);
  open.push(persistence);
  const store = new SqsStore();
  persistence.load(store, new SnsStore(), new S3Store());
  store.persistence = persistence;
  for (const queue of store.allQueues()) queue.persistence = persistence;
  return store;
}

function newQueue(store: InstanceType<typeof SqsStore>, name: string, more = {}): StoredQueue {
  const attributes = { VisibilityTimeout: '30', ...more };
  return store.createQueue(name, `http://127.0.0.1/0/${name}`, arnOf(name), attributes) as unknown as StoredQueue;
}

describe('a receive', () => {
  it('keeps a message in one of its queues when the process ends on its way to the dead letters', async () => {
    const store = await load();
    const dead = newQueue(store, 'dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 1 });
    const queue = newQueue(store, 'alive', { RedrivePolicy });
    receiveAtomically(queue, open[0] as Persistence);
    queue.enqueue({ ...POISON });
    dead.enqueue = () => {
      throw new Error('the process ends here');
    };

    const receive = () => queue.dequeue(1, 30, () => dead as never);

    expect(receive).toThrow('the process ends here');
    expect((await load()).getQueueByName('alive')?.messages).toMatchObject([{ body: 'poison' }]);
  });
});
