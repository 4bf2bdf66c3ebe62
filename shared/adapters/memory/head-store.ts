// The head of each zone in memory. Every method is one step that nothing can interleave with.
import type { HeadCommit, HeadStore, WriteOutcome, ZoneHead } from '../../app/ports.ts';
import type { ZoneId } from '../../kernel/ids.ts';
import type { EpochSeconds } from '../../kernel/units.ts';

export class MemoryHeadStore implements HeadStore {
  private readonly heads = new Map<ZoneId, ZoneHead>();

  async get(zoneId: ZoneId): Promise<ZoneHead | null> {
    return this.heads.get(zoneId) ?? null;
  }

  async want(zoneId: ZoneId): Promise<ZoneHead> {
    return this.change(zoneId, (head) => ({ want: head.want + 1 }));
  }

  async claim(zoneId: ZoneId, at: EpochSeconds): Promise<ZoneHead> {
    return this.change(zoneId, (head) => ({ claims: head.claims + 1, attempts: head.attempts + 1, claimedAt: at }));
  }

  async commit({ zoneId, from, attempt, covered, plannedAt, nothingToPublish }: HeadCommit): Promise<WriteOutcome> {
    const head = this.head(zoneId);
    if (head.revision !== from || head.publishedRev !== from || head.frozen)
      return isCommitted(head, from + 1, attempt);
    this.change(zoneId, () => ({
      revision: from + 1,
      publishedRev: nothingToPublish ? from + 1 : from,
      attempt,
      covered,
      plannedAt,
      attempts: 0,
      publishedChunk: 0,
      retryAt: 0,
    }));
    return 'written';
  }

  async cover(zoneId: ZoneId, revision: number, covered: number, plannedAt: EpochSeconds): Promise<WriteOutcome> {
    if (this.head(zoneId).revision !== revision) return 'conflict';
    this.change(zoneId, (head) => ({
      covered: Math.max(head.covered, covered),
      plannedAt,
      attempts: 0,
      retryAt: 0,
    }));
    return 'written';
  }

  async backOff(zoneId: ZoneId, retryAt: EpochSeconds): Promise<void> {
    this.change(zoneId, () => ({ retryAt }));
  }

  async freeze(zoneId: ZoneId, frozen: boolean, at: EpochSeconds): Promise<void> {
    if (this.head(zoneId).frozenAt <= at) this.change(zoneId, () => ({ frozen, frozenAt: at }));
  }

  async freezeIf(
    zoneId: ZoneId,
    frozen: boolean,
    at: EpochSeconds,
    stored: Pick<ZoneHead, 'frozen' | 'frozenAt'>,
  ): Promise<WriteOutcome> {
    const head = this.head(zoneId);
    if (head.frozen === stored.frozen && head.frozenAt === stored.frozenAt)
      this.change(zoneId, () => ({ frozen, frozenAt: at }));
    const { frozen: isFrozen, frozenAt } = this.head(zoneId);
    return isFrozen === frozen && frozenAt === at ? 'written' : 'conflict';
  }

  async published(zoneId: ZoneId, revision: number, chunks: number, last: boolean): Promise<WriteOutcome> {
    const head = this.head(zoneId);
    const noted = last ? { publishedRev: revision, publishedChunk: 0 } : { publishedChunk: chunks };
    if (last ? head.publishedRev === revision : isNoted(head, revision, chunks)) return 'written';
    if (head.revision !== revision || head.publishedRev !== revision - 1) return 'conflict';
    if (!last && head.publishedChunk > chunks) return 'conflict';
    this.change(zoneId, () => noted);
    return 'written';
  }

  private head(zoneId: ZoneId): ZoneHead {
    return this.heads.get(zoneId) ?? newHead(zoneId);
  }

  private change(zoneId: ZoneId, changes: (head: ZoneHead) => Partial<ZoneHead>): ZoneHead {
    const head = this.head(zoneId);
    const next = Object.freeze({ ...head, ...changes(head) });
    this.heads.set(zoneId, next);
    return next;
  }
}

const isCommitted = (head: ZoneHead, revision: number, attempt: number): WriteOutcome =>
  head.revision === revision && head.attempt === attempt ? 'written' : 'conflict';

const isNoted = (head: ZoneHead, revision: number, chunks: number): boolean =>
  head.publishedRev === revision - 1 && head.publishedChunk === chunks;

const newHead = (zoneId: ZoneId): ZoneHead => ({
  zoneId,
  revision: 0,
  attempt: 0,
  publishedRev: 0,
  publishedChunk: 0,
  want: 0,
  covered: 0,
  claims: 0,
  attempts: 0,
  claimedAt: 0,
  plannedAt: 0,
  retryAt: 0,
  frozen: false,
  frozenAt: 0,
});
