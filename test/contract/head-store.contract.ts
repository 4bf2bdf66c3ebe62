// What every head store does: the fence, the wake-up counters, the outbox marks.
import { beforeEach, describe, expect, test } from 'vitest';
import type { HeadCommit, HeadStore } from '../../shared/app/ports.ts';
import { AT } from '../support/builders.ts';

const aCommit = (changes: Partial<HeadCommit> = {}): HeadCommit => ({
  zoneId: 'north',
  from: 0,
  attempt: 1,
  covered: 1,
  plannedAt: AT,
  nothingToPublish: false,
  ...changes,
});

export function headStoreContract(name: string, make: () => Promise<HeadStore>): void {
  describe(`heads in ${name}`, () => {
    let heads: HeadStore;
    beforeEach(async () => {
      heads = await make();
    });

    test('answers null before the first wake-up', async () => {
      expect(await heads.get('north')).toBeNull();
    });

    test('begins with the first wake-up, every other counter at 0', async () => {
      const head = await heads.want('north');

      expect(head).toEqual({
        zoneId: 'north',
        revision: 0,
        attempt: 0,
        publishedRev: 0,
        publishedChunk: 0,
        want: 1,
        covered: 0,
        claims: 0,
        attempts: 0,
        claimedAt: 0,
        plannedAt: 0,
        retryAt: 0,
        frozen: false,
        frozenAt: 0,
      });
      expect(await heads.get('north')).toEqual(head);
      expect(await heads.get('south')).toBeNull();
    });

    test('gives every wake-up and every claim a number of its own, also at once', async () => {
      const wants = await Promise.all(Array.from({ length: 10 }, () => heads.want('north')));
      const claims = await Promise.all(Array.from({ length: 10 }, () => heads.claim('north', AT)));

      const numbers = Array.from({ length: 10 }, (_, i) => i + 1);
      expect(wants.map((head) => head.want).sort((a, b) => a - b)).toEqual(numbers);
      expect(claims.map((head) => head.claims).sort((a, b) => a - b)).toEqual(numbers);
    });

    test('counts claims and attempts, and notes when', async () => {
      await heads.want('north');
      await heads.claim('north', AT);

      const head = await heads.claim('north', AT + 9);

      expect(head).toMatchObject({ want: 1, claims: 2, attempts: 2, claimedAt: AT + 9 });
    });

    test('moves on by one revision, and resets what the last one left', async () => {
      await heads.want('north');
      await heads.claim('north', AT);
      await heads.backOff('north', AT + 100);

      expect(await heads.commit(aCommit({ attempt: 1, covered: 1, plannedAt: AT + 5 }))).toBe('written');

      expect(await heads.get('north')).toMatchObject({
        revision: 1,
        attempt: 1,
        publishedRev: 0,
        publishedChunk: 0,
        covered: 1,
        claims: 1,
        attempts: 0,
        plannedAt: AT + 5,
        retryAt: 0,
      });
    });

    test('commits nothing while the zone is frozen, and goes on where it was', async () => {
      await heads.freeze('north', true, AT);

      expect(await heads.commit(aCommit())).toBe('conflict');
      expect(await heads.get('north')).toMatchObject({ revision: 0, frozen: true, frozenAt: AT });

      await heads.freeze('north', false, AT + 1);

      expect(await heads.commit(aCommit())).toBe('written');
      expect(await heads.claim('north', AT + 2)).toMatchObject({ revision: 1, frozen: false, frozenAt: AT + 1 });
    });

    test('knows a commit again that went through before the zone was frozen', async () => {
      await heads.commit(aCommit({ attempt: 3 }));
      await heads.freeze('north', true, AT);

      expect(await heads.commit(aCommit({ attempt: 3 }))).toBe('written');
    });

    test('covers, claims and publishes in a frozen zone as in any other', async () => {
      await heads.commit(aCommit());
      await heads.freeze('north', true, AT);

      expect(await heads.published('north', 1, 1, true)).toBe('written');
      expect(await heads.cover('north', 1, 7, AT)).toBe('written');
      expect(await heads.claim('north', AT)).toMatchObject({ publishedRev: 1, covered: 7, frozen: true });
    });

    test('throws the switch on condition only while it is as it was read, and knows its own write again', async () => {
      const untouched = { frozen: false, frozenAt: 0 };

      expect(await heads.freezeIf('north', true, AT, untouched)).toBe('written');
      expect(await heads.freezeIf('north', true, AT, untouched)).toBe('written');
      expect(await heads.freezeIf('north', false, AT + 1, untouched)).toBe('conflict');
      expect(await heads.get('north')).toMatchObject({ frozen: true, frozenAt: AT });

      expect(await heads.freezeIf('north', false, AT + 1, { frozen: true, frozenAt: AT })).toBe('written');
      expect(await heads.get('north')).toMatchObject({ frozen: false, frozenAt: AT + 1 });
    });

    test('believes the newest word on whether a zone is frozen, and the later of two of the same second', async () => {
      await heads.freeze('north', true, AT);

      await heads.freeze('north', false, AT - 1);
      expect(await heads.get('north')).toMatchObject({ frozen: true, frozenAt: AT });

      await heads.freeze('north', false, AT);
      expect(await heads.get('north')).toMatchObject({ frozen: false, frozenAt: AT });
    });

    test('commits the first revision also where there is no head yet', async () => {
      expect(await heads.commit(aCommit())).toBe('written');

      expect(await heads.get('north')).toMatchObject({ revision: 1, want: 0 });
    });

    test('lets exactly one of many writers commit a revision', async () => {
      const attempts = Array.from({ length: 12 }, (_, i) => i + 1);

      const outcomes = await Promise.all(attempts.map((attempt) => heads.commit(aCommit({ attempt }))));

      const winners = attempts.filter((_, i) => outcomes[i] === 'written');
      expect(winners).toHaveLength(1);
      expect(await heads.get('north')).toMatchObject({ revision: 1, attempt: winners[0] });
    });

    test('takes a commit that is repeated word for word as written', async () => {
      await heads.commit(aCommit({ attempt: 3 }));

      expect(await heads.commit(aCommit({ attempt: 3 }))).toBe('written');
      expect(await heads.commit(aCommit({ attempt: 4 }))).toBe('conflict');

      expect(await heads.get('north')).toMatchObject({ revision: 1, attempt: 3 });
    });

    test('does not follow a revision that is not published whole', async () => {
      await heads.commit(aCommit());
      await heads.published('north', 1, 1, false);

      expect(await heads.commit(aCommit({ from: 1, attempt: 2 }))).toBe('conflict');
      await heads.published('north', 1, 2, true);
      expect(await heads.commit(aCommit({ from: 1, attempt: 2 }))).toBe('written');

      expect(await heads.get('north')).toMatchObject({ revision: 2, publishedRev: 1, publishedChunk: 0 });
    });

    test('does not skip a revision', async () => {
      await heads.want('north');

      expect(await heads.commit(aCommit({ from: 1 }))).toBe('conflict');

      expect(await heads.get('north')).toMatchObject({ revision: 0 });
    });

    test('marks a revision without changes as published in the same write', async () => {
      await heads.commit(aCommit({ nothingToPublish: true }));

      expect(await heads.get('north')).toMatchObject({ revision: 1, publishedRev: 1 });
      expect(await heads.commit(aCommit({ from: 1, attempt: 2 }))).toBe('written');
    });

    // A plan that was made from older facts replaces one that had seen newer ones: those have to be looked at again.
    test('sets what a commit covers, also below what an unchanged cycle has covered', async () => {
      await heads.want('north');
      await heads.cover('north', 0, 7, AT);

      await heads.commit(aCommit({ covered: 5 }));

      expect(await heads.get('north')).toMatchObject({ covered: 5 });
    });

    test('raises what is covered and never lowers it, but notes the planning', async () => {
      await heads.want('north');
      await heads.claim('north', AT);
      await heads.cover('north', 0, 2, AT + 1);
      expect(await heads.get('north')).toMatchObject({ covered: 2, plannedAt: AT + 1, attempts: 0 });

      await heads.cover('north', 0, 1, AT + 2);
      expect(await heads.get('north')).toMatchObject({ covered: 2, plannedAt: AT + 2, retryAt: 0, attempts: 0 });

      await heads.cover('north', 0, 3, AT + 3);
      expect(await heads.get('north')).toMatchObject({ covered: 3, plannedAt: AT + 3 });
    });

    test('backs off until a moment, and leaves what is to be covered as it is', async () => {
      await heads.want('north');
      await heads.claim('north', AT);

      await heads.backOff('north', AT + 90);

      expect(await heads.get('north')).toMatchObject({
        want: 1,
        covered: 0,
        plannedAt: 0,
        retryAt: AT + 90,
        attempts: 1,
      });
      await heads.cover('north', 0, 1, AT + 100);
      expect(await heads.get('north')).toMatchObject({ retryAt: 0, attempts: 0 });
    });

    // Another writer's plan came in between, and need not have seen what this cycle saw.
    test('covers nothing when the revision that was looked at is not the committed one any more', async () => {
      await heads.commit(aCommit({ covered: 1 }));

      expect(await heads.cover('north', 0, 9, AT + 5)).toBe('conflict');
      expect(await heads.get('north')).toMatchObject({ covered: 1 });
      expect(await heads.cover('north', 1, 9, AT + 5)).toBe('written');
      expect(await heads.get('north')).toMatchObject({ covered: 9, plannedAt: AT + 5 });
    });

    test('notes published chunks upwards only', async () => {
      await heads.commit(aCommit());

      expect(await heads.published('north', 1, 2, false)).toBe('written');
      expect(await heads.published('north', 1, 1, false)).toBe('conflict');
      expect(await heads.published('north', 1, 2, false)).toBe('written');
      expect(await heads.get('north')).toMatchObject({ publishedRev: 0, publishedChunk: 2 });

      expect(await heads.published('north', 1, 3, true)).toBe('written');
      expect(await heads.published('north', 1, 3, true)).toBe('written');
      expect(await heads.published('north', 1, 4, false)).toBe('conflict');
      expect(await heads.get('north')).toMatchObject({ publishedRev: 1, publishedChunk: 0 });
    });

    test('notes nothing of a revision that is not committed, or long past', async () => {
      await heads.commit(aCommit());

      expect(await heads.published('north', 2, 1, false)).toBe('conflict');
      expect(await heads.published('north', 2, 1, true)).toBe('conflict');

      await heads.published('north', 1, 1, true);
      expect(await heads.published('north', 2, 1, false)).toBe('conflict');
      expect(await heads.published('north', 2, 1, true)).toBe('conflict');

      await heads.commit(aCommit({ from: 1, attempt: 2 }));
      await heads.published('north', 2, 1, true);
      expect(await heads.published('north', 1, 1, true)).toBe('conflict');
      expect(await heads.get('north')).toMatchObject({ revision: 2, publishedRev: 2 });
    });
  });
}
