// The queue emulator on a folder, ended while messages are in work.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../functions/local/stack/clock/virtual-clock.ts';
import { CLIENT_CONFIG, Emulators } from '../../functions/local/stack/emulators/emulators.ts';

const START = 1767610800;
const VISIBILITY_SEC = 30;

let dataDir: string;
let clock: VirtualClock;
let emulators: Emulators;

const start = () =>
  Emulators.start({ clock: clock.memory, timerMs: null, ports: { dynamodb: 0, sqs: 0 }, dataDir }, () => {});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kept-messages-'));
  clock = new VirtualClock(START, 0);
  emulators = await start();
  const sqs = new SQSClient({ ...CLIENT_CONFIG, endpoint: emulators.endpoints.sqs });
  const Attributes = { VisibilityTimeout: String(VISIBILITY_SEC) };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'q', Attributes }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' }));
  sqs.destroy();
});

afterEach(async () => {
  await emulators.stop();
  rmSync(dataDir, { recursive: true });
});

/** Ends the emulators as they are, and starts them again when what was in work is visible. */
async function startAgain(): Promise<void> {
  await emulators.stop();
  clock.moveTo(clock.now() + VISIBILITY_SEC);
  emulators = await start();
}

const attempt = async () => {
  const [message] = await emulators.queues.receive('q', 10);
  return { handle: message?.ReceiptHandle ?? '', number: message?.Attributes?.ApproximateReceiveCount };
};

describe('a message that is kept', () => {
  it('comes back when the stack ends under its function, and that is no attempt', async () => {
    for (let end = 0; end < 3; end++) {
      expect((await attempt()).number).toBe('1');
      await startAgain();
    }
  });

  it('keeps the attempts that failed', async () => {
    const { handle } = await attempt();
    await emulators.queues.settle('q', [], [handle]);
    await startAgain();

    expect((await attempt()).number).toBe('2');
  });

  it('is gone when it is done', async () => {
    const { handle } = await attempt();
    await emulators.queues.settle('q', [handle], []);
    await startAgain();

    expect((await attempt()).number).toBeUndefined();
  });
});
