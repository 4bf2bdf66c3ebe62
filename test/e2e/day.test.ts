// The whole of it: a small day through the synthesized template, the bundled functions, queues and table, on this machine.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copySolves } from '../../functions/local/copy-solves.ts';
import { DayWorld } from '../../functions/local/kept-day/day-world.ts';
import { Pace } from '../../functions/local/pace.ts';
import { outputsOf, playDay } from '../../functions/local/play-day.ts';
import { type LocalStack, startLocalStack } from '../../functions/local/stack/local-stack.ts';
import type { Summary } from '../../functions/local/summary.ts';
import { summarize } from '../../functions/local/table-summary.ts';
import { generateCity } from '../../shared/sim/city.ts';
import { slice } from '../../shared/sim/day.ts';

const MIDNIGHT = Date.UTC(2026, 0, 5) / 1000;
const city = generateCity({ zoneId: 'demo', startAt: MIDNIGHT, seed: 7, orders: 60, couriers: 8 });
/** The dinner peak, without its end: some orders are still on their way when the clock stops. */
const day = slice(city, 1080, 1130);

const assemblyDir = inject('assemblyDir');
let stack: LocalStack;

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
    const { isOver } = await playDay({
      stack,
      outputs,
      day,
      world,
      onMoment: () => {},
      isInterrupted: () => false,
      pace: new Pace('max', () => false),
    });
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

  describe('its kept solves', () => {
    let folder: string;
    let files: readonly string[];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'rebatch-solves-'));
      await copySolves(stack, folder);
      files = readdirSync(folder).map((name) => join(folder, name));
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('are all that there were, and each comes out the same when it is done again', async () => {
      const { code, stdout, stderr } = await replay(...files);

      const lines = stdout.trim().split('\n');
      expect([code, stderr]).toEqual([0, '']);
      expect(lines.filter((line) => line.includes('(committed'))).toHaveLength(summary.revisions);
      expect(lines.filter((line) => !line.endsWith('the plan is the same, byte for byte'))).toEqual([]);
      expect(lines).toHaveLength(files.length);
    });

    it('are found in the bucket by zone and revision', async () => {
      const bucket = ['--bucket', stack.outputs.SolvesBucketName ?? '', '--endpoint', stack.endpoints.s3];

      const found = await replay('demo/2', ...bucket);
      const unknown = await replay('demo/999999', ...bucket);

      expect(found.stdout).toMatch(/^demo\/2-\d+ \(committed, 1 rung tried\): the plan is the same, byte for byte\n$/);
      expect([found.code, unknown.code]).toEqual([0, 2]);
      expect(unknown.stderr).toContain('SOLVE_UNKNOWN');
    });

    it('are told where they differ, and refused with all that is wrong with them', async () => {
      const file = join(folder, 'changed.json');
      const kept = JSON.parse(gunzipSync(readFileSync(files.find((name) => name.includes('_2-')) ?? '')).toString());
      writeFileSync(file, JSON.stringify({ ...kept, seed: kept.seed + 1, tries: [{ ...kept.tries[0], units: 1 }] }));
      const differs = await replay(file);
      writeFileSync(file, JSON.stringify({ ...kept, form: 2, attempt: -1 }));
      const refused = await replay(file);

      expect(differs.code).toBe(1);
      expect(differs.stdout).toMatch(/THE PLAN DIFFERS, first in tries\[0\]\.units\n {2}kept: {5}1\n/);
      expect(differs.stdout).toContain(`It was made by `);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/FIELD_VALUE: form is 2.*\nFIELD_RANGE: attempt is -1/);
    });
  });

  it('has revisions, and functions that complain of nothing', () => {
    expect(summary.revisions).toBeGreaterThan(1);
    expect(faults).toEqual([]);
  });
});

/** What `npm run -s replay` says, and its exit code. */
const replay = (...words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['functions/local/replay.ts', ...words], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
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
