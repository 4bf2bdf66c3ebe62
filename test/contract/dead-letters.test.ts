// How a dead letter looks on SQS.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqsDeadLetters } from '../../shared/adapters/sqs/dead-letters.ts';
import { type LocalSqs, startFauxqs } from '../support/fauxqs.ts';
import { aLetter } from './dead-letters.contract.ts';

let sqs: LocalSqs;
beforeAll(async () => {
  sqs = await startFauxqs();
});
afterAll(() => sqs.stop());

const MEGABYTE = 1_048_576;

test('carries code, cause and action of all faults as attributes', async () => {
  const letters = new SqsDeadLetters(sqs.client, sqs.newQueue('faults.fifo'));
  const faults = [
    { code: 'FIELD_MISSING', cause: '`a` is missing', action: 'Send it.' },
    { code: 'FIELD_RANGE', cause: '`b` is 9', action: 'Send at most 5.' },
    { code: 'FIELD_MISSING', cause: '`c` is missing', action: 'Send it.' },
  ];

  await letters.park(aLetter({ faults }));

  const [message] = sqs.messages('faults.fifo');
  expect(message?.messageAttributes).toMatchObject({
    code: { StringValue: 'FIELD_MISSING, FIELD_RANGE' },
    cause: { StringValue: '`a` is missing\n`b` is 9\n`c` is missing' },
    action: { StringValue: 'Send it.\nSend at most 5.' },
    messageId: { StringValue: 'm1' },
  });
  expect(message?.messageGroupId).toBe('north');
});

test('keeps a message once that is parked twice, because its acknowledgement got lost', async () => {
  const letters = new SqsDeadLetters(sqs.client, sqs.newQueue('twice.fifo'));

  await letters.park(aLetter());
  await letters.park(aLetter());

  expect(sqs.messages('twice.fifo')).toHaveLength(1);
});

test('parks on a standard queue what came from one', async () => {
  const letters = new SqsDeadLetters(sqs.client, sqs.newQueue('standard'));

  await letters.park(aLetter({ group: null }));

  expect(sqs.messages('standard')).toHaveLength(1);
});

test('cuts a body and causes that leave no room for each other, and says so', async () => {
  const letters = new SqsDeadLetters(sqs.client, sqs.newQueue('large.fifo'));
  const faults = [{ code: 'C', cause: 'ü'.repeat(90_000), action: '' }];

  await letters.park(aLetter({ body: 'é'.repeat(MEGABYTE / 2), faults }));

  const [message] = sqs.messages('large.fifo');
  expect(Buffer.byteLength(message?.body ?? '')).toBe(MEGABYTE - 12_000);
  expect(message?.messageAttributes.cause?.StringValue).toBe('ü'.repeat(1000));
  expect(message?.messageAttributes.action?.StringValue).toBe('-');
  expect(message?.messageAttributes.truncated?.StringValue).toBe('true');
});

test('parks a body and an id that are empty or unusual', async () => {
  const letters = new SqsDeadLetters(sqs.client, sqs.newQueue('odd.fifo'));

  await letters.park(aLetter({ body: '', group: 'Süd 北', messageId: 'm 1' }));

  expect(sqs.messages('odd.fifo')).toHaveLength(1);
});
