// What every revision store does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { RevisionStore } from '../../shared/app/ports.ts';
import { aRevision } from './a-revision.ts';

export function revisionStoreContract(name: string, make: () => Promise<RevisionStore>): void {
  describe(`revisions in ${name}`, () => {
    let revisions: RevisionStore;
    beforeEach(async () => {
      revisions = await make();
    });

    test('answers null for a revision that nobody wrote', async () => {
      expect(await revisions.get('north', 1, 1)).toBeNull();
    });

    test('gives back a revision under its number and attempt only', async () => {
      const revision = aRevision({ revision: 3, attempt: 7 });

      await revisions.put('north', revision, 2_000_000_000);

      expect(await revisions.get('north', 3, 7)).toEqual(revision);
      expect(await revisions.get('north', 3, 8)).toBeNull();
      expect(await revisions.get('north', 7, 3)).toBeNull();
      expect(await revisions.get('south', 3, 7)).toBeNull();
    });

    test('keeps the attempts of two writers apart', async () => {
      const [mine, yours] = [aRevision({ attempt: 1, createdAt: 1 }), aRevision({ attempt: 2, createdAt: 2 })];

      await Promise.all([revisions.put('north', mine, 2_000_000_000), revisions.put('north', yours, 2_000_000_000)]);

      expect(await revisions.get('north', 1, 1)).toEqual(mine);
      expect(await revisions.get('north', 1, 2)).toEqual(yours);
    });

    test('takes a revision that is larger than an item may be', async () => {
      // 12,000 decisions with ids of 64 random hex digits do not compress below 32 bytes each: 384 KB and more.
      const revision = aRevision({}, 12_000);

      await revisions.put('north', revision, 2_000_000_000);

      expect(await revisions.get('north', 1, 1)).toEqual(revision);
    });

    test('reads the last of two puts whole, where the first had more chunks', async () => {
      const smaller = aRevision({}, 3);
      await revisions.put('north', aRevision({}, 12_000), 2_000_000_000);

      await revisions.put('north', smaller, 2_000_000_000);

      expect(await revisions.get('north', 1, 1)).toEqual(smaller);
    });
  });
}
