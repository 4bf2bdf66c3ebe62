import { describe, expect, it } from 'vitest';
import { hash32, Random } from '../../../shared/kernel/random.ts';

const draw = (rng: Random, count: number): readonly number[] => Array.from({ length: count }, () => rng.uint32());

describe('Random', () => {
  it('draws the same numbers from the same seed, on any machine', () => {
    // written down once: a change here changes every replay
    expect(draw(new Random(42), 4)).toEqual([2645483728, 374773336, 59672437, 1973069877]);
  });

  it('draws other numbers from a neighbouring seed', () => {
    expect(draw(new Random(43), 4)).not.toEqual(draw(new Random(42), 4));
  });

  it('takes any integer as a seed, zero and negative ones too', () => {
    for (const seed of [0, -1, 2 ** 31, 2 ** 40]) expect(new Set(draw(new Random(seed), 20)).size).toBeGreaterThan(15);
  });

  it('stays below its bound and reaches every number under it', () => {
    const rng = new Random(1);

    const seen = new Set(Array.from({ length: 1000 }, () => rng.below(7)));

    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('spreads evenly over the unit interval', () => {
    const rng = new Random(7);
    const buckets = new Array<number>(10).fill(0);

    for (let i = 0; i < 10_000; i++) {
      const bucket = Math.floor(rng.unit() * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }

    // 1000 each; standard deviation 30
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('forks generators that do not shift one another', () => {
    const alone = new Random(5).fork('ruin');
    const root = new Random(5);
    const forked = root.fork('ruin');
    draw(root, 10);

    expect(draw(forked, 5)).toEqual(draw(alone, 5));
    expect(draw(new Random(5).fork('recreate'), 5)).not.toEqual(draw(new Random(5).fork('ruin'), 5));
  });
});

describe('hash32', () => {
  it('is a whole number of 32 bits that differs for texts that differ little', () => {
    const hashes = ['', 'a', 'b', 'ab', 'ba', 'zone-1', 'zone-2'].map(hash32);

    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
  });

  it('is the same for the same text', () => {
    expect(hash32('zone-1')).toBe(hash32(['zone', 1].join('-')));
  });
});
