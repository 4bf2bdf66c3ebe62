import { describe, expect, it } from 'vitest';
import { onBreakUntil, pendingBreaks } from '../../../shared/domain/breaks.ts';
import { AT, aCourier } from '../../support/builders.ts';

// Ten minutes each: one from now on, by 1000; one from 3000 on, by 4000. They lapse at 1600 and 4600.
const FIRST = { earliestAt: AT, latestAt: AT + 1000, durationSec: 600 };
const SECOND = { earliestAt: AT + 3000, latestAt: AT + 4000, durationSec: 600 };
const resting = (...starts: readonly number[]) =>
  aCourier({ breaks: [FIRST, SECOND], breakStarts: starts.map((start) => AT + start) });

describe('pendingBreaks', () => {
  it('has none for a shift without breaks', () => {
    expect(pendingBreaks(aCourier(), AT)).toEqual([]);
  });

  it('has those that have not begun', () => {
    expect(pendingBreaks(resting(), AT)).toEqual([FIRST, SECOND]);
    expect(pendingBreaks(resting(50), AT + 60)).toEqual([SECOND]);
    expect(pendingBreaks(resting(50, 3100), AT + 3200)).toEqual([]);
  });

  it('lets a break lapse that nobody reported, once it must be over', () => {
    expect(pendingBreaks(resting(), AT + 1600)).toEqual([FIRST, SECOND]);
    expect(pendingBreaks(resting(), AT + 1601)).toEqual([SECOND]);
  });

  it('takes a start for the break that was due then', () => {
    // the first lapsed at 1600: what begins at 1601 is the second, early
    expect(pendingBreaks(resting(1601), AT + 1700)).toEqual([]);
    expect(pendingBreaks(resting(1600), AT + 1700)).toEqual([SECOND]);
  });
});

describe('onBreakUntil', () => {
  it('is when the break that began last is over', () => {
    expect(onBreakUntil(resting())).toBeNull();
    expect(onBreakUntil(resting(50))).toBe(AT + 650);
    expect(onBreakUntil(resting(50, 3100))).toBe(AT + 3700);
  });

  it('is nothing once the courier is back, and counts again at the next break', () => {
    expect(onBreakUntil({ ...resting(50), breakEndedAt: AT + 500 })).toBeNull();
    expect(onBreakUntil({ ...resting(50, 3100), breakEndedAt: AT + 500 })).toBe(AT + 3700);
  });

  it('knows nothing of a start that belongs to no break', () => {
    expect(onBreakUntil(aCourier({ breakStarts: [AT] }))).toBeNull();
  });
});
