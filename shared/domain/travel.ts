// Travel between places, as the judge and the decoder ask for it.
import type { Meters, Seconds } from '../kernel/units.ts';
import type { TravelMode } from './courier.ts';
import { type Location, locationKey } from './location.ts';

/** A look-up over the places of one snapshot; throws for a place that is not in it. */
export interface TravelTable {
  seconds(mode: TravelMode, from: Location, to: Location): Seconds;
  meters(mode: TravelMode, from: Location, to: Location): Meters;
}

/** Travel of this many seconds or more means that there is no way. A few legs still add up within 32 bits. */
export const UNREACHABLE_SEC: Seconds = 2 ** 28;

/** The ways of one courier; none within a place. */
export interface Ways {
  seconds(from: Location, to: Location): Seconds;
  meters(from: Location, to: Location): Meters;
}

export const waysOf = (mode: TravelMode, travel: TravelTable): Ways => ({
  seconds: (from, to) => (locationKey(from) === locationKey(to) ? 0 : travel.seconds(mode, from, to)),
  meters: (from, to) => (locationKey(from) === locationKey(to) ? 0 : travel.meters(mode, from, to)),
});
