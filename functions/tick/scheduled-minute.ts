// The minute that a tick is for: what the schedule says, so that a tick that comes twice or late is still the same one.
import type { EpochSeconds } from '../../shared/kernel/units.ts';

/** The end of 2099, which our own messages do not go beyond. */
const LAST_MOMENT: EpochSeconds = 4_102_444_800;

/**
 * The start of the minute named by `{scheduledTime}` in the schedule's input, or by the `time` of a plain EventBridge
 * event. Where neither can be read (no date of 1970 to 2099, an emulator that does not fill in the time, a call by hand): the minute of `now`.
 */
export function scheduledMinute(event: unknown, now: EpochSeconds): EpochSeconds {
  const { scheduledTime, time } = (event ?? {}) as { scheduledTime?: unknown; time?: unknown };
  const said = scheduledTime ?? time;
  const at = typeof said === 'string' ? Math.floor(Date.parse(said) / 1000) : Number.NaN;
  const isMoment = at >= 0 && at <= LAST_MOMENT;
  return Math.floor((isMoment ? at : now) / 60) * 60;
}
