// The committed revisions of a zone, from the newest back. Each names the attempt of the one before it, and what is
// committed never changes; so what was found once is remembered, and the way back is walked once a process.
import type { PlanRevision } from '../domain/revision.ts';
import type { ZoneId } from '../kernel/ids.ts';
import type { ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

type HistoryPorts = Pick<Ports, 'heads' | 'revisions'>;

/** Attempts that are remembered at most, of all zones together; a week of a busy zone has some 40,000 revisions. */
const MAX_REMEMBERED = 200_000;

export class History {
  private readonly ports: HistoryPorts;
  private readonly attempts = new Map<string, number>();

  constructor(ports: HistoryPorts) {
    this.ports = ports;
  }

  /** The committed revision of that number; null when it was never committed, has expired, or nothing leads there. */
  async get(zoneId: ZoneId, revision: number): Promise<PlanRevision | null> {
    const head = await this.ports.heads.get(zoneId);
    if (head === null || revision < 1 || revision > head.revision) return null;
    return this.walk(head, revision);
  }

  /** Up to `limit` revisions below `before`, newest first; of those that are kept. */
  async below(zoneId: ZoneId, before: number, limit: number): Promise<readonly PlanRevision[]> {
    const head = await this.ports.heads.get(zoneId);
    if (head === null) return [];
    const found: PlanRevision[] = [];
    const newest = Math.min(head.revision, before - 1);
    for (let number = newest; number >= 1 && found.length < limit; number--) {
      const revision = await this.walk(head, number);
      if (revision === null) break;
      found.push(revision);
    }
    return found;
  }

  private async walk(head: ZoneHead, wanted: number): Promise<PlanRevision | null> {
    const { zoneId } = head;
    this.remember(zoneId, head.revision, head.attempt);
    let number = this.nearestKnown(zoneId, wanted, head.revision);
    for (; number >= wanted; number--) {
      const attempt = this.attempts.get(keyOf(zoneId, number));
      const revision = attempt === undefined ? null : await this.ports.revisions.get(zoneId, number, attempt);
      if (revision === null) return null;
      if (revision.parentAttempt !== undefined) this.remember(zoneId, number - 1, revision.parentAttempt);
      if (number === wanted) return revision;
    }
    return null;
  }

  /** The lowest revision from `wanted` up whose attempt is known. */
  private nearestKnown(zoneId: ZoneId, wanted: number, newest: number): number {
    let number = wanted;
    while (number < newest && !this.attempts.has(keyOf(zoneId, number))) number++;
    return number;
  }

  private remember(zoneId: ZoneId, revision: number, attempt: number): void {
    if (this.attempts.size >= MAX_REMEMBERED) this.attempts.clear();
    this.attempts.set(keyOf(zoneId, revision), attempt);
  }
}

const keyOf = (zoneId: ZoneId, revision: number): string => `${zoneId}#${revision}`;
