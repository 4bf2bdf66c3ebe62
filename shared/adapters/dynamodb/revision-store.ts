// Plan revisions in the table: chunks under (revision, attempt), which nobody reads before the head points there, and
// which expire.
import type { RevisionStore } from '../../app/ports.ts';
import type { PlanRevision } from '../../domain/revision.ts';
import type { ZoneId } from '../../kernel/ids.ts';
import type { EpochSeconds } from '../../kernel/units.ts';
import { chunkKey, revisionOf } from './keys.ts';
import { fromItem, toItem } from './marshal.ts';
import { fromChunks, type RevisionChunk, toChunks } from './revision-chunks.ts';
import type { Table } from './table.ts';

export class DynamoRevisionStore implements RevisionStore {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** `expiresAt` is the table's time-to-live attribute; AWS deletes within some days after it. */
  async put(zoneId: ZoneId, revision: PlanRevision, expiresAt: EpochSeconds): Promise<void> {
    const chunks = toChunks(revision);
    const items = chunks.map((chunk, index) =>
      toItem(chunkKey(zoneId, revision.revision, revision.attempt, index), { ...chunk, expiresAt }),
    );
    await this.table.putAll(items);
  }

  async get(zoneId: ZoneId, revision: number, attempt: number): Promise<PlanRevision | null> {
    const items = await this.table.query(revisionOf(zoneId, revision, attempt));
    return fromChunks(items.map((item) => fromItem<RevisionChunk>(item)));
  }
}
