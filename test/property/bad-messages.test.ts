// Bad messages among good ones, through the handlers' own path: every bad one is parked with its faults, every good one
// is applied, and the stores are as if the bad ones had never come.
import type { SQSEvent } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeIngestBatch } from '../../functions/ingest/ingest-batch.ts';
import { makeStoreBatch } from '../../functions/positions/store-batch.ts';
import { makeReplanBatch } from '../../functions/reoptimize/replan-batch.ts';
import { makeRunTick } from '../../functions/tick/run-tick.ts';
import type { DeadLetter } from '../../shared/app/ports.ts';
import { type MemoryPorts, memoryPorts } from '../support/memory-ports.ts';
import { VALID_EVENTS } from '../unit/adapters/schema/valid-events.ts';

/** In place of a field's value: what JSON can carry and no field of ours takes, whatever the field. */
const POISON = [['NaN'], { __proto__: null, toString: 1 }, -1, -0.5, 1e308, 2 ** 53, '\ud800', 'x'.repeat(300_000), ''];
const TEXTS = ['', 'null', '7', '[]', '"order_placed"', '{', '\u0000', '{"type":"__proto__"}', '['.repeat(50_000)];

type Fields = Record<string, unknown>;

const fieldsOf = (node: Fields): [Fields, string][] =>
  Object.entries(node).flatMap(([name, value]): [Fields, string][] => [
    [node, name],
    ...(typeof value === 'object' && value !== null ? fieldsOf(value as Fields) : []),
  ]);

/** A valid event with a field too many somewhere, and maybe one value replaced: never valid. */
const nearEvent = fc
  .tuple(
    fc.constantFrom(...VALID_EVENTS),
    fc.nat(),
    fc.constantFrom<unknown>(...POISON),
    fc.constantFrom('__proto__', 'constructor', 'x', 'Type'),
  )
  .map(([event, pick, value, extra]) => {
    const copy = structuredClone(event) as unknown as Fields;
    const places = fieldsOf(copy);
    const [holder, name] = places[pick % places.length] ?? [copy, 'type'];
    holder[name] = value;
    return JSON.stringify(copy).replace(/\}$/, `,${JSON.stringify(extra)}:{"polluted":true}}`);
  });

const badBody = fc.oneof(fc.constantFrom(...TEXTS), nearEvent, fc.string({ unit: 'binary', maxLength: 30 }), fc.json());

const eventOf = (bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, i) => ({
    messageId: `m${i}`,
    receiptHandle: '',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
      MessageGroupId: `group-${i}`,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:0:q.fifo',
    awsRegion: 'eu-central-1',
  })),
});

function handlersOf(ports: MemoryPorts) {
  const parked: DeadLetter[] = [];
  const deadLetters = { park: async (letter: DeadLetter) => void parked.push(letter) };
  const log = { warn: () => {}, error: () => {} };
  const parts = { ports, deadLetters, log };
  return {
    parked,
    ingest: makeIngestBatch(parts),
    store: makeStoreBatch(parts),
    replan: makeReplanBatch(parts),
    tick: makeRunTick(parts),
  };
}

const storesOf = ({ orders, couriers, settings, heads, outbox }: MemoryPorts) =>
  structuredClone({
    orders: { ...orders },
    couriers: { ...couriers },
    settings: { ...settings },
    heads: { ...heads },
    sent: outbox.replan.messages(),
  });

function expectFaults(parked: readonly DeadLetter[]): void {
  for (const { faults } of parked) {
    expect(faults.length).toBeGreaterThan(0);
    for (const { code, cause, action } of faults) {
      expect(code).toMatch(/^[A-Z_]+$/);
      expect(Math.min(cause.length, action.length)).toBeGreaterThan(0);
    }
  }
}

test('costs none of the good messages of its batch, and leaves no trace in the stores', async () => {
  const good = VALID_EVENTS.map((event) => JSON.stringify(event));
  const [mixed, alone] = [memoryPorts(), memoryPorts()];
  await handlersOf(alone).ingest(eventOf(good));
  const expected = storesOf(alone);

  await fc.assert(
    fc.asyncProperty(fc.array(badBody, { minLength: 1, maxLength: 10 }), fc.nat(), async (bad, at) => {
      const ports = memoryPorts();
      const { ingest, parked } = handlersOf(ports);
      const from = at % good.length;

      const answer = await ingest(eventOf([...good.slice(0, from), ...bad, ...good.slice(from)]));

      expect(answer.batchItemFailures).toEqual([]);
      expectFaults(parked);
      const refused = parked.map(({ body }) => body);
      expect(bad.filter((body) => !refused.includes(body))).toEqual([]);
      expect(storesOf(ports)).toEqual(expected);
      expect(({} as Fields).polluted).toBeUndefined();
    }),
    { seed: 6, numRuns: 60 },
  );
  expect(storesOf(mixed)).not.toEqual(expected);
});

test('is parked by the other three functions too, and nothing is written', async () => {
  const before = storesOf(memoryPorts());

  await fc.assert(
    fc.asyncProperty(fc.array(badBody, { minLength: 1, maxLength: 10 }), async (bad) => {
      const ports = memoryPorts();
      const { store, replan, tick, parked } = handlersOf(ports);

      for (const answer of [
        await store(eventOf(bad)),
        await replan(eventOf(bad), { getRemainingTimeInMillis: () => 60_000 }),
        await tick(eventOf(bad)),
      ])
        expect(answer?.batchItemFailures).toEqual([]);
      expectFaults(parked);
      expect(parked).toHaveLength(3 * bad.length);
      expect(storesOf(ports)).toEqual(before);
    }),
    { seed: 6, numRuns: 60 },
  );
});
