// The revision that a zone's head points at.
import type { PlanRevision } from '../domain/revision.ts';
import type { ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

/** Null: none was committed yet, or it has expired. */
export async function committedRevision(
  { revisions }: Pick<Ports, 'revisions'>,
  head: ZoneHead | null,
): Promise<PlanRevision | null> {
  return head === null || head.revision === 0 ? null : revisions.get(head.zoneId, head.revision, head.attempt);
}
