// The whole of it: a small day through the synthesized template, the bundled functions, queues and table, on this machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DayWorld } from '../../functions/local/kept-day/day-world.ts';
import { outputsOf, playDay } from '../../functions/local/play-day.ts';
import { type LocalStack, startLocalStack } from '../../functions/local/stack/local-stack.ts';
import type { Summary } from '../../functions/local/summary.ts';
import { summarize } from '../../functions/local/table-summary.ts';
import { synthesize } from '../../infra/app.ts';
import { generateCity } from '../../shared/sim/city.ts';
import { slice } from '../../shared/sim/day.ts';

const MIDNIGHT = Date.UTC(2026, 0, 5) / 1000;
const city = generateCity({ zoneId: 'demo', startAt: MIDNIGHT, seed: 7, orders: 60, couriers: 8 });
/** The dinner peak, without its end: some orders are still on their way when the clock stops. */
const day = slice(city, 1080, 1130);

let assemblyDir: string;
let stack: LocalStack;

beforeAll(async () => {
  assemblyDir = mkdtempSync(join(tmpdir(), 'rebatch-assembly-'));
  await synthesize({ outdir: assemblyDir, nag: false });
});

afterAll(() => rmSync(assemblyDir, { recursive: true, force: true }));

describe('a day on the local stack', () => {
  let summary: Summary;
  const faults: string[] = [];

  beforeAll(async () => {
    let checkViolations = 0;
    stack = await startLocalStack({
      assemblyDir,
      clock: { startAt: day.fromAt, speed: 'max' },
      onLog: ({ level, message }) => {
        if (level === 'ERROR' || level === 'CRITICAL') faults.push(message);
      },
      onMetric: ({ name, value }) => {
        if (name === 'CheckViolations') checkViolations += value;
      },
    });
    const world = new DayWorld(day, 7);
    const outputs = outputsOf(stack);
    const { isOver } = await playDay({ stack, outputs, day, world, onMoment: () => {}, isInterrupted: () => false });
    const cycleMs = { p50: 0, p99: 0 };
    const ended = { day, log: world.log, seed: 7, isOver, cycleMs, checkViolations, deadLetters: 0 };
    summary = await summarize(stack, outputs.tableName, ended);
  });

  afterAll(() => stack.stop());

  it('leaves every order delivered, cancelled or on its way', () => {
    const { orders, delivered, cancelled, open, undelivered } = summary;

    expect(orders).toBe(day.orders.length);
    expect(delivered + cancelled + open + undelivered).toBe(orders);
    expect(delivered).toBeGreaterThan(0);
  });

  it('breaks no rule, loses nothing, binds nothing twice', () => {
    expect(summary.findings).toEqual([]);
    expect(summary).toMatchObject({ violations: 0, lost: 0, doubleBound: 0 });
  });

  it('has revisions, and functions that complain of nothing', () => {
    expect(summary.revisions).toBeGreaterThan(1);
    expect(faults).toEqual([]);
  });
});

describe('bad input on the local stack', () => {
  let sqs: SQSClient;
  let events: string;
  let parked: string;

  beforeAll(async () => {
    stack = await startLocalStack({ assemblyDir, clock: { startAt: MIDNIGHT, speed: 'max' } });
    sqs = new SQSClient(stack.clientConfig('sqs'));
    events = stack.outputs.EventsQueueUrl ?? '';
    parked = stack.outputs.EventsDeadLettersUrl ?? '';
  });

  afterAll(async () => {
    sqs.destroy();
    await stack.stop();
  });

  const send = (id: string, body: string) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: events,
        MessageBody: body,
        MessageGroupId: 'demo',
        MessageDeduplicationId: id,
      }),
    );

  it('parks what can never be processed, with code, cause and action, and works on with the rest', async () => {
    const cancelled = {
      eventId: 'e3',
      type: 'order_cancelled',
      zoneId: 'demo',
      at: MIDNIGHT,
      orderId: 'o1',
      reason: '',
    };
    await send('1', '{ "type": "order_pl');
    await send('2', JSON.stringify({ ...cancelled, at: 'soon', orderId: '' }));
    await send('3', JSON.stringify({ ...cancelled, reason: 'customer' }));

    await stack.quiet();

    const received = [];
    for (let i = 0; i < 3; i++) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: parked, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
      );
      received.push(...Messages);
      if (Messages.length === 0) break;
      for (const { ReceiptHandle } of Messages) await deleteMessage(ReceiptHandle);
    }
    const attributes = received.map(({ MessageAttributes }) =>
      Object.fromEntries(Object.entries(MessageAttributes ?? {}).map(([name, value]) => [name, value.StringValue])),
    );
    expect(received.map(({ Body }) => Body?.slice(0, 12))).toEqual(['{ "type": "o', '{"eventId":"']);
    expect(attributes[0]).toMatchObject({ code: 'BODY_NOT_JSON' });
    // Both faults of the second message are named, not only the first.
    expect(attributes[1]?.cause).toMatch(/at/);
    expect(attributes[1]?.cause).toMatch(/orderId/);
    expect(attributes.every(({ action }) => action !== undefined && action !== '')).toBe(true);
    expect(await waiting(events)).toBe(0);
  });

  async function deleteMessage(handle: string | undefined): Promise<void> {
    await sqs.send(new DeleteMessageCommand({ QueueUrl: parked, ReceiptHandle: handle ?? '' }));
  }

  async function waiting(QueueUrl: string): Promise<number> {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  }
});
