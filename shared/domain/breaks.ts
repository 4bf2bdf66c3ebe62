// Breaks of a shift: which are still to come, and until when a courier is on one. Each reported start is the start of
// the first break that had none and was not over by then, whatever the order in which reports come.
//
// A break that nobody reports lapses `durationSec` after its latest moment: a courier who began it in time is back.
import type { EpochSeconds } from '../kernel/units.ts';
import type { Courier, CourierBreak } from './courier.ts';

type BreakFacts = Pick<Courier, 'breaks' | 'breakStarts' | 'breakEndedAt'>;

interface BreakState {
  readonly break: CourierBreak;
  /** Null: nobody said that it began. */
  readonly startedAt: EpochSeconds | null;
}

const lapsesAt = ({ latestAt, durationSec }: CourierBreak): EpochSeconds => latestAt + durationSec;

function statesOf({ breaks = [], breakStarts = [] }: BreakFacts): readonly BreakState[] {
  let used = 0;
  return breaks.map((one) => {
    const startedAt = breakStarts[used];
    if (startedAt === undefined || startedAt > lapsesAt(one)) return { break: one, startedAt: null };
    used += 1;
    return { break: one, startedAt };
  });
}

/** The breaks that have neither begun nor lapsed by `at`, in their order. */
export const pendingBreaks = (courier: BreakFacts, at: EpochSeconds): readonly CourierBreak[] =>
  statesOf(courier)
    .filter((state) => state.startedAt === null && lapsesAt(state.break) >= at)
    .map((state) => state.break);

/** When the break is over that began last and was not reported as ended; null when there is none. */
export function onBreakUntil(courier: BreakFacts): EpochSeconds | null {
  const last = statesOf(courier).findLast(({ startedAt }) => startedAt !== null);
  if (last === undefined || last.startedAt === null) return null;
  if ((courier.breakEndedAt ?? Number.NEGATIVE_INFINITY) >= last.startedAt) return null;
  return last.startedAt + last.break.durationSec;
}
