import { describe, expect, it } from 'vitest';
import type { SelectionProblem } from '../../../shared/app/ports.ts';
import { isSound, selectColumns } from '../../../shared/app/select-columns.ts';

/** Three orders; alone they cost 3 each, 0 and 1 together 5. */
const problem: SelectionProblem = {
  numRows: 3,
  isRequired: [true, true, false],
  columns: [
    { cost: 3, rows: [0] },
    { cost: 3, rows: [1] },
    { cost: 3, rows: [2] },
    { cost: 5, rows: [0, 1] },
  ],
  start: [0, 1],
};

const answering = (chosen: readonly number[] | null) => ({ select: async () => chosen });

describe('selectColumns', () => {
  it('passes on a choice that is cheaper than the start', async () => {
    expect(await selectColumns(answering([3]), problem, 1)).toEqual([3]);
  });

  it.each([
    ['nothing', null],
    ['the start', [1, 0]],
    ['what costs more', [0, 1, 2]],
    ['what leaves out a required row', [0]],
    ['what covers a row twice', [0, 3]],
    ['a column twice', [3, 3]],
    ['a column that does not exist', [3, 4]],
  ])('takes %s for no answer', async (_, chosen) => {
    expect(await selectColumns(answering(chosen), problem, 1)).toBeNull();
  });

  it('refuses to ask with a start that covers nothing', async () => {
    await expect(selectColumns(answering([3]), { ...problem, start: [2] }, 1)).rejects.toThrow(
      'does not cover its rows',
    );
  });
});

describe('isSound', () => {
  it('takes a row outside the problem for a fault', () => {
    expect(isSound({ ...problem, columns: [{ cost: 0, rows: [-1] }], isRequired: [false, false, false] }, [0])).toBe(
      false,
    );
  });
});
