// Straight lines in a plane of metres at one speed, rounded up: the travel of benchmark days (Reyes et al., "The Meal
// Delivery Routing Problem", 2018: whole minutes).
import type { TravelMode } from '../../domain/courier.ts';
import type { Location } from '../../domain/location.ts';
import { UNREACHABLE_SEC } from '../../domain/travel.ts';
import type { TravelModel } from '../../domain/zone.ts';
import type { ModeTables } from './tables.ts';

type Planar = Extract<TravelModel, { kind: 'planar' }>;

/** Seconds are a multiple of `roundUpToSec`, or 2^28 where a way takes that long or longer; metres are rounded. */
export function planarTables(
  { metersPerMinute, roundUpToSec }: Planar,
  modes: readonly TravelMode[],
  places: readonly Location[],
): ReadonlyMap<TravelMode, ModeTables> {
  const n = places.length;
  const meters = new Int32Array(n * n);
  const seconds = new Int32Array(n * n);
  // Products of whole numbers are exact: a distance of whole steps is never one step too many.
  const metersPerStepTimes60 = metersPerMinute * roundUpToSec;
  places.forEach((a, from) => {
    for (let to = from + 1; to < n; to++) {
      const b = places[to] ?? a;
      const distance = Math.sqrt((a.lat - b.lat) ** 2 + (a.lng - b.lng) ** 2);
      const steps = Math.ceil((distance * 60) / metersPerStepTimes60);
      meters[from * n + to] = meters[to * n + from] = Math.round(distance);
      seconds[from * n + to] = seconds[to * n + from] = Math.min(steps * roundUpToSec, UNREACHABLE_SEC);
    }
  });
  return new Map(modes.map((mode) => [mode, { seconds, meters }]));
}
