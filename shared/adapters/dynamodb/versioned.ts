// Items whose every write is conditional on the version they had (optimistic concurrency).
import { isDeepStrictEqual } from 'node:util';
import type { WriteOutcome } from '../../app/ports.ts';
import type { Key } from './keys.ts';
import { fromItem, toItem } from './marshal.ts';
import { type Condition, IF_ABSENT, type Table } from './table.ts';

export const ifVersion = (version: number): Condition => ({
  if: '#version = :version',
  names: { '#version': 'version' },
  values: { ':version': version },
});

/** For deletes: that it is gone already is as good, and what the retry of a delete finds. */
export const ifVersionOrAbsent = (version: number): Condition => {
  const { names, values, ...condition } = ifVersion(version);
  return { if: `${IF_ABSENT.if} OR ${condition.if}`, names: names ?? {}, values: values ?? {} };
};

export async function getRecord<T extends object>(table: Table, key: Key): Promise<T | null> {
  const item = await table.get(key);
  return item === null ? null : fromItem<T>(item);
}

export async function listRecords<T extends object>(table: Table, partition: string): Promise<readonly T[]> {
  return (await table.query(partition)).map((item) => fromItem<T>(item));
}

/**
 * Writes the record if `condition` holds. When it does not, the stored record is compared: the SDK sends a request again
 * when its answer got lost, and then finds its own write in the way. That is a success.
 */
export async function putRecord(table: Table, key: Key, record: object, condition: Condition): Promise<WriteOutcome> {
  if ((await table.put(toItem(key, record), condition)) === 'written') return 'written';
  return isDeepStrictEqual(await getRecord(table, key), record) ? 'written' : 'conflict';
}

/** As `putRecord`: if the stored version is `expected`, or if there is no item and `expected` is null. */
export function putVersion(table: Table, key: Key, record: object, expected: number | null): Promise<WriteOutcome> {
  return putRecord(table, key, record, expected === null ? IF_ABSENT : ifVersion(expected));
}
