// The JSON line of `solve pdptw`: the result, and all that a replay needs.
import { z } from 'zod';

const whole = z.number().int().nonnegative();

/** Units and share of the budget, for each stretch of the box. */
export const milestones = z.array(z.tuple([z.number(), z.number()]).readonly()).readonly();

const searcherSchema = z.object({
  units: whole,
  iterations: whole,
  /** Rounds of exchange that it waited for. */
  rounds: whole,
  milestones,
});

export type SearcherRecord = Readonly<z.infer<typeof searcherSchema>>;

const legSchema = z.object({ units: whole, iterations: whole, milestones });

export type LegRecord = Readonly<z.infer<typeof legSchema>>;

const sizeSchema = z.object({ vehicles: whole, distance: z.number() });

const exactSchema = z.object({
  legs: z.array(legSchema).length(2).readonly(),
  /** Routes that could be chosen from, and those chosen; null: nothing better was found in time. */
  columns: whole,
  chosen: z.array(whole).readonly().nullable(),
  /** The plan before the choice and after it. */
  before: sizeSchema,
  after: sizeSchema,
});

export type ExactRecord = Readonly<z.infer<typeof exactSchema>>;

const recordSchema = z.object({
  vehicles: whole,
  distance: z.number(),
  /** Orders that no vehicle can carry. */
  unserved: whole,
  units: whole,
  iterations: whole,
  wallMs: z.number(),
  seed: whole,
  /** The budget, if it was given in units; null: the box was the budget. */
  maxUnits: whole.nullable(),
  /** Of a search that was alone. */
  milestones,
  /** Of a portfolio: one a thread; units and iterations above are their sums, `maxUnits` is of each. */
  searchers: z.array(searcherSchema).readonly().optional(),
  /** Of a run with exact help: its two legs, whose sums are above, and the choice between them. */
  exact: exactSchema.optional(),
});

export type SolveRecord = Readonly<z.infer<typeof recordSchema>>;

/** The record in a text; null: there is none. */
export function parseRecord(text: string): SolveRecord | null {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
