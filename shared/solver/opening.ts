// When a store is open, for the hot code.
import type { Problem } from './problem.ts';

/** HOT: the first moment from `time` on at which the store is open; infinite: it does not open again. */
export function openingFrom(problem: Problem, store: number, time: number): number {
  const { storeHoursFirst, storeHours } = problem;
  const last = storeHoursFirst[store + 1];
  let i = storeHoursFirst[store];
  if (i === last) return time;
  while (i < last && storeHours[2 * i + 1] < time) i++;
  if (i === last) return Number.POSITIVE_INFINITY;
  return time > storeHours[2 * i] ? time : storeHours[2 * i];
}
