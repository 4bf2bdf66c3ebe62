// Work for a function's start, so that the first search of a new process is as fast as later ones: in its first 100 ms a
// cold engine does a sixth of the steady work.
import { prewarm } from '../solver/prewarm.ts';

/** About 300 ms on one processor; more brings nothing. */
const WARM_UP_UNITS = 300_000;

export const warmUp = (): void => prewarm(WARM_UP_UNITS);
