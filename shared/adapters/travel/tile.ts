// Places as a road network sees them: ten micro-degrees, about a metre, are one place. Finer than that is noise of the
// positioning, and would make a standing courier a new place in every cycle.
import type { Location } from '../../domain/location.ts';

const MICRO_DEGREES_A_TILE = 10;

/** `lng,lat` in degrees with five digits, as OSRM asks for it; equal exactly for places of one tile. */
export type Tile = string;

export const tileOf = ({ lat, lng }: Location): Tile => `${degrees(lng)},${degrees(lat)}`;

function degrees(microDegrees: number): string {
  // Adding 0 turns -0 into 0.
  const tiles = Math.round(microDegrees / MICRO_DEGREES_A_TILE) + 0;
  return (tiles / 100_000).toFixed(5);
}
