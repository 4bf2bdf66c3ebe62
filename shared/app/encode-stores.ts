// Stores of a problem: where they are, what they take, when they are open.
import type { Store } from '../domain/store.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { FAR } from '../solver/problem.ts';
import { bounded, type NodeOf, relative, rowsOf } from './encode-numbers.ts';

export function encodeStores(stores: readonly Store[], at: EpochSeconds, nodeOf: NodeOf) {
  const hours = rowsOf(stores.map((store) => hoursOf(store, at)));
  return {
    numStores: stores.length,
    storeNode: Int32Array.from(stores, (store) => nodeOf(store.location)),
    storeParking: Int32Array.from(stores, (store) => bounded(store.parkingSec)),
    storeHandover: Int32Array.from(stores, (store) => bounded(store.handoverSec)),
    storeHoursFirst: hours.first,
    storeHours: hours.values,
  };
}

/** A store that does not open any more was last open in the distant past: without any interval it would always be open. */
const CLOSED = [-FAR, -FAR] as const;

/** Intervals that are not over. */
function hoursOf({ openHours }: Store, at: EpochSeconds): readonly (readonly number[])[] {
  if (openHours === undefined) return [];
  const left = openHours.filter(({ openAt, closeAt }) => closeAt >= at && openAt - at < FAR);
  if (left.length === 0) return [CLOSED];
  return left.map(({ openAt, closeAt }) => [relative(openAt, at), relative(closeAt, at)]);
}
