import { describe, expect, it } from 'vitest';
import { exp, ln } from '../../../shared/solver/deterministic-math.ts';

describe('ln', () => {
  it.each([2 ** -32, 1e-5, 0.3, 0.6, 1, 1.6, 2, Math.E, 1e6])('agrees with the engine at %d', (x) => {
    expect(Math.abs(ln(x) - Math.log(x))).toBeLessThan(1e-13 * Math.max(1, Math.abs(Math.log(x))));
  });

  it('is exactly 0 at 1', () => {
    expect(ln(1)).toBe(0);
  });
});

describe('exp', () => {
  it.each([-20, -5.5, -0.5, -1e-9, 0, 0.3, 1, 12])('agrees with the engine at %d', (x) => {
    expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-13);
  });

  it('is exactly 1 at 0', () => {
    expect(exp(0)).toBe(1);
  });
});
