// Moves messages from a dead-letter queue back to its queue. One that a function parked with a fault stays: it would only be
// parked again.
import type { DeadLetterQueue, Letter } from './dead-letter-queue.ts';

export interface RedriveOptions {
  /** At most so many are moved. */
  readonly limit: number;
  /** Looks, and moves nothing. */
  readonly isDryRun: boolean;
  /** Moves those with faults too: the code was wrong, not the message. */
  readonly includesFaulty: boolean;
}

export interface Redriven {
  readonly moved: number;
  /** By code; those without one are beyond the limit. */
  readonly left: Readonly<Record<string, number>>;
  /** About how many nobody has looked at: beyond the limit, or behind others of their group. */
  readonly notReached: number;
}

/** Counted under this instead of a code. */
export const CUT = 'cut off';

/** Moves one after the other, so that a group keeps its order. Throws when a queue does not answer; what was moved is moved. */
export async function redrive(queue: DeadLetterQueue, options: RedriveOptions): Promise<Redriven> {
  const total = await queue.count();
  const left: Record<string, number> = {};
  let moved = 0;
  let looked = 0;
  try {
    for await (const letter of queue.letters()) {
      const reason = whyLeft(letter, options);
      // A sound one beyond the limit is not counted as looked at, and ends it.
      if (reason === null && moved >= options.limit) break;
      looked += 1;
      if (reason !== null) left[reason] = (left[reason] ?? 0) + 1;
      if (reason !== null) continue;
      if (!options.isDryRun) await queue.redrive(letter);
      moved += 1;
    }
  } finally {
    await queue.release();
  }
  return { moved, left, notReached: Math.max(0, total - looked) };
}

function whyLeft({ fault, isCut }: Letter, { includesFaulty }: RedriveOptions): string | null {
  if (isCut) return CUT;
  return fault === null || includesFaulty ? null : fault.code;
}
