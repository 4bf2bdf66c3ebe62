// Great-circle distance times circuity, at one speed a mode. The distance is the haversine one (R. W. Sinnott, "Virtues of
// the Haversine", Sky and Telescope 68, 1984), computed from the chord between unit vectors, which is the same number and
// needs no sine or cosine a pair: sin^2(angle / 2) = (chord / 2)^2.
import type { TravelMode } from '../../domain/courier.ts';
import type { Location } from '../../domain/location.ts';
import { UNREACHABLE_SEC } from '../../domain/travel.ts';
import type { TravelModel } from '../../domain/zone.ts';
import type { ModeTables } from './tables.ts';

type GreatCircle = Extract<TravelModel, { kind: 'great_circle' }>;

/** Mean radius of the earth (IUGG). */
const EARTH_RADIUS_M = 6_371_009;
const RADIANS_PER_MICRO_DEGREE = Math.PI / 180 / 1_000_000;
const SECONDS_PER_HOUR = 3600;

/**
 * Metres are rounded, seconds rounded up, at most 2^28: on foot to the other side of the earth there is no way. Both are
 * the same there and back, and 0 from a place to itself.
 */
export function greatCircleTables(
  { circuityPct, speedKmh }: GreatCircle,
  modes: readonly TravelMode[],
  places: readonly Location[],
): ReadonlyMap<TravelMode, ModeTables> {
  const distances = roadMeters(places, circuityPct / 100);
  const meters = nearestTable(distances);
  return new Map(
    modes.map((mode) => {
      const secondsPerMeter = SECONDS_PER_HOUR / (speedKmh[mode] * 1000);
      return [mode, { meters, seconds: ceilingTable(distances, secondsPerMeter) }];
    }),
  );
}

/** HOT: plain loops. With the rounding as an argument nothing is inlined: three tables of 1.5 million pairs took 75 ms more. */
function nearestTable(distances: Float64Array): Int32Array {
  const table = new Int32Array(distances.length);
  for (let pair = 0; pair < distances.length; pair++) table[pair] = Math.round(distances[pair] ?? 0);
  return table;
}

/** HOT, as above. */
function ceilingTable(distances: Float64Array, factor: number): Int32Array {
  const table = new Int32Array(distances.length);
  for (let pair = 0; pair < distances.length; pair++) {
    table[pair] = Math.min(Math.ceil((distances[pair] ?? 0) * factor), UNREACHABLE_SEC);
  }
  return table;
}

/** Metres, n*n row-major. */
function roadMeters(places: readonly Location[], circuity: number): Float64Array {
  const n = places.length;
  const points = places.map(unitVector);
  const distances = new Float64Array(n * n);
  points.forEach((a, from) => {
    for (let to = from + 1; to < n; to++) {
      const b = points[to] ?? a;
      const distance = arcMeters(a, b) * circuity;
      distances[from * n + to] = distance;
      distances[to * n + from] = distance;
    }
  });
  return distances;
}

interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

function unitVector({ lat, lng }: Location): Vector {
  const north = lat * RADIANS_PER_MICRO_DEGREE;
  const east = lng * RADIANS_PER_MICRO_DEGREE;
  return { x: Math.cos(north) * Math.cos(east), y: Math.cos(north) * Math.sin(east), z: Math.sin(north) };
}

function arcMeters(a: Vector, b: Vector): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const dz = a.z - b.z;
  // Rounding can lift the chord of opposite points above the diameter.
  const halfChord = Math.min(1, Math.sqrt(dx * dx + dy * dy + dz * dz) / 2);
  return 2 * EARTH_RADIUS_M * Math.asin(halfChord);
}
