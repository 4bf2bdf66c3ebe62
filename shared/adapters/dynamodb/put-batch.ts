// Batch writes may be taken in part: what the table hands back is sent again, later and later (AWS, DynamoDB developer
// guide, "Error handling with DynamoDB: batch operations and error handling").
import { Unavailable } from '../../app/errors.ts';
import type { Milliseconds } from '../../kernel/units.ts';
import type { Item } from './marshal.ts';

/** The most that one request takes. */
const MAX_ITEMS = 25;
/** With the pauses between them: six seconds at the most. */
const MAX_TRIES = 8;
const FIRST_PAUSE_MS: Milliseconds = 25;

interface BatchPut {
  readonly items: readonly Item[];
  /** Sends at most 25 items and answers those that were not written. */
  readonly send: (batch: readonly Item[]) => Promise<readonly Item[]>;
  readonly pause: (ms: Milliseconds) => Promise<unknown>;
}

/** Throws `Unavailable` when items are still handed back after the last try. */
export async function putBatch({ items, send, pause }: BatchPut): Promise<void> {
  for (let from = 0; from < items.length; from += MAX_ITEMS) {
    let left = items.slice(from, from + MAX_ITEMS);
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === MAX_TRIES) {
        throw new Unavailable('the table', {
          cause: new Error(`${left.length} items were handed back ${attempt} times`),
        });
      }
      if (attempt > 0) await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + Math.random()));
      left = [...(await send(left))];
    }
  }
}
