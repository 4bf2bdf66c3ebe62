// A place on the map.
import type { MicroDegrees } from '../kernel/units.ts';

/** Degrees times 10^6, whole numbers. In a zone with the planar travel model: metres north (lat) and east (lng) of its origin. */
export interface Location {
  readonly lat: MicroDegrees;
  readonly lng: MicroDegrees;
}

/** One text per place; equal exactly when the places are. */
export const locationKey = (location: Location): string => `${location.lat},${location.lng}`;
