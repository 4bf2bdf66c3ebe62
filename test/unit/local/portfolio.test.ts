import { describe, expect, it } from 'vitest';
import { openBox } from '../../../functions/local/pdptw/box.ts';
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
    const seconds = Number.POSITIVE_INFINITY;
    const box = openBox(seconds, 'wall');

    const solving = portfolio.solve(instance, { seed, box, seconds, clock: 'wall', maxUnits: 1, replayed: null });

    await expect(solving).rejects.toThrow(message);
  });
});
