import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { prewarm } from '../../../shared/solver/prewarm.ts';
import { syntheticProblem } from '../../../shared/solver/synthetic.ts';
import { validateProblem } from '../../../shared/solver/validate.ts';

describe('prewarm', () => {
  it('ends by itself, also with next to nothing to do', () => {
    expect(() => prewarm(0)).not.toThrow();
    expect(() => prewarm(2000)).not.toThrow();
  });
});

describe('syntheticProblem', () => {
  it('is sound, and the same for the same seed', () => {
    const [one, two] = [4, 4].map((seed) => syntheticProblem(new Random(seed), { orders: 9, couriers: 3, stores: 2 }));

    expect(() => validateProblem(one)).not.toThrow();
    expect(two).toEqual(one);
  });
});
