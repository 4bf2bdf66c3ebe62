// A kept solve in a file. Its snapshot is one of the snapshot files; what was tried is compared and not read, so it stays
// as it was written, down to the order of its fields.
import { z } from 'zod';
import { type KeptSolve, type RungTry, SOLVE_OUTCOMES } from '../../domain/kept-solve.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { ok } from '../../kernel/result.ts';
import { whole } from './fields.ts';
import { type Parsed, parseBy } from './parse.ts';
import { snapshotOf } from './parse-snapshot.ts';
import { recordOf } from './shape.ts';
import { type GivenTravel, type SnapshotFile, snapshotFile } from './snapshot.ts';

type KeptTry = Pick<RungTry, 'rung' | 'units' | 'stopReason'>;
type KeptFile = Omit<KeptSolve, 'snapshot' | 'tries'> & {
  readonly snapshot: SnapshotFile;
  readonly tries: readonly KeptTry[];
};

const uint32 = whole(0, 2 ** 32 - 1);

const triedPart = z.looseObject({
  rung: z.enum(['search', 'repair', 'greedy']),
  units: whole(0, Number.MAX_SAFE_INTEGER),
  stopReason: z.enum(['units', 'deadline', 'trivial']),
}) satisfies z.ZodType<KeptTry>;

/** Looked at and handed on as it is. */
const rungTry = z.custom<KeptTry>((value) => triedPart.safeParse(value).success, {
  error: 'is no rung that was tried',
});

const keptFile = recordOf<KeptFile>()({
  form: z.literal(1),
  code: z.string().max(200),
  attempt: whole(0, Number.MAX_SAFE_INTEGER),
  outcome: z.enum(SOLVE_OUTCOMES),
  error: z.string().nullable(),
  seed: uint32,
  isCheap: z.boolean(),
  travelDigest: z.string().max(200).nullable(),
  snapshot: snapshotFile,
  tries: z.array(rungTry),
});

/** A kept solve, read: `tries` as they were written, and its snapshot as the planner takes it. */
export type ReadSolve = Omit<KeptFile, 'snapshot'> & {
  readonly snapshot: Snapshot & { readonly revision: number };
  /** Null: the zone's travel model says how long ways take. */
  readonly travel: GivenTravel | null;
};

export function parseKeptSolve(value: unknown): Parsed<ReadSolve> {
  const parsed = parseBy<KeptFile>(keptFile, value);
  if (!parsed.ok) return parsed;
  const { snapshot, ...kept } = parsed.value;
  const { revision, travel = null } = snapshot;
  return ok({ ...kept, snapshot: { ...snapshotOf(snapshot), revision }, travel });
}
