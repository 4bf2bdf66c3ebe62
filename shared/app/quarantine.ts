// A zone that keeps failing stops only itself: `attempts` counts claims since the last success. From the third on only
// the cheap rungs are tried, from the fifth on every other claim tries nothing at all, which also ends loops of functions
// that die without a word (memory, time-out).
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { ZoneHead } from './ports.ts';

export const GREEDY_FROM_ATTEMPT = 3;
const QUARANTINE_FROM_ATTEMPT = 5;

/** Whether the zone waits for the end of a pause. */
export const isQuarantined = (head: ZoneHead, at: EpochSeconds): boolean =>
  head.attempts >= QUARANTINE_FROM_ATTEMPT && head.retryAt > at;

/** Whether this claim is to try nothing: the fifth, the seventh, and so on. */
export const mustPause = (claim: ZoneHead): boolean =>
  claim.attempts >= QUARANTINE_FROM_ATTEMPT && (claim.attempts - QUARANTINE_FROM_ATTEMPT) % 2 === 0;

/** How long a zone waits after a failure before the tick tries again. */
export function retryAfter(claim: ZoneHead): Seconds {
  if (claim.attempts >= QUARANTINE_FROM_ATTEMPT) return 300;
  return claim.attempts >= GREEDY_FROM_ATTEMPT ? 60 : 10;
}
