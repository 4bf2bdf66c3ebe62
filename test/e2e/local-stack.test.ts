// The runner of the local stack, by a small template and a function that does what its messages tell it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type LocalStack,
  type LogLine,
  type MetricValue,
  startLocalStack,
} from '../../functions/local/stack/local-stack.ts';
import {
  aTemplate,
  FUNCTION_TIMEOUT_SECONDS,
  MAX_CONCURRENCY,
  MAX_RECEIVE_COUNT,
  type Template,
  VISIBILITY_SECONDS,
  writeAssembly,
} from '../support/local-stack-fixture/assembly.ts';

/** 2026-01-05T11:00:00Z, a whole minute. */
const START = 1767610800;

interface Seen {
  readonly order: { readonly n?: number };
  readonly record: {
    readonly messageId: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly [key: string]: unknown;
  };
  readonly at: number;
  readonly batch: number;
}

interface Run {
  readonly stack: LocalStack;
  readonly sqs: SQSClient;
  readonly logs: LogLine[];
  readonly metrics: MetricValue[];
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of running.splice(0).reverse()) await end();
});

async function start(speed: number | 'max' = 'max', more: { startAt?: number; dataDir?: string } = {}): Promise<Run> {
  const assembly = writeAssembly();
  const logs: LogLine[] = [];
  const metrics: MetricValue[] = [];
  const stack = await startLocalStack({
    assemblyDir: assembly.dir,
    clock: { startAt: more.startAt ?? START, speed },
    ...(more.dataDir === undefined ? {} : { dataDir: more.dataDir }),
    onLog: (line) => logs.push(line),
    onMetric: (metric) => metrics.push(metric),
    environment: { LOG_LEVEL: 'from the driver' },
  });
  const sqs = new SQSClient(stack.clientConfig('sqs'));
  running.push(async () => {
    sqs.destroy();
    await stack.stop();
    assembly.remove();
  });
  return { stack, sqs, logs, metrics };
}

interface Told {
  readonly body: unknown;
  readonly group?: string;
  readonly delay?: number;
}

let numSent = 0;
async function send({ stack, sqs }: Run, queue: 'Events' | 'Beats', messages: readonly Told[]): Promise<void> {
  const entries = messages.map(({ body, group, delay }) => ({
    Id: `m${numSent++}`,
    MessageBody: JSON.stringify(body),
    ...(group === undefined ? {} : { MessageGroupId: group, MessageDeduplicationId: `d${numSent}` }),
    ...(delay === undefined ? {} : { DelaySeconds: delay }),
    MessageAttributes: { color: { DataType: 'String', StringValue: 'green' } },
  }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: stack.outputs[`${queue}Url`], Entries: entries }));
}

async function bodiesIn({ stack, sqs }: Run, queue: string): Promise<unknown[]> {
  const request = { QueueUrl: stack.outputs[`${queue}Url`], MaxNumberOfMessages: 10 };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
  return Messages.map((message) => JSON.parse(message.Body ?? ''));
}

const seen = (run: Run): Seen[] =>
  run.logs.filter((line) => line.fields.order !== undefined).map((line) => line.fields as unknown as Seen);
const numbersSeen = (run: Run) => seen(run).map(({ order }) => order.n);

describe('at maximum speed', () => {
  it('delivers a message in the shape of Lambda and deletes it', async () => {
    const run = await start();

    await send(run, 'Events', [{ body: { n: 1 }, group: 'z1' }]);
    await run.stack.quiet();

    const [first, ...others] = seen(run);
    expect(others).toEqual([]);
    expect(first?.record).toMatchObject({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: '{"n":1}',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: String(START * 1000),
        ApproximateFirstReceiveTimestamp: String(START * 1000),
        SenderId: expect.any(String),
        MessageGroupId: 'z1',
        MessageDeduplicationId: expect.any(String),
        SequenceNumber: expect.any(String),
      },
      messageAttributes: {
        color: { dataType: 'String', stringValue: 'green', stringListValues: [], binaryListValues: [] },
      },
      md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
      md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:fixture-Events.fifo',
      awsRegion: 'us-east-1',
    });
    await run.stack.advanceTo(START + 10 * VISIBILITY_SECONDS);
    expect(numbersSeen(run)).toEqual([1]);
  });

  it('gives a function the environment of the template and of Lambda, and nothing of this machine', async () => {
    const run = await start();

    await send(run, 'Events', [{ body: { do: 'environment' }, group: 'z1' }]);
    await run.stack.quiet();

    const fields = run.logs.find((line) => line.fields.environment)?.fields;
    expect(fields?.environment).toMatchObject({
      TABLE_NAME: 'fixture-Table',
      EVENTS_URL: `${run.stack.endpoints.sqs}/000000000000/fixture-Events.fifo`,
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_DYNAMODB: run.stack.endpoints.dynamodb,
      AWS_ENDPOINT_URL_SQS: run.stack.endpoints.sqs,
      AWS_LAMBDA_FUNCTION_NAME: 'fixture-Worker',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      LOG_LEVEL: 'from the driver',
    });
    expect(fields?.environment).not.toHaveProperty('PATH');
    expect(fields?.context).toMatchObject({
      functionName: 'fixture-Worker',
      functionVersion: '1',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:fixture-Worker:live',
      memoryLimitInMB: '256',
      awsRequestId: expect.any(String),
    });
    expect(fields?.remaining).toBeGreaterThan(0);
    expect(fields?.remaining).toBeLessThanOrEqual(FUNCTION_TIMEOUT_SECONDS * 1000);
  });

  it('brings back only the failed message, when its visibility time-out is over, and parks it in the end', async () => {
    const run = await start();

    await send(run, 'Beats', [{ body: { n: 1 } }, { body: { n: 2, do: 'fail', times: 99 } }, { body: { n: 3 } }]);
    await run.stack.quiet();
    const first = numbersSeen(run);
    const wakeAt = run.stack.nextWakeAt();
    await run.stack.advanceTo(START + MAX_RECEIVE_COUNT * VISIBILITY_SECONDS);

    expect(first).toEqual([1, 2, 3]);
    expect(wakeAt).toBe(START + VISIBILITY_SECONDS);
    expect(seen(run).slice(3)).toMatchObject([
      { order: { n: 2 }, at: START + VISIBILITY_SECONDS, record: { attributes: { ApproximateReceiveCount: '2' } } },
    ]);
    expect(await bodiesIn(run, 'BeatsDlq')).toEqual([{ n: 2, do: 'fail', times: 99 }]);
  });

  it('fails the whole batch when the function throws or answers what Lambda does not understand', async () => {
    const run = await start();

    await send(run, 'Events', [
      { body: { n: 1, do: 'throw' }, group: 'z1' },
      { body: { n: 2, answer: { batchItemFailures: [{ itemIdentifier: '' }] } }, group: 'z2' },
    ]);
    await run.stack.advanceTo(START + MAX_RECEIVE_COUNT * VISIBILITY_SECONDS);

    expect((await bodiesIn(run, 'EventsDlq')).map((body) => (body as { n: number }).n).sort()).toEqual([1, 2]);
    expect(run.stack.stats['fixture-Worker']?.errors).toBeGreaterThanOrEqual(1);
  });

  it('hands several messages of a group over in one batch, in order, also after a failure', async () => {
    const run = await start();

    // 2 fails once; the function reports 3 as failed with it, for the sake of the group's order.
    await send(run, 'Events', [
      { body: { n: 1 }, group: 'z1' },
      { body: { n: 2, do: 'fail', times: 1 }, group: 'z1' },
      { body: { n: 3 }, group: 'z1' },
    ]);
    await run.stack.quiet();
    await send(run, 'Events', [{ body: { n: 4 }, group: 'z1' }]);
    await run.stack.quiet();
    const blocked = numbersSeen(run);
    await run.stack.advanceTo(START + VISIBILITY_SECONDS);

    expect(seen(run)[0]?.batch).toBe(3);
    expect(blocked).toEqual([1, 2]);
    expect(numbersSeen(run)).toEqual([1, 2, 2, 3, 4]);
  });

  it('kills a function that runs too long, and its message comes back', async () => {
    const run = await start();

    await send(run, 'Events', [{ body: { n: 1, do: 'spin', times: 1 }, group: 'z1' }]);
    await run.stack.quiet();
    const at = run.stack.now();
    await run.stack.advanceTo(START + VISIBILITY_SECONDS);

    expect(at).toBe(START);
    expect(seen(run).map((line) => line.at)).toEqual([START, START + VISIBILITY_SECONDS]);
    expect(run.stack.stats['fixture-Worker']).toMatchObject({ invocations: 2, errors: 1, timeouts: 1, coldStarts: 2 });
    expect(run.logs).toContainEqual(
      expect.objectContaining({ level: 'ERROR', message: 'Task timed out after 2.00 seconds' }),
    );
  });

  it('survives a function that ends its process', async () => {
    const run = await start();

    await send(run, 'Events', [{ body: { n: 1, do: 'exit', times: 1 }, group: 'z1' }]);
    await run.stack.advanceTo(START + VISIBILITY_SECONDS);

    expect(numbersSeen(run)).toEqual([1, 1]);
    expect(run.stack.stats['fixture-Worker']).toMatchObject({ errors: 1, timeouts: 0 });
  });

  it('fires a schedule each virtual minute, with the scheduled time', async () => {
    const run = await start();

    await run.stack.advanceTo(START + 150);

    // 150 s after a whole minute: two more whole minutes.
    const fired = run.logs.filter((line) => line.fields.scheduled).map((line) => line.fields);
    expect(fired).toMatchObject([
      { scheduled: { minute: '2026-01-05T11:01:00Z' }, at: START + 60 },
      { scheduled: { minute: '2026-01-05T11:02:00Z' }, at: START + 120 },
    ]);
    expect(run.stack.now()).toBe(START + 150);
    expect(run.stack.nextWakeAt()).toBe(START + 180);
  });

  it('delivers a delayed message at its virtual moment', async () => {
    const run = await start();

    await send(run, 'Beats', [
      { body: { n: 1 }, delay: 45 },
      { body: { n: 2 }, delay: 15 },
    ]);
    await run.stack.quiet();
    const early = numbersSeen(run);
    await run.stack.advanceTo(START + 50);

    expect(early).toEqual([]);
    expect(seen(run).map(({ order, at }) => [order.n, at])).toEqual([
      [2, START + 15],
      [1, START + 45],
    ]);
  });

  it('works on no more batches at once than the mapping allows', async () => {
    const run = await start();

    // Batches of one, or one batch would take all groups.
    for (const group of ['a', 'b', 'c', 'd', 'e']) {
      await send(run, 'Events', [{ body: { n: 1, do: 'wait', ms: 100 }, group }]);
    }
    await run.stack.quiet();

    expect(numbersSeen(run)).toHaveLength(5);
    expect(run.stack.stats['fixture-Worker']?.coldStarts).toBeLessThanOrEqual(MAX_CONCURRENCY);
  });

  it('reads metrics from the embedded format', async () => {
    const run = await start();

    await send(run, 'Events', [{ body: { do: 'metric' }, group: 'z1' }]);
    await run.stack.quiet();

    expect(run.metrics.map(({ line: _, ...metric }) => metric)).toEqual([
      { source: 'fixture-Worker', at: START, name: 'Seen', value: 1, unit: 'Count' },
      { source: 'fixture-Worker', at: START, name: 'Seen', value: 2, unit: 'Count' },
    ]);
  });

  it('makes the table, and says what it leaves out of it', async () => {
    const run = await start();
    const dynamodb = new DynamoDBClient(run.stack.clientConfig('dynamodb'));

    const put = new PutItemCommand({ TableName: run.stack.outputs.TableName, Item: { PK: { S: 'a' } } });
    const answer = await dynamodb.send(put);
    dynamodb.destroy();

    expect(answer.$metadata.httpStatusCode).toBe(200);
    const notices = run.logs.filter((line) => line.source === 'local-stack').map((line) => line.message);
    expect(notices.filter((line) => line.includes('TimeToLiveSpecification'))).toHaveLength(1);
  });

  it('forgets a de-duplication id after five virtual minutes', async () => {
    const run = await start();
    const same = async (n: number) => {
      const entry = { Id: 'a', MessageBody: `{"n":${n}}`, MessageGroupId: 'z1', MessageDeduplicationId: 'same' };
      await run.sqs.send(new SendMessageBatchCommand({ QueueUrl: run.stack.outputs.EventsUrl, Entries: [entry] }));
      await run.stack.quiet();
    };

    await same(1);
    await run.stack.advanceTo(START + 240);
    await same(2);
    await run.stack.advanceTo(START + 330);
    await same(3);

    expect(numbersSeen(run)).toEqual([1, 3]);
  });
});

describe('at a finite speed', () => {
  it('lets the clock run by itself, with schedules and delays on it', async () => {
    const run = await start(120);

    await send(run, 'Beats', [{ body: { n: 1 }, delay: 30 }]);
    await run.stack.advanceTo(START + 130);
    await run.stack.quiet();

    expect(run.stack.now()).toBeGreaterThanOrEqual(START + 130);
    expect(run.logs.filter((line) => line.fields.scheduled).map((line) => line.fields.scheduled)).toMatchObject([
      { minute: '2026-01-05T11:01:00Z' },
      { minute: '2026-01-05T11:02:00Z' },
    ]);
    expect(seen(run)[0]?.at).toBeGreaterThanOrEqual(START + 30);
  });

  it('does not hand a message out again while its function works, however fast the clock', async () => {
    // 300 ms at 1,000 times: 300 virtual seconds, ten times the visibility time-out.
    const run = await start(1000);

    await send(run, 'Beats', [{ body: { n: 1, do: 'wait', ms: 300 } }]);
    await run.stack.quiet();

    expect(numbersSeen(run)).toEqual([1]);
  });

  it('stops at once, also while somebody waits for the clock', async () => {
    const run = await start(1);
    const waiting = run.stack.advanceTo(START + 86_400);

    const outcome = expect(waiting).rejects.toThrow('STACK_STOPPED');
    await run.stack.stop();

    await outcome;
  });
});

describe('with a data directory', () => {
  it('finds items and messages again after a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'local-stack-'));
    running.push(async () => rmSync(dataDir, { recursive: true }));
    const before = await start('max', { dataDir });
    const item = { PK: { S: 'a' } };
    const write = new DynamoDBClient(before.stack.clientConfig('dynamodb'));
    await write.send(new PutItemCommand({ TableName: before.stack.outputs.TableName, Item: item }));
    write.destroy();
    await send(before, 'Beats', [{ body: { n: 1 }, delay: 60 }]);
    await send(before, 'Events', [
      { body: { n: 2, do: 'fail', times: 1 }, group: 'z1' },
      { body: { n: 3 }, group: 'z1' },
    ]);
    await before.stack.quiet();
    await before.stack.stop();

    const after = await start('max', { dataDir, startAt: START + 5 });
    await after.stack.quiet();
    const early = numbersSeen(after);
    await after.stack.advanceTo(START + 60);
    const read = new DynamoDBClient(after.stack.clientConfig('dynamodb'));
    const found = await read.send(new GetItemCommand({ TableName: after.stack.outputs.TableName, Key: item }));
    read.destroy();

    expect(early).toEqual([]);
    expect(seen(after).map(({ order, at }) => [order.n, at])).toEqual([
      [2, START + VISIBILITY_SECONDS],
      [3, START + VISIBILITY_SECONDS],
      [1, START + 60],
    ]);
    expect(found.Item).toEqual(item);
  });
});

describe('what cannot be started', () => {
  const assemblies: (() => void)[] = [];
  const assemblyOf = (template: Template, bundle?: string) => {
    const { dir, remove } = writeAssembly(template, bundle);
    assemblies.push(remove);
    return dir;
  };
  const startOf = (assemblyDir: string, ports = {}) =>
    startLocalStack({ assemblyDir, clock: { startAt: START, speed: 'max' }, ports });
  afterAll(() => {
    for (const remove of assemblies) remove();
  });

  it('refuses a module without the handler', async () => {
    await expect(startOf(assemblyOf(aTemplate(), 'no-export'))).rejects.toMatchObject({ code: 'HANDLER_MISSING' });
  });

  it('refuses a folder without an assembly', async () => {
    await expect(startOf('/nowhere')).rejects.toMatchObject({ code: 'ASSEMBLY_MISSING' });
  });

  describe('with a port that is taken', () => {
    let run: Run;
    beforeAll(async () => {
      run = await start();
    });

    it('says so', async () => {
      const port = Number(new URL(run.stack.endpoints.sqs).port);

      await expect(startOf(assemblyOf(aTemplate()), { sqs: port })).rejects.toThrow(/EMULATOR_START.*EADDRINUSE/);
    });
  });
});
