// The look-up over tables that a travel model has filled.
import type { TravelMatrix } from '../../app/ports.ts';
import type { TravelMode } from '../../domain/courier.ts';
import { type Location, locationKey } from '../../domain/location.ts';
import { invariant } from '../../kernel/result.ts';
import type { Meters, MicroDegrees, Seconds } from '../../kernel/units.ts';
import type { ModeTables } from './tables.ts';

export class MatrixTable implements TravelMatrix {
  readonly places: readonly Location[];
  private readonly tables: ReadonlyMap<TravelMode, ModeTables>;
  /** By latitude, then by longitude: numbers as keys spare the texts. Of equal places the first counts. */
  private readonly indices = new Map<MicroDegrees, Map<MicroDegrees, number>>();

  constructor(places: readonly Location[], tables: ReadonlyMap<TravelMode, ModeTables>) {
    this.places = places;
    this.tables = tables;
    places.forEach(({ lat, lng }, index) => {
      const row = this.indices.get(lat) ?? new Map<MicroDegrees, number>();
      this.indices.set(lat, row);
      if (!row.has(lng)) row.set(lng, index);
    });
  }

  seconds(mode: TravelMode, from: Location, to: Location): Seconds {
    return this.find(this.secondsOf(mode), from, to);
  }

  meters(mode: TravelMode, from: Location, to: Location): Meters {
    return this.find(this.metersOf(mode), from, to);
  }

  secondsOf(mode: TravelMode): Int32Array {
    return this.of(mode).seconds;
  }

  metersOf(mode: TravelMode): Int32Array {
    return this.of(mode).meters;
  }

  private of(mode: TravelMode): ModeTables {
    const tables = this.tables.get(mode);
    invariant(tables, `travel by ${mode} was not asked for, only by ${[...this.tables.keys()].join(', ')}`);
    return tables;
  }

  private find(table: Int32Array, from: Location, to: Location): number {
    return table[this.indexOf(from) * this.places.length + this.indexOf(to)] ?? 0;
  }

  private indexOf(place: Location): number {
    const index = this.indices.get(place.lat)?.get(place.lng);
    invariant(index !== undefined, `place ${locationKey(place)} is not in the matrix of ${this.places.length} places`);
    return index;
  }
}
