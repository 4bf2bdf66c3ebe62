// The minute that a tick is for: what the schedule says, so that a tick that comes twice or late is still the same one.
import type { EpochSeconds } from '../../shared/kernel/units.ts';

/**
 * The start of the minute named by `{scheduledTime}` in the schedule's input, or by the `time` of a plain EventBridge
 * event. Where neither can be read (an emulator that does not fill in the time, a call by hand): the minute of `now`.
 */
export function scheduledMinute(event: unknown, now: EpochSeconds): EpochSeconds {
  const { scheduledTime, time } = (event ?? {}) as { scheduledTime?: unknown; time?: unknown };
  const said = Date.parse(String(scheduledTime ?? time));
  const at = Number.isNaN(said) ? now : Math.floor(said / 1000);
  return at - (at % 60);
}
