import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingBlocks } from '../../../../shared/adapters/travel/missing-blocks.ts';
import { UNKNOWN } from '../../../../shared/adapters/travel/table-cache.ts';

test('asks for nothing when nothing is missing', () => {
  expect(missingBlocks(new Int32Array(9), 3, 2)).toEqual([]);
});

test('asks for the row and the column of one new place among known ones', () => {
  const n = 4;
  const table = Int32Array.from({ length: n * n }, (_, pair) =>
    [Math.floor(pair / n), pair % n].includes(2) && pair !== 2 * n + 2 ? UNKNOWN : 5,
  );

  const blocks = missingBlocks(table, n, 50);

  expect(blocks).toEqual([{ sources: [2, 0, 1, 3], destinations: [2, 0, 1, 3] }]);
});

test('leaves out a pair of groups that knows each other', () => {
  // Place 3 is new: with groups of two, {3, 0} has gaps to everybody, {1, 2} among itself has none.
  const n = 4;
  const table = Int32Array.from({ length: n * n }, (_, pair) =>
    [Math.floor(pair / n), pair % n].includes(3) && pair !== 15 ? UNKNOWN : 5,
  );

  expect(missingBlocks(table, n, 2)).toEqual([
    { sources: [3, 0], destinations: [3, 0] },
    { sources: [3], destinations: [1, 2] },
    { sources: [1, 2], destinations: [3] },
  ]);
});

test('covers every gap, in blocks of the size allowed', () => {
  const cases = fc.integer({ min: 1, max: 12 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      table: fc.array(fc.constantFrom(UNKNOWN, 3), { minLength: n * n, maxLength: n * n }),
      maxSide: fc.integer({ min: 1, max: 5 }),
    }),
  );

  fc.assert(
    fc.property(cases, ({ n, table, maxSide }) => {
      const left = Int32Array.from(table);
      for (const { sources, destinations } of missingBlocks(left.slice(), n, maxSide)) {
        expect(Math.max(sources.length, destinations.length)).toBeLessThanOrEqual(maxSide);
        for (const from of sources) for (const to of destinations) left[from * n + to] = 3;
      }

      expect(left).not.toContain(UNKNOWN);
    }),
  );
});
