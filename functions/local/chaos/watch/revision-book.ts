// The revisions as they lie in the simulated table, read once each.
import { revisionOf } from '../../../../shared/adapters/dynamodb/keys.ts';
import { fromChunks, type RevisionChunk } from '../../../../shared/adapters/dynamodb/revision-chunks.ts';
import type { PlanChange } from '../../../../shared/domain/change.ts';
import type { PlanRevision } from '../../../../shared/domain/revision.ts';
import type { SimulatedTable } from '../cloud/simulated-table.ts';

/** Names a change of a revision. */
export const diffKey = (zoneId: string, revision: number, index: number): string => `${zoneId} ${revision}#${index}`;

export class RevisionBook {
  private readonly table: SimulatedTable;
  private readonly known = new Map<string, PlanRevision | null>();

  constructor(table: SimulatedTable) {
    this.table = table;
  }

  /** Null: there is none, or not whole. */
  get(zoneId: string, revision: number, attempt: number): PlanRevision | null {
    const key = `${zoneId} ${revision} ${attempt}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const items = this.table.itemsOf(revisionOf(zoneId, revision, attempt));
    const found = fromChunks(items as readonly (RevisionChunk & object)[]);
    this.known.set(key, found);
    return found;
  }

  /** Every order that the plan has, assigned or with a reason. */
  ordersOf(zoneId: string, revision: number, attempt: number): ReadonlySet<string> {
    const { routes, unassigned } = this.get(zoneId, revision, attempt)?.plan ?? { routes: [], unassigned: [] };
    const assigned = routes.flatMap(({ batches }) => batches.flatMap(({ orderIds }) => orderIds));
    return new Set([...assigned, ...unassigned.map(({ orderId }) => orderId)]);
  }

  changesOf(zoneId: string, revision: number, attempt: number): readonly PlanChange[] {
    return this.get(zoneId, revision, attempt)?.changes ?? [];
  }
}
