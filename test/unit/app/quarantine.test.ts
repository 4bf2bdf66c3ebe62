import { describe, expect, it } from 'vitest';
import type { ZoneHead } from '../../../shared/app/ports.ts';
import { isQuarantined, mustPause, retryAfter } from '../../../shared/app/quarantine.ts';

const failing = (attempts: number, retryAt = 0) => ({ attempts, retryAt }) as ZoneHead;

describe('quarantine', () => {
  it('pauses on the fifth attempt and then on every other, so that a cured zone comes back', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].filter((attempts) => mustPause(failing(attempts)))).toEqual([5, 7, 9]);
  });

  it('holds until the retry is due, and only a zone that failed often', () => {
    expect(isQuarantined(failing(5, 100), 99)).toBe(true);
    expect(isQuarantined(failing(5, 100), 100)).toBe(false);
    expect(isQuarantined(failing(4, 100), 99)).toBe(false);
  });

  it('waits longer the more often a zone failed', () => {
    expect([1, 3, 5].map((attempts) => retryAfter(failing(attempts)))).toEqual([10, 60, 300]);
  });
});
