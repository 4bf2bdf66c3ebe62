// How long ways take in the simulated world: as the zone's travel model says, which is what the planner expects too. A day
// whose zone asks a matrix endpoint moves by that model's fallback.
import type { Location } from '../domain/location.ts';
import type { TravelTable } from '../domain/travel.ts';
import type { TravelModel } from '../domain/zone.ts';
import type { Seconds } from '../kernel/units.ts';

const EARTH_RADIUS_M = 6_371_009; // mean radius, IUGG
const RADIANS_A_MICRO_DEGREE = Math.PI / 180e6;

export function travelOf(model: TravelModel): TravelTable {
  switch (model.kind) {
    case 'planar':
      return {
        meters: (_, from, to) => Math.round(planarMeters(from, to)),
        seconds: (_, from, to) => planarSeconds(planarMeters(from, to), model.metersPerMinute, model.roundUpToSec),
      };
    case 'great_circle': {
      const meters = (from: Location, to: Location) => (greatCircleMeters(from, to) * model.circuityPct) / 100;
      return {
        meters: (_, from, to) => Math.round(meters(from, to)),
        seconds: (mode, from, to) => Math.ceil((meters(from, to) * 3.6) / model.speedKmh[mode]),
      };
    }
    case 'matrix':
      return travelOf(model.fallback);
  }
}

const planarMeters = (from: Location, to: Location): number =>
  Math.sqrt((to.lng - from.lng) ** 2 + (to.lat - from.lat) ** 2);

const planarSeconds = (meters: number, metersPerMinute: number, roundUpToSec: Seconds): Seconds =>
  Math.ceil((meters * 60) / (metersPerMinute * roundUpToSec)) * roundUpToSec;

/** The haversine formula; in metres, not rounded. */
function greatCircleMeters(from: Location, to: Location): number {
  const halfLat = ((to.lat - from.lat) * RADIANS_A_MICRO_DEGREE) / 2;
  const halfLng = ((to.lng - from.lng) * RADIANS_A_MICRO_DEGREE) / 2;
  const cosines = Math.cos(from.lat * RADIANS_A_MICRO_DEGREE) * Math.cos(to.lat * RADIANS_A_MICRO_DEGREE);
  const h = Math.sin(halfLat) ** 2 + cosines * Math.sin(halfLng) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
