import { describe, expect, it } from 'vitest';
import { writeMdrpSolution } from '../../shared/sim/mdrp-writer.ts';
import { runDay } from '../../shared/sim/run-day.ts';
import { busyDay } from '../support/busy-day.ts';

describe('a quiet minute', () => {
  it.each([1, 2, 3])('decides the same when it is skipped as when it is solved (seed %i)', async (seed) => {
    // So short a search finds something else each time that it is tried.
    const day = { ...busyDay({ search: { unitsPerOrder: 30 } }), zoneId: `quiet-${seed}` };
    const solved = await runDay(day, { seed });

    const skipped = await runDay(day, { seed, skipTicksAt: new Set(solved.idleTicks) });

    expect(solved.idleTicks.length).toBeGreaterThan(20);
    expect(skipped.idleTicks).toEqual([]);
    expect(skipped.log).toEqual(solved.log);
    expect(writeMdrpSolution(day, skipped.log)).toEqual(writeMdrpSolution(day, solved.log));
    expect(skipped.audit.violations).toBe(0);
  });
});
