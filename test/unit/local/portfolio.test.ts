import { describe, expect, it } from 'vitest';
import { Portfolio } from '../../../functions/local/pdptw/portfolio.ts';

const FAILING = new URL('../../support/failing-searcher.ts', import.meta.url);

const instance = { name: 'none', vehicles: 1, capacity: 1, nodes: [] };

describe('a portfolio of which a searcher fails', () => {
  it.each([
    ['ends', 1, 'the thread of searcher 1 ended with code 3 and without an answer'],
    ['says what went wrong', 2, 'searcher 1 failed: out of luck'],
    ['throws', 3, 'the thread of searcher 1 failed: fell over'],
  ])('says so and lets no other wait: it %s', async (_, seed, message) => {
    const portfolio = await Portfolio.start(2, FAILING);
    const job = {
      seconds: Number.POSITIVE_INFINITY,
      clock: 'wall',
      openedAtMs: 0,
      maxUnits: 1,
      replayed: null,
    } as const;

    const solving = portfolio.solve(instance, { ...job, seed });

    await expect(solving).rejects.toThrow(message);
  });
});
