// The names of kept solves in the bucket: solves/<zone>/<day>/<revision>-<attempt>.<outcome>.json.gz. The day is the
// plan's, by UTC. A zone that cannot stand in a name as it is, is escaped; a very long one is hashed.
import { createHash } from 'node:crypto';
import { SOLVE_OUTCOMES, type SolveName, type SolveOutcome } from '../../domain/kept-solve.ts';
import type { ZoneId } from '../../kernel/ids.ts';
import type { EpochSeconds } from '../../kernel/units.ts';

/** What the function may write under; the stack's grant and expiry are for it. */
export const SOLVES_PREFIX = 'solves/';
/** A key has at most 1,024 bytes. */
const MAX_ZONE_LENGTH = 500;

export const zonePrefix = (zoneId: ZoneId): string => `${SOLVES_PREFIX}${zonePart(zoneId)}/`;

export function solveKey(
  { zoneId, revision, attempt }: SolveName,
  { at, outcome }: { readonly at: EpochSeconds; readonly outcome: SolveOutcome },
): string {
  const day = new Date(at * 1000).toISOString().slice(0, 10);
  return `${zonePrefix(zoneId)}${day}/${revision}-${attempt}.${outcome}.json.gz`;
}

/** Attempt and outcome of a key; null when it is not one of ours. */
export function readSolveKey(key: string): { readonly attempt: number; readonly outcome: SolveOutcome } | null {
  const [, attempt = '', word = ''] = /\/\d+-(\d+)\.(\w+)\.json\.gz$/.exec(key) ?? [];
  const outcome = SOLVE_OUTCOMES.find((one) => one === word);
  return outcome === undefined ? null : { attempt: Number(attempt), outcome };
}

/** A dot alone would be a way to somewhere else. */
function zonePart(zoneId: ZoneId): string {
  const escaped = encodeURIComponent(zoneId).replaceAll('.', '%2E');
  return escaped.length <= MAX_ZONE_LENGTH ? escaped : `sha256-${createHash('sha256').update(zoneId).digest('hex')}`;
}
