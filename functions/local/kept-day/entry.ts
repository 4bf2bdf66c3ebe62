// The lines of a day's journal: what the world was told and what became of it, enough to live the day again up to where
// it stopped. The world itself is not written down: it follows from its inputs.
import { z } from 'zod';
import type { ChangeMessage } from '../../../shared/domain/change.ts';
import type { Summary } from '../summary.ts';

const moment = z.int().nonnegative();
const count = z.int().nonnegative();

const identity = z.object({
  /** Name and slice of the day. */
  day: z.string(),
  /** Of all that the day holds. */
  digest: z.string(),
  seed: z.number(),
  faults: z.boolean(),
});

const entry = z.discriminatedUnion('kind', [
  /** First line: whose journal it is. */
  z.object({ kind: z.literal('day'), identity }),
  /** Tables and queues are made: from here on the day may go on where it stopped. */
  z.object({ kind: z.literal('ready') }),
  /** The clock goes to `at`, and the world with it. Everything before it had come to rest. */
  z.object({ kind: z.literal('moment'), at: moment }),
  /** A change message reached the world at `at`; only then is it deleted from its queue. */
  z.object({ kind: z.literal('change'), at: moment, message: z.custom<ChangeMessage>((value) => value !== null) }),
  /** The queues have taken all that the world emitted since the last such line: so many events and position reports. */
  z.object({ kind: z.literal('taken'), events: count, positions: count }),
  /** A function measured something about itself that the summary of the day needs. */
  z.object({ kind: z.literal('metric'), name: z.string(), value: z.number() }),
  /** The day was played to its end, and judged. */
  z.object({
    kind: z.literal('over'),
    summary: z.custom<Summary>((value) => typeof value === 'object' && value !== null),
  }),
]);

/** What a day has to have in common with the one that a journal was begun for. */
export type DayIdentity = Readonly<z.output<typeof identity>>;
export type Entry = Readonly<z.output<typeof entry>>;

/** The entry on a line; null: there is none on it. */
export function readEntry(line: string): Entry | null {
  try {
    return entry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
