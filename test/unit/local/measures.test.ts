import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/local/kept-day/entry.ts';
import { Measures } from '../../../functions/local/measures.ts';

describe('the measures of a day', () => {
  it('go on after the run was ended, over the whole day', () => {
    const noted: Entry[] = [];
    const before = new Measures([], (entry) => noted.push(entry));
    for (const value of [10, 30]) before.take({ name: 'CycleTime', value });
    before.take({ name: 'CheckViolations', value: 1 });
    before.take({ name: 'Cycles', value: 5 });

    const after = new Measures(noted);
    after.take({ name: 'CycleTime', value: 20 });
    after.take({ name: 'CheckViolations', value: 2 });

    expect(noted).toHaveLength(3);
    expect(after.cycleMs.p50).toBe(20);
    expect(after.checkViolations).toBe(3);
  });
});
