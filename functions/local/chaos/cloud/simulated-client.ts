// The client of one function's run, for the table and the queues: each call waits for its turn before it takes effect and
// before it is answered, and may go wrong in every way that a network and a busy service have. It stands where the SDK's
// clients stand, so the adapters are the real ones.
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Faults } from '../faults.ts';
import type { Program, Scheduler } from '../scheduler.ts';
import type { Trace } from '../trace.ts';
import type { Cloud } from './cloud.ts';

/** An error as the SDK throws it once its own tries are over; adapters tell errors apart by their names. */
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

export interface ClientParts {
  readonly cloud: Cloud;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly trace: Trace;
}

export class SimulatedClient {
  private readonly parts: ClientParts;
  private readonly program: Program;

  constructor(parts: ClientParts, program: Program) {
    this.parts = parts;
    this.program = program;
  }

  /** What the adapters of the table take. */
  get documents(): DynamoDBDocumentClient {
    return this as unknown as DynamoDBDocumentClient;
  }

  /** What the adapters of the queues take. */
  get queues(): SQSClient {
    return this as unknown as SQSClient;
  }

  /** What the adapter of the bucket takes. */
  get bucket(): S3Client {
    return this as unknown as S3Client;
  }

  async send(command: object): Promise<object> {
    const { scheduler, faults } = this.parts;
    await scheduler.turn(this.program, true);
    if (faults.strikes('throttle')) throw this.failed(command, named('ThrottlingException', 'slower, please'));
    const isSentAgain = faults.strikes('sentAgain');
    if (isSentAgain) this.attempt(command);
    const outcome = this.attempt(command);
    await scheduler.turn(this.program, false);
    if (faults.strikes('lostAnswer')) throw this.failed(command, named('TimeoutError', 'no answer'));
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  /** The command takes effect, once; what the service says to it. */
  private attempt(command: object): object | Error {
    const { cloud, trace } = this.parts;
    try {
      const answer = cloud.execute(this.program, command, this.howWell(command));
      if (trace.isKept) trace.note(this.program.name, describe(command));
      return answer;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (trace.isKept) trace.note(this.program.name, `${describe(command)}: ${error.message}`);
      return error;
    }
  }

  private howWell(command: object): { readonly isStale?: boolean; readonly taken?: number } {
    const { faults } = this.parts;
    if (command instanceof BatchWriteCommand && faults.strikes('partialBatch'))
      return { taken: faults.below('partialBatch', sizeOf(command)) };
    const isOther = command instanceof GetCommand || command instanceof QueryCommand;
    return { isStale: isOther && command.input.ConsistentRead !== true && faults.strikes('staleRead') };
  }

  private failed(command: object, error: Error): Error {
    if (this.parts.trace.isKept) this.parts.trace.note(this.program.name, `${describe(command)}: ${error.name}`);
    return error;
  }
}

const sizeOf = ({ input }: BatchWriteCommand): number => Object.values(input.RequestItems ?? {})[0]?.length ?? 0;

interface Described {
  readonly input: {
    readonly Key?: Readonly<Record<string, unknown>>;
    readonly Item?: Readonly<Record<string, unknown>>;
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
    readonly MessageDeduplicationId?: string;
    readonly QueueUrl?: string;
    readonly Bucket?: string;
  };
}

function describe(command: object): string {
  const name = command.constructor.name.replace('Command', '');
  const { input } = command as Described;
  if (command instanceof SendMessageCommand) return `${name} ${input.QueueUrl} ${input.MessageDeduplicationId ?? ''}`;
  if (input.Bucket !== undefined) return `${name} ${input.Bucket}`;
  const { PK, SK, version, stage } = input.Item ?? input.Key ?? { PK: input.ExpressionAttributeValues?.[':partition'] };
  const values = input.Key ? JSON.stringify(input.ExpressionAttributeValues ?? {}) : '';
  return [name, PK, SK, version === undefined ? '' : `v${version}`, stage, values].filter(Boolean).join(' ');
}
