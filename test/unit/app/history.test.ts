import { describe, expect, it } from 'vitest';
import { MemoryHeadStore } from '../../../shared/adapters/memory/head-store.ts';
import { MemoryRevisionStore } from '../../../shared/adapters/memory/revision-store.ts';
import { History } from '../../../shared/app/history.ts';
import type { PlanRevision } from '../../../shared/domain/revision.ts';
import { aRevision } from '../../contract/a-revision.ts';
import { AT } from '../../support/builders.ts';

/** Revisions 1 to 4 under the attempts 2, 3, 7 and 8; the first as older code wrote it, and one that lost its commit. */
async function aHistory() {
  const heads = new MemoryHeadStore();
  const revisions = new MemoryRevisionStore();
  const put = (changes: Partial<PlanRevision>) => revisions.put('north', aRevision(changes), AT);
  await put({ revision: 1, attempt: 2 });
  await put({ revision: 2, attempt: 3, parentAttempt: 2 });
  await put({ revision: 3, attempt: 6, parentAttempt: 3 });
  await put({ revision: 3, attempt: 7, parentAttempt: 3 });
  await put({ revision: 4, attempt: 8, parentAttempt: 7 });
  for (const [from, attempt] of [2, 3, 7, 8].entries()) {
    await heads.commit({ zoneId: 'north', from, attempt, covered: 0, plannedAt: AT, nothingToPublish: true });
  }
  let reads = 0;
  const counting = {
    put: revisions.put.bind(revisions),
    get: (zoneId: string, revision: number, attempt: number) => {
      reads += 1;
      return revisions.get(zoneId, revision, attempt);
    },
  };
  return { history: new History({ heads, revisions: counting }), reads: () => reads };
}

const names = (revisions: readonly PlanRevision[]) => revisions.map(({ revision, attempt }) => [revision, attempt]);

describe('History', () => {
  it('walks back over the attempts that were committed, past one that was not', async () => {
    const { history } = await aHistory();

    expect(names(await history.below('north', 5, 10))).toEqual([
      [4, 8],
      [3, 7],
      [2, 3],
      [1, 2],
    ]);
    expect(names(await history.below('north', 4, 2))).toEqual([
      [3, 7],
      [2, 3],
    ]);
  });

  it('finds one revision by its number, and reads no other when it has been there before', async () => {
    const { history, reads } = await aHistory();
    await history.get('north', 1);
    const before = reads();

    expect(await history.get('north', 2)).toMatchObject({ revision: 2, attempt: 3 });
    expect(reads() - before).toBe(1);
  });

  it('knows no revision that was never committed, and none of a zone that it does not know', async () => {
    const { history } = await aHistory();

    expect(await history.get('north', 5)).toBeNull();
    expect(await history.get('north', 0)).toBeNull();
    expect(await history.get('south', 1)).toBeNull();
    expect(await history.below('south', 5, 5)).toEqual([]);
  });
});
