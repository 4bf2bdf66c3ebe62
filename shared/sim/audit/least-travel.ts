// The least time that a way can take by the zone's travel model, worked out another way than the world does it: chords
// between points on a sphere instead of the haversine formula.
import type { TravelMode } from '../../domain/courier.ts';
import type { Location } from '../../domain/location.ts';
import type { TravelModel } from '../../domain/zone.ts';
import type { Seconds } from '../../kernel/units.ts';

const EARTH_RADIUS_M = 6_371_008.8;
/** Metres and seconds are rounded once each on the way to a travel time; nobody is too fast by that. */
const ROUNDING_SEC: Seconds = 1;

export function leastTravelSec(model: TravelModel, mode: TravelMode, from: Location, to: Location): Seconds {
  if (from.lat === to.lat && from.lng === to.lng) return 0;
  if (model.kind === 'matrix') return 0; // the endpoint's answers are not known here
  if (model.kind === 'planar') {
    const squared = (to.lng - from.lng) ** 2 + (to.lat - from.lat) ** 2;
    const wholeSteps = Math.ceil((Math.sqrt(squared) / model.metersPerMinute) * (60 / model.roundUpToSec) - 1e-9);
    return wholeSteps * model.roundUpToSec;
  }
  const road = (greatCircle(from, to) * model.circuityPct) / 100;
  const metersPerSecond = model.speedKmh[mode] / 3.6;
  return Math.max(0, Math.floor(road / metersPerSecond) - ROUNDING_SEC);
}

function greatCircle(from: Location, to: Location): number {
  const [a, b] = [onSphere(from), onSphere(to)];
  const chord = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, chord / 2));
}

function onSphere({ lat, lng }: Location): { x: number; y: number; z: number } {
  const [phi, lambda] = [(lat / 180e6) * Math.PI, (lng / 180e6) * Math.PI];
  return { x: Math.cos(phi) * Math.cos(lambda), y: Math.cos(phi) * Math.sin(lambda), z: Math.sin(phi) };
}
