// The queues out, in memory and on SQS, held to one contract a port.
import { afterAll, beforeAll } from 'vitest';
import { MemoryClock } from '../../shared/adapters/memory/clock.ts';
import { MemoryDeadLetters } from '../../shared/adapters/memory/dead-letters.ts';
import { MemoryOutbox } from '../../shared/adapters/memory/outbox.ts';
import { SqsDeadLetters } from '../../shared/adapters/sqs/dead-letters.ts';
import { SqsOutbox } from '../../shared/adapters/sqs/outbox.ts';
import { AT } from '../support/builders.ts';
import { type LocalSqs, startFauxqs } from '../support/fauxqs.ts';
import { deadLettersContract } from './dead-letters.contract.ts';
import { outboxContract } from './outbox.contract.ts';

let sqs: LocalSqs;
let worlds = 0;
beforeAll(async () => {
  sqs = await startFauxqs();
});
afterAll(() => sqs.stop());

outboxContract('memory', async () => {
  const outbox = new MemoryOutbox(new MemoryClock(AT));
  return {
    outbox,
    requests: () => outbox.replan.messages().map((message) => message.body),
    changes: () => outbox.changes.messages().map((message) => message.body),
    beats: () => outbox.beats.messages().map((message) => message.body),
  };
});

outboxContract('sqs', async () => {
  worlds += 1;
  const names = { replan: `replan-${worlds}.fifo`, changes: `changes-${worlds}.fifo`, beats: `beats-${worlds}` };
  const bodies = (name: string) => sqs.messages(name).map((message) => JSON.parse(message.body));
  return {
    outbox: new SqsOutbox(sqs.client, {
      replan: sqs.newQueue(names.replan),
      changes: sqs.newQueue(names.changes),
      beats: sqs.newQueue(names.beats),
    }),
    requests: () => bodies(names.replan),
    changes: () => bodies(names.changes),
    beats: () => bodies(names.beats),
  };
});

deadLettersContract('memory', async () => {
  const deadLetters = new MemoryDeadLetters();
  return {
    deadLetters,
    parked: () =>
      deadLetters.letters().map(({ body, faults }) => ({ body, codes: faults.map((fault) => fault.code).join(', ') })),
  };
});

deadLettersContract('sqs', async () => {
  worlds += 1;
  const name = `dead-letters-${worlds}.fifo`;
  return {
    deadLetters: new SqsDeadLetters(sqs.client, sqs.newQueue(name)),
    parked: () =>
      sqs
        .messages(name)
        .map(({ body, messageAttributes }) => ({ body, codes: messageAttributes.code?.StringValue ?? '' })),
  };
});
