// SQS and S3 for tests: fauxqs in this process, on a port of its own, behind the real client.
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs as start } from 'fauxqs';

/** A message as it lies in a queue. */
export interface StoredMessage {
  readonly body: string;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  readonly messageAttributes: Readonly<Record<string, { readonly StringValue?: string | undefined }>>;
}

export interface LocalSqs {
  readonly client: SQSClient;
  readonly s3: S3Client;
  /** Makes an empty bucket and answers its name. */
  newBucket(name: string): Promise<string>;
  /** Makes an empty queue and answers its URL; a name that ends in `.fifo` makes a FIFO queue. */
  newQueue(name: string): string;
  /** All messages that the queue holds, delayed ones too, oldest first. */
  messages(name: string): readonly StoredMessage[];
  stop(): Promise<void>;
}

export async function startFauxqs(): Promise<LocalSqs> {
  const server: FauxqsServer = await start({ port: 0, host: '127.0.0.1', logger: false });
  const client = localSqsClient(server.port);
  const s3 = localS3Client(server.port);
  return {
    client,
    s3,
    newBucket: async (Bucket) => {
      await s3.send(new CreateBucketCommand({ Bucket }));
      return Bucket;
    },
    newQueue: (name) => server.createQueue(name, name.endsWith('.fifo') ? FIFO : {}).queueUrl,
    messages: (name) => {
      const queue = server.inspectQueue(name);
      return queue ? [...queue.messages.ready, ...queue.messages.delayed] : [];
    },
    stop: async () => {
      client.destroy();
      s3.destroy();
      await server.stop();
    },
  };
}

const FIFO = { attributes: { FifoQueue: 'true' } };

/** A client of whatever listens on the port; with `maxAttempts` 1 it does not try again. */
export const localSqsClient = (port: number, maxAttempts = 3): SQSClient =>
  new SQSClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts,
  });

/** As `localSqsClient`; an emulator has no host for each bucket. */
export const localS3Client = (port: number, maxAttempts = 3): S3Client =>
  new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts,
  });
