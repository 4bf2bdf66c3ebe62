// How far a producer's clock is believed: it may run ahead a little; beyond that the receiver's clock counts.
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Clock } from './ports.ts';

const MAX_CLOCK_AHEAD_SEC: Seconds = 300;

/** The moment that is recorded for one that was reported. */
export const believedMoment = (reportedAt: EpochSeconds, clock: Clock): EpochSeconds =>
  Math.min(reportedAt, clock.now() + MAX_CLOCK_AHEAD_SEC);
