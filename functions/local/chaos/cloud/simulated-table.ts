// DynamoDB in memory, as far as `Table` uses it: one table, consistent and other reads, pages, conditions on one item,
// batches. It takes the document client's commands and does each of them at once and whole; what goes wrong on the way
// to it is the business of `simulated-client`.
import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Attributes, meets, type Placeholders, updated } from './expressions.ts';

export interface TableWrite {
  readonly key: string;
  readonly before: Attributes | null;
  /** Null: deleted. */
  readonly after: Attributes | null;
}

interface Stored {
  readonly now: Attributes | null;
  /** As it was before the last write; what a read that is not consistent may see. */
  readonly before: Attributes | null;
}

/** So few that the reading of a zone takes several pages, between which others write. */
const PAGE_ITEMS = 4;
const MAX_BATCH = 25;

export class ConditionalCheckFailed extends Error {
  override readonly name = 'ConditionalCheckFailedException';
}

interface Conditional {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

export class SimulatedTable {
  /** By partition key, then by sort key. */
  private readonly partitions = new Map<string, Map<string, Stored>>();
  private readonly onWrite: (write: TableWrite) => void;

  /** @param onWrite hears of every write that took effect, in their order. */
  constructor(onWrite: (write: TableWrite) => void = () => {}) {
    this.onWrite = onWrite;
  }

  /** The item, consistently. */
  item(pk: string, sk: string): Attributes | null {
    return this.partitions.get(pk)?.get(sk)?.now ?? null;
  }

  /** All items of a partition, by sort key. */
  itemsOf(pk: string): readonly Attributes[] {
    return this.sorted(pk).flatMap(([, stored]) => (stored.now === null ? [] : [stored.now]));
  }

  /**
   * Does what the command says. `isStale`: a read that is not consistent sees items as they were before their last write.
   * `taken`: so many of a batch's requests are done, the others handed back.
   */
  execute(command: object, options: { readonly isStale?: boolean; readonly taken?: number } = {}): object {
    const { isStale = false, taken = MAX_BATCH } = options;
    if (command instanceof GetCommand) {
      const { PK, SK } = keyOf(command.input.Key);
      const stored = this.partitions.get(PK)?.get(SK);
      const item = this.seen(stored, isStale && command.input.ConsistentRead !== true);
      return item === null ? {} : { Item: copyOf(item) };
    }
    if (command instanceof QueryCommand) return this.query(command, isStale);
    if (command instanceof PutCommand) {
      const item = copyOf(command.input.Item ?? {});
      return this.write(keyOf(item), command.input, () => item);
    }
    if (command instanceof DeleteCommand) return this.write(keyOf(command.input.Key), command.input, () => null);
    if (command instanceof UpdateCommand) return this.update(command);
    if (command instanceof BatchWriteCommand) return this.batch(command, taken);
    throw new Error(`the simulated table does not know ${command.constructor.name}`);
  }

  private query({ input }: QueryCommand, isStale: boolean): object {
    if (input.KeyConditionExpression !== 'PK = :partition')
      throw new Error(`the simulated table cannot query "${input.KeyConditionExpression}"`);
    const pk = String(input.ExpressionAttributeValues?.[':partition']);
    const after = input.ExclusiveStartKey === undefined ? null : String(input.ExclusiveStartKey.SK);
    const rest = this.sorted(pk).flatMap(([sk, stored]) => {
      const item = this.seen(stored, isStale && input.ConsistentRead !== true);
      return item === null || (after !== null && sk <= after) ? [] : [item];
    });
    const page = rest.slice(0, PAGE_ITEMS);
    const last = page.at(-1);
    const hasMore = rest.length > page.length && last !== undefined;
    return { Items: page.map(copyOf), ...(hasMore ? { LastEvaluatedKey: { PK: last.PK, SK: last.SK } } : {}) };
  }

  private update({ input }: UpdateCommand): object {
    const key = keyOf(input.Key);
    const answer: { Attributes?: Attributes } = {};
    this.write(key, input, (before) => {
      answer.Attributes = copyOf(updated(before ?? key, input.UpdateExpression ?? '', placeholdersOf(input)));
      return answer.Attributes;
    });
    return { Attributes: copyOf(answer.Attributes ?? {}) };
  }

  private batch({ input }: BatchWriteCommand, taken: number): object {
    const [[name, requests] = ['', []]] = Object.entries(input.RequestItems ?? {});
    if (requests.length > MAX_BATCH)
      throw new Error(`a batch of ${requests.length} requests; DynamoDB takes ${MAX_BATCH}`);
    for (const { PutRequest } of requests.slice(0, taken)) {
      const item = copyOf(PutRequest?.Item ?? {});
      this.write(keyOf(item), {}, () => item);
    }
    const left = requests.slice(taken);
    return left.length === 0 ? {} : { UnprocessedItems: { [name]: left } };
  }

  private write(
    { PK, SK }: { readonly PK: string; readonly SK: string },
    input: Conditional,
    next: (before: Attributes | null) => Attributes | null,
  ): object {
    const before = this.item(PK, SK);
    const { ConditionExpression: condition } = input;
    if (condition !== undefined && !meets(before ?? {}, condition, placeholdersOf(input)))
      throw new ConditionalCheckFailed('The conditional request failed');
    const after = next(before);
    const partition = this.partitions.get(PK) ?? new Map<string, Stored>();
    this.partitions.set(PK, partition.set(SK, { now: after, before }));
    this.onWrite({ key: `${PK} ${SK}`, before, after });
    return {};
  }

  private sorted(pk: string): readonly (readonly [string, Stored])[] {
    const items = [...(this.partitions.get(pk) ?? [])];
    return items.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private seen(stored: Stored | undefined, isStale: boolean): Attributes | null {
    return (isStale ? stored?.before : stored?.now) ?? null;
  }
}

const placeholdersOf = (input: Conditional): Placeholders => ({
  names: input.ExpressionAttributeNames ?? {},
  values: input.ExpressionAttributeValues ?? {},
});

function keyOf(item: Attributes | undefined): { readonly PK: string; readonly SK: string } {
  const { PK, SK } = item ?? {};
  if (typeof PK !== 'string' || typeof SK !== 'string') throw new Error('a request without a key');
  return { PK, SK };
}

/** As the document client would hand it over: nothing shared, no undefined. */
function copyOf<T>(value: T): T {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, copyOf(inner)])) as T;
}
