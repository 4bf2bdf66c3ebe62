// The machine's own time.
import type { Clock } from '../app/ports.ts';

export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  elapsedMs: () => performance.now(),
};
