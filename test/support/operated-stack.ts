// A stack to operate on: a table and queues of the emulators, and an ingest that takes what is sent when it is told to.
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { OperatedStack } from '../../functions/local/operate/operated-stack.ts';
import { DynamoHeadStore } from '../../shared/adapters/dynamodb/head-store.ts';
import { DynamoSettingsStore } from '../../shared/adapters/dynamodb/settings-store.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { MemoryClock } from '../../shared/adapters/memory/clock.ts';
import { SqsDeadLetters } from '../../shared/adapters/sqs/dead-letters.ts';
import { parseEventRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { ingestEvent } from '../../shared/app/ingest.ts';
import type { LocalDynamo } from './dynalite.ts';
import type { LocalSqs } from './fauxqs.ts';
import { memoryPorts } from './memory-ports.ts';

const NAMES = ['Events', 'Positions', 'Replan', 'Beats'] as const;
const FIFO = new Set<string>(['Events', 'Replan']);
let stacks = 0;

export async function anOperatedStack(dynamo: LocalDynamo, sqs: LocalSqs) {
  stacks += 1;
  const urls = NAMES.flatMap((name) => {
    const suffix = FIFO.has(name) ? '.fifo' : '';
    return [
      [`${name}QueueUrl`, sqs.newQueue(`${name}-${stacks}${suffix}`)],
      [`${name}DeadLettersUrl`, sqs.newQueue(`${name}-dead-${stacks}${suffix}`)],
    ] as const;
  });
  const outputs: Record<string, string> = { ...Object.fromEntries(urls), TableName: await dynamo.newTable() };
  const url = (name: string): string => outputs[name] ?? '';
  const table = new Table(dynamo.client, url('TableName'));
  const ports = {
    ...memoryPorts(),
    clock: new MemoryClock(Math.floor(Date.now() / 1000)),
    heads: new DynamoHeadStore(table),
    settings: new DynamoSettingsStore(table),
  };
  const bodies: unknown[] = [];
  return {
    outputs,
    ports,
    stack: new OperatedStack(outputs),
    /** What ingest has taken. */
    bodies,
    deadLetters: new SqsDeadLetters(sqs.client, url('EventsDeadLettersUrl')),
    /** Ingest works until somebody has waited long enough. */
    ingest: async (): Promise<void> => {
      const received = new ReceiveMessageCommand({ QueueUrl: url('EventsQueueUrl'), WaitTimeSeconds: 2 });
      for (const { Body = '', ReceiptHandle = '' } of (await sqs.client.send(received)).Messages ?? []) {
        const parsed = parseEventRecord(Body);
        if (!parsed.ok) throw new Error(Body);
        bodies.push(parsed.value);
        await ingestEvent(ports, parsed.value);
        await sqs.client.send(new DeleteMessageCommand({ QueueUrl: url('EventsQueueUrl'), ReceiptHandle }));
      }
    },
    count: async (name: string): Promise<number> => {
      const command = new GetQueueAttributesCommand({
        QueueUrl: url(name),
        AttributeNames: ['ApproximateNumberOfMessages'],
      });
      return Number((await sqs.client.send(command)).Attributes?.ApproximateNumberOfMessages);
    },
  };
}

export type StackUnderTest = Awaited<ReturnType<typeof anOperatedStack>>;
