// What the outbox on SQS does beyond the contract. No request leaves: each of these fails before.
import { expect, test } from 'vitest';
import { SqsOutbox } from '../../../../shared/adapters/sqs/outbox.ts';
import { Unavailable } from '../../../../shared/app/errors.ts';
import type { ChangeMessage } from '../../../../shared/domain/change.ts';
import { localSqsClient } from '../../../support/fauxqs.ts';

/** Port 1: nobody listens there. */
const outbox = new SqsOutbox(localSqsClient(1, 1), { changes: 'http://127.0.0.1:1/0/changes.fifo' });

const aRefusal = (numOrders: number): ChangeMessage => ({
  kind: 'accept_refused',
  zoneId: 'north',
  courierId: 'c1',
  offerId: 'o',
  orderIds: Array.from({ length: numOrders }, () => 'x'.repeat(128)),
});

test('refuses a change message above 200 KB: the publisher cuts its messages', async () => {
  // 1,600 ids of 131 bytes with quotes and comma: 209,600 bytes.
  await expect(outbox.publish(aRefusal(1600), 'id')).rejects.toThrow('invariant violated: change message id');
});

test('names the queue that a function has no URL of', async () => {
  const sent = outbox.requestReplan({ zoneId: 'north', want: 1, dueBefore: null }, 'north:0');

  await expect(sent).rejects.toThrow('the replan queue, but has no URL');
});

test('is Unavailable when the queue does not answer', async () => {
  await expect(outbox.publish(aRefusal(1), 'id')).rejects.toBeInstanceOf(Unavailable);
});
