// The JSON line of `solve snapshot`: the result, and all that a replay needs.
import { z } from 'zod';
import { milestones } from '../pdptw/solve-record.ts';

const whole = z.number().int().nonnegative();

const recordSchema = z.object({
  /** Those that are not closed. */
  orders: whole,
  /** Those that a courier has, what couriers are bound to among them. */
  assigned: whole,
  unassigned: whole,
  /** Points; the plan has it term by term. */
  cost: z.number(),
  rung: z.enum(['search', 'repair', 'greedy']),
  stopReason: z.enum(['units', 'deadline', 'trivial']),
  units: whole,
  iterations: whole,
  wallMs: z.number(),
  seed: whole,
  /** The budget, if it was in units; null: the box was the budget. */
  maxUnits: whole.nullable(),
  /** Units and share of the budget, for each stretch of the box. */
  milestones,
  /** With exact help: the queues that it chose; null: nothing better. */
  chosen: z.array(whole).readonly().nullable().optional(),
});

export type SnapshotRecord = Readonly<z.infer<typeof recordSchema>>;

/** The record in a text; null: there is none. */
export function parseSnapshotRecord(text: string): SnapshotRecord | null {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
