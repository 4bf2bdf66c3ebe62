// Records as items: the record's own fields beside the key and `v`, the version of the record's form.
//
// During a canary two versions of the code share the items of a zone. A field that is added keeps `v`: older code reads
// the item, and what it does not know rides along when it writes it back. Only a change that older code cannot read
// raises `v`; it is released in two steps, first code that reads both forms, then code that writes the new one.
import { invariant } from '../../kernel/result.ts';
import type { Key } from './keys.ts';

/** The form that this code writes, and the newest it can read. */
export const RECORD_VERSION = 1;

/** What the table holds: a record with its key, as the document client hands it out. */
export type Item = Readonly<Record<string, unknown>>;

export const toItem = (key: Key, record: object): Item => ({ ...record, ...key, v: RECORD_VERSION });

/** The record of an item that `toItem` made. Throws for a form that this code cannot read. */
export function fromItem<T extends object>(item: Item): T {
  const { PK: _, SK: __, v: version, ...record } = item;
  invariant(
    version === RECORD_VERSION,
    `item ${String(item.PK)} / ${String(item.SK)} has record version ${String(version)}, this code reads ` +
      `${RECORD_VERSION}. Maybe newer code was rolled back: deploy it again`,
  );
  return record as T;
}
