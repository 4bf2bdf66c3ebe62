// Makes the template's tables, queues and buckets in the emulators, by the calls that CloudFormation would make.
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LocalStackError, messageOf } from '../errors.ts';
import { ACCOUNT } from '../template/references.ts';
import type { QueueSpec, TableSpec, Topology } from '../template/topology.ts';
import { CLIENT_CONFIG, type Endpoints } from './emulators.ts';

/** What is there already, from an earlier run on the same data directory, is kept. */
export async function provision(topology: Topology, endpoints: Endpoints): Promise<void> {
  const dynamodb = new DynamoDBClient({ ...CLIENT_CONFIG, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...CLIENT_CONFIG, endpoint: endpoints.sqs });
  const s3 = new S3Client({ ...CLIENT_CONFIG, endpoint: endpoints.s3, forcePathStyle: true });
  try {
    for (const table of topology.tables) await refusable(table.name, () => createTable(dynamodb, table));
    for (const queue of topology.queues) await refusable(queue.name, () => createQueue(sqs, queue, endpoints.sqs));
    for (const bucket of topology.buckets) await refusable(bucket, () => createBucket(s3, bucket));
  } finally {
    dynamodb.destroy();
    sqs.destroy();
    s3.destroy();
  }
}

async function createTable(client: DynamoDBClient, table: TableSpec): Promise<void> {
  try {
    await client.send(new CreateTableCommand(table.definition as unknown as CreateTableCommandInput));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
}

async function createQueue(client: SQSClient, queue: QueueSpec, endpoint: string): Promise<void> {
  const { name, attributes } = queue;
  try {
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'QueueNameExists')) throw error;
    const { FifoQueue: _, ...settable } = attributes;
    const url = `${endpoint}/${ACCOUNT}/${name}`;
    await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: settable }));
  }
}

/** An emulator's bucket that is there already is kept as it is. */
async function createBucket(client: S3Client, bucket: string): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
}

async function refusable(name: string, create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (cause) {
    throw new LocalStackError(
      'PROVISION_REFUSED',
      `The emulator refused to make ${name}: ${messageOf(cause)}.`,
      'Correct the resource in the CDK app and synthesize again.',
      { cause },
    );
  }
}
