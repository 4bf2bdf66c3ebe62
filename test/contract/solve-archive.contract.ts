// What every archive of solves does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { KeptSolves, SolveArchive } from '../../shared/app/ports.ts';
import type { KeptSolve, SolveOutcome } from '../../shared/domain/kept-solve.ts';
import { AT, aSnapshot, aZone } from '../support/builders.ts';
import { aKeptSolve } from '../support/kept-solves.ts';

const DAY_SEC = 86_400;

/** A solve for revision `revision` of the zone, so many days after the usual moment. */
const solveOf = (
  revision: number,
  attempt: number,
  outcome: SolveOutcome,
  { zoneId = 'north', days = 0 }: { readonly zoneId?: string; readonly days?: number } = {},
): KeptSolve => {
  const snapshot = { ...aSnapshot({ at: AT + days * DAY_SEC, zone: aZone({ zoneId }) }), revision: revision - 1 };
  return aKeptSolve({ attempt, outcome, snapshot });
};

export function solveArchiveContract(name: string, make: () => Promise<SolveArchive & KeptSolves>): void {
  describe(`solves in ${name}`, () => {
    let archive: SolveArchive & KeptSolves;
    beforeEach(async () => {
      archive = await make();
    });

    const put = async (...solves: readonly KeptSolve[]): Promise<void> => {
      for (const solve of solves) await archive.put(solve, 5000);
    };
    const attemptOf = async (...wanted: Parameters<KeptSolves['find']>): Promise<number | null> => {
      const text = await archive.find(...wanted);
      return text === null ? null : (JSON.parse(text) as KeptSolve).attempt;
    };

    test('answers null for what was not kept', async () => {
      await put(solveOf(17, 1, 'committed'));

      expect(await archive.find({ zoneId: 'south', revision: 17 })).toBeNull();
      expect(await archive.find({ zoneId: 'north', revision: 1 })).toBeNull();
      expect(await archive.find({ zoneId: 'north', revision: 17, attempt: 2 })).toBeNull();
    });

    test('gives a solve back as the text that its JSON is', async () => {
      const solve = solveOf(17, 1, 'committed');
      await put(solve);

      expect(await archive.find({ zoneId: 'north', revision: 17 })).toBe(JSON.stringify(solve));
    });

    test('finds the attempt that was committed before others at the same revision', async () => {
      await put(solveOf(17, 9, 'unchanged'), solveOf(17, 10, 'committed'), solveOf(17, 11, 'stale'));

      expect(await attemptOf({ zoneId: 'north', revision: 17 })).toBe(10);
      expect(await attemptOf({ zoneId: 'north', revision: 17, attempt: 9 })).toBe(9);
    });

    test('finds the newest attempt where none was committed', async () => {
      await put(solveOf(17, 9, 'failed'), solveOf(17, 10, 'failed'));

      expect(await attemptOf({ zoneId: 'north', revision: 17 })).toBe(10);
    });

    test('finds a revision on whatever day it was made, also among attempts of later days', async () => {
      await put(
        solveOf(17, 9, 'committed'),
        solveOf(18, 10, 'unchanged', { days: 1 }),
        solveOf(18, 11, 'committed', { days: 2 }),
      );
      await put(solveOf(19, 12, 'failed', { days: 2 }), solveOf(19, 13, 'failed', { days: 3 }));

      expect(await attemptOf({ zoneId: 'north', revision: 17 })).toBe(9);
      expect(await attemptOf({ zoneId: 'north', revision: 18 })).toBe(11);
      expect(await attemptOf({ zoneId: 'north', revision: 19 })).toBe(13);
      expect(await attemptOf({ zoneId: 'north', revision: 19, attempt: 12 })).toBe(12);
    });

    test('keeps zones apart, whatever they are called', async () => {
      const zones = [
        'north',
        'north/east',
        'north/2026-01-05',
        '..',
        'café №1 + 50 %',
        'n'.repeat(128),
        '\u{1F6B2}'.repeat(64),
      ];
      for (const [index, zoneId] of zones.entries()) await put(solveOf(17, index, 'committed', { zoneId }));

      for (const [index, zoneId] of zones.entries()) expect(await attemptOf({ zoneId, revision: 17 })).toBe(index);
    });
  });
}
