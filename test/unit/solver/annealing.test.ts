import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { Annealing } from '../../../shared/solver/accept/annealing.ts';
import { someParams } from './problems.ts';

/** How many of 10,000 candidates that are 100 points worse get in. */
function accepted(annealing: Annealing, usedShare: number): number {
  const rng = new Random(1);
  let count = 0;
  for (let i = 0; i < 10_000; i++) if (annealing.accepts(1100, 1000, usedShare, rng)) count++;
  return count;
}

describe('Annealing', () => {
  const annealing = new Annealing(someParams({ startTemperature: 400, endTemperature: 25 }));

  it('takes whatever is not worse', () => {
    expect(annealing.accepts(1000, 1000, 1, new Random(1))).toBe(true);
    expect(annealing.accepts(999, 1000, 1, new Random(1))).toBe(true);
  });

  // The chance is e^(-100 / T), and T = 400 * (25 / 400)^share: 400, 100 and 25.
  it.each([
    [0, 7788],
    [0.5, 3679],
    [1, 183],
  ])('takes the worse by a chance that falls with the used share %d', (share, expected) => {
    expect(Math.abs(accepted(annealing, share) - expected)).toBeLessThan(150);
  });
});
