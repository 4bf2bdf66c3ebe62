// Travel that somebody brings along: tables between listed places. Nothing is asked for.
import type { TravelMatrix, TravelTimes } from '../../app/ports.ts';
import { TRAVEL_MODES, type TravelMode } from '../../domain/courier.ts';
import { type Location, locationKey } from '../../domain/location.ts';
import { UNREACHABLE_SEC } from '../../domain/travel.ts';
import type { TravelModel } from '../../domain/zone.ts';
import { invariant } from '../../kernel/result.ts';
import type { GivenTravel } from '../schema/snapshot.ts';
import { MatrixTable } from './matrix-table.ts';
import type { ModeTables } from './tables.ts';

export class GivenTravelTimes implements TravelTimes {
  private readonly given: GivenTravel;
  private readonly indices: ReadonlyMap<string, number>;

  constructor(given: GivenTravel) {
    this.given = given;
    this.indices = new Map(given.places.map((place, index) => [locationKey(place), index]));
  }

  /** What is asked for and not given: modes, then places. */
  missing(modes: readonly TravelMode[], places: readonly Location[]): readonly (TravelMode | Location)[] {
    const lacksMode = (mode: TravelMode) => this.given.modes[mode] === undefined;
    return [...modes.filter(lacksMode), ...places.filter((place) => !this.indices.has(locationKey(place)))];
  }

  /** @throws Error for a mode or a place that is not given: `missing` says so before. */
  async matrix(_: TravelModel, modes: readonly TravelMode[], places: readonly Location[]): Promise<TravelMatrix> {
    const missing = this.missing(modes, places);
    invariant(missing.length === 0, `no travel is given for ${JSON.stringify(missing)}`);
    const rows = places.map((place) => this.indices.get(locationKey(place)) ?? 0);
    const asked = TRAVEL_MODES.filter((mode) => modes.includes(mode));
    return new MatrixTable(places, new Map(asked.map((mode) => [mode, this.tables(mode, rows)])));
  }

  /** The tables between the places at these rows. */
  private tables(mode: TravelMode, rows: readonly number[]): ModeTables {
    const { seconds = [], meters = [] } = this.given.modes[mode] ?? {};
    const pick = (table: readonly (readonly (number | null)[])[], none: number): Int32Array =>
      Int32Array.from(rows.flatMap((from) => rows.map((to) => table[from]?.[to] ?? none)));
    return { seconds: pick(seconds, UNREACHABLE_SEC), meters: pick(meters, 0) };
  }
}
