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
  const n = places.length;
  const meters = new Int32Array(n * n);
  const paces = modes.map((mode) => ({
    mode,
    secondsPerMeter: SECONDS_PER_HOUR / (speedKmh[mode] * 1000),
    seconds: new Int32Array(n * n),
  }));
  const points = places.map(unitVector);
  const row = new Float64Array(n);
  for (let from = 0; from < n; from++) {
    measureRow(points, from, circuityPct / 100, row);
    writeNearest(row, from, meters);
    for (const { seconds, secondsPerMeter } of paces) writeCeiling(row, from, secondsPerMeter, seconds);
  }
  mirror(meters, n);
  for (const { seconds } of paces) mirror(seconds, n);
  return new Map(paces.map(({ mode, seconds }) => [mode, { meters, seconds }]));
}

/** Metres by road from a place to each later one. */
function measureRow(points: readonly Vector[], from: number, circuity: number, row: Float64Array): void {
  const a = points[from];
  if (a === undefined) return;
  for (let to = from + 1; to < row.length; to++) row[to] = arcMeters(a, points[to] ?? a) * circuity;
}

/** HOT: plain loops. With the rounding as an argument nothing is inlined: three tables of 1.5 million pairs took 75 ms more. */
function writeNearest(row: Float64Array, from: number, table: Int32Array): void {
  const base = from * row.length;
  for (let to = from + 1; to < row.length; to++) table[base + to] = Math.round(row[to] ?? 0);
}

/** HOT, as above. */
function writeCeiling(row: Float64Array, from: number, factor: number, table: Int32Array): void {
  const base = from * row.length;
  for (let to = from + 1; to < row.length; to++)
    table[base + to] = Math.min(Math.ceil((row[to] ?? 0) * factor), UNREACHABLE_SEC);
}

/** Rows and columns side by side that stay in the processor's cache. */
const BLOCK = 64;

/** The ways back are the ways there. HOT: block by block, as a column of a large table lies far apart. */
function mirror(table: Int32Array, n: number): void {
  for (let top = 0; top < n; top += BLOCK) {
    for (let left = 0; left <= top; left += BLOCK) {
      const bottom = Math.min(n, top + BLOCK);
      const right = Math.min(n, left + BLOCK);
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right && column < row; column++)
          table[row * n + column] = table[column * n + row] ?? 0;
    }
  }
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
