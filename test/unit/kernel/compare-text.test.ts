import { describe, expect, it } from 'vitest';
import { compareText } from '../../../shared/kernel/compare-text.ts';

describe('compareText', () => {
  it('sorts by code units: capitals before small letters, accents last, whatever the locale', () => {
    expect(['b', 'a', 'é', 'B', 'ab', '10', '9'].sort(compareText)).toEqual(['10', '9', 'B', 'a', 'ab', 'b', 'é']);
  });

  it('calls equal texts equal', () => {
    expect(compareText('a', 'a')).toBe(0);
  });
});
