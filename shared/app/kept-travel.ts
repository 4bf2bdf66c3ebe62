// Travel tables for the archive: a digest of all of them, and the tables themselves where no model gives them again.
import { TRAVEL_MODES, type TravelMode } from '../domain/courier.ts';
import type { KeptTravel } from '../domain/kept-solve.ts';
import type { TravelModel } from '../domain/zone.ts';
import { hash32 } from '../kernel/random.ts';
import type { TravelMatrix } from './ports.ts';

/** The tables of an endpoint, which answers otherwise tomorrow; null: the model gives them again, anywhere. */
export function keptTravel(model: TravelModel, modes: readonly TravelMode[], travel: TravelMatrix): KeptTravel | null {
  if (model.kind !== 'matrix') return null;
  const { places } = travel;
  const tables = modes.map((mode) => ({
    seconds: rowsOf(travel.secondsOf(mode), places.length),
    meters: rowsOf(travel.metersOf(mode), places.length),
  }));
  return { places, modes: Object.fromEntries(modes.map((mode, index) => [mode, tables[index]])) };
}

/** Eight hexadecimal digits; other places, modes or numbers give others. */
export function travelDigest(modes: readonly TravelMode[], travel: TravelMatrix): string {
  const asked = TRAVEL_MODES.filter((mode) => modes.includes(mode));
  const tables = asked.flatMap((mode) => [travel.secondsOf(mode), travel.metersOf(mode)]);
  const digest = tables.reduce((seed, table) => mixed(seed, table), hash32(`${travel.places.length} ${asked}`));
  return (digest >>> 0).toString(16).padStart(8, '0');
}

const rowsOf = (table: Int32Array, n: number): readonly (readonly number[])[] =>
  Array.from({ length: n }, (_, row) => [...table.subarray(row * n, (row + 1) * n)]);

/** FNV-1a over whole numbers instead of bytes. HOT: a zone of a thousand orders has millions of pairs. */
function mixed(seed: number, table: Int32Array): number {
  let digest = seed;
  for (let pair = 0; pair < table.length; pair++) {
    digest = Math.imul(digest ^ (table[pair] ?? 0), 0x01000193);
    digest ^= digest >>> 15;
  }
  return digest;
}
