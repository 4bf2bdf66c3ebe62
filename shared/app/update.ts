// Read, fold, write if nobody else has: optimistic concurrency on one item, repeated until it holds. The fold decides
// anew from what is stored now, so an event that was applied already (by a retry whose answer got lost, or by another
// consumer) is seen as applied.
import { invariant } from '../kernel/result.ts';
import type { WriteOutcome } from './ports.ts';

/** More rounds than writers can ever meet on one item; beyond it something loops. */
const MAX_ROUNDS = 50;

export interface VersionedItem<T extends { readonly version: number }> {
  read(): Promise<T | null>;
  write(next: T, expected: number | null): Promise<WriteOutcome>;
}

/**
 * Applies `fold` to the stored item. The fold returns the next item (its version one more), or null to leave it.
 * Answers the item as it is afterwards.
 */
export async function update<T extends { readonly version: number }>(
  item: VersionedItem<T>,
  fold: (current: T | null) => T | null,
): Promise<T | null> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const current = await item.read();
    const next = fold(current);
    if (next === null) return current;
    if ((await item.write(next, current?.version ?? null)) === 'written') return next;
  }
  invariant(false, `an item was still contended after ${MAX_ROUNDS} rounds. Maybe its fold changes it for ever`);
}
