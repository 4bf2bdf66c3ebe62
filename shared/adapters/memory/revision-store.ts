// Plan revisions in memory. Nothing expires here: a run is shorter than the time to live.
import type { RevisionStore } from '../../app/ports.ts';
import type { PlanRevision } from '../../domain/revision.ts';
import type { ZoneId } from '../../kernel/ids.ts';
import type { EpochSeconds } from '../../kernel/units.ts';
import { freeze } from './freeze.ts';

export class MemoryRevisionStore implements RevisionStore {
  private readonly zones = new Map<ZoneId, Map<string, PlanRevision>>();

  async put(zoneId: ZoneId, revision: PlanRevision, _expiresAt: EpochSeconds): Promise<void> {
    const revisions = this.zones.get(zoneId) ?? new Map<string, PlanRevision>();
    this.zones.set(zoneId, revisions);
    revisions.set(keyOf(revision.revision, revision.attempt), freeze(revision));
  }

  async get(zoneId: ZoneId, revision: number, attempt: number): Promise<PlanRevision | null> {
    return this.zones.get(zoneId)?.get(keyOf(revision, attempt)) ?? null;
  }
}

const keyOf = (revision: number, attempt: number): string => `${revision}#${attempt}`;
