// Real clients of the SDK, with its retries and its reading of answers; only the wire behind the middleware is made up.
import { Readable } from 'node:stream';
import { BatchWriteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../functions/local/stack/faults/fault-kinds.ts';
import { type Client, injectFaults } from '../../../functions/local/stack/faults/faulty-client.ts';
import { translated } from '../../../shared/adapters/aws-errors.ts';
import { Unavailable } from '../../../shared/app/errors.ts';

class Crashed extends Error {}

interface Rig {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  /** Bodies of the requests that reached the wire. */
  readonly arrived: unknown[];
}

/** Clients whose first attempts have these faults. @param toss what a fault leaves open */
function rigWith(faults: readonly FaultKind[], toss = 0, maxAttempts = 3): Rig {
  const arrived: unknown[] = [];
  const handle = async ({ body }: { readonly body: string | Uint8Array }) => {
    arrived.push(JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)));
    return { response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from('{}')]) } };
  };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const config = {
    region: 'us-east-1',
    credentials,
    endpoint: 'http://127.0.0.1:1',
    maxAttempts,
    requestHandler: { handle },
  };
  const due = [...faults];
  const plan = { next: () => due.shift() ?? null, below: () => toss };
  const crash = (): never => {
    throw new Crashed();
  };
  const dynamodb = new DynamoDBClient(config as never);
  const sqs = new SQSClient({ ...config, md5: false } as never);
  const s3 = new S3Client({ ...config, forcePathStyle: true } as never);
  for (const client of [dynamodb, sqs, s3]) injectFaults(client as unknown as Client, plan, crash);
  return { dynamodb, sqs, s3, arrived };
}

const get = new GetItemCommand({ TableName: 't', Key: { PK: { S: 'a' } } });
const put = new PutItemCommand({ TableName: 't', Item: { PK: { S: 'a' } } });
const tell = new SendMessageCommand({ QueueUrl: 'http://127.0.0.1:1/0/q', MessageBody: 'm' });

describe('a client with faults', () => {
  it.each(['throttle', 'serverError'] as const)(
    'is tried again by the SDK after a %s, with which it was not applied',
    async (kind) => {
      const { dynamodb, arrived } = rigWith([kind]);

      const { $metadata } = await dynamodb.send(get);

      expect($metadata.attempts).toBe(2);
      expect(arrived).toHaveLength(1);
    },
  );

  it.each([
    ['throttle', 'SlowDown'],
    ['serverError', 'InternalError'],
  ] as const)('reads what a bucket says with a %s', async (kind, name) => {
    const { s3 } = rigWith([kind], 0, 1);

    const kept = translated('the bucket', s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: '{}' })));

    await expect(kept).rejects.toBeInstanceOf(Unavailable);
    await expect(kept).rejects.toMatchObject({ cause: { name } });
  });

  it.each([
    ['throttle', 'RequestThrottled'],
    ['serverError', 'InternalFailure'],
  ] as const)('reads what a queue says with a %s', async (kind, name) => {
    const { sqs, arrived } = rigWith([kind], 0, 1);

    const sent = translated('the queue', sqs.send(tell));

    await expect(sent).rejects.toThrow(Unavailable);
    await expect(sent).rejects.toMatchObject({ cause: { name } });
    expect(arrived).toEqual([]);
  });

  it('applies a write twice when its answer is lost', async () => {
    const { dynamodb, arrived } = rigWith(['sentAgain']);

    const { $metadata } = await dynamodb.send(put);

    expect($metadata.attempts).toBe(2);
    expect(arrived).toHaveLength(2);
  });

  it.each([
    ['applied', 0, 1],
    ['not applied', 1, 0],
  ])('does not say what became of a call that timed out and was %s', async (_, toss, times) => {
    const { dynamodb, arrived } = rigWith(['timeOut'], toss);

    await expect(translated('the table', dynamodb.send(put))).rejects.toThrow(Unavailable);
    expect(arrived).toHaveLength(times);
    await dynamodb.send(put);
    expect(arrived).toHaveLength(times + 1);
  });

  it.each([
    [1, []],
    [3, ['0']],
  ])('takes half of a batch of %i and gives back the rest', async (size, taken) => {
    const { dynamodb, arrived } = rigWith(['partialBatch']);
    const requests = Array.from({ length: size }, (_, n) => ({ PutRequest: { Item: { PK: { S: String(n) } } } }));

    const { UnprocessedItems } = await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { t: requests } }));

    const first = requests.filter(({ PutRequest }) => taken.includes(PutRequest.Item.PK.S));
    expect(arrived).toEqual(first.length === 0 ? [] : [{ RequestItems: { t: first } }]);
    expect(UnprocessedItems).toEqual({ t: requests.filter((request) => !first.includes(request)) });
  });

  it.each([
    ['after the call was applied', 0, 1],
    ['before it', 1, 0],
  ])('ends its thread %s', async (_, toss, times) => {
    const { dynamodb, arrived } = rigWith(['crash'], toss);

    await expect(dynamodb.send(put)).rejects.toThrow(Crashed);
    expect(arrived).toHaveLength(times);
  });

  it('is only late when it is slow', async () => {
    const { dynamodb, arrived } = rigWith(['slow']);

    const { $metadata } = await dynamodb.send(put);

    expect($metadata.attempts).toBe(1);
    expect(arrived).toHaveLength(1);
  });
});
