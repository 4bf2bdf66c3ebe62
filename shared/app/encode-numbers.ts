// How facts become the numbers of a problem.
import type { Location } from '../domain/location.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import { FAR } from '../solver/problem.ts';

/** The index of a place in the travel matrix; throws for one that is not in it. */
export type NodeOf = (place: Location) => number;

/** Moments and amounts beyond FAR count as FAR: 17 years, 537 tonnes. */
export const bounded = (amount: number): number => Math.max(-FAR, Math.min(FAR, amount));

export const relative = (moment: EpochSeconds, at: EpochSeconds): Seconds => bounded(moment - at);

/** Lists of tuples, one list an entity, laid out in a row: `first[i]` counts the tuples of the entities before i. */
export function rowsOf(lists: readonly (readonly (readonly number[])[])[]) {
  const first = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) first[index + 1] = (first[index] ?? 0) + list.length;
  return { first, values: Int32Array.from(lists.flat(2)) };
}
