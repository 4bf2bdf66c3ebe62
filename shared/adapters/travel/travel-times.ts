// Travel times by the zone's own model.
import type { Telemetry, TravelMatrix, TravelTimes } from '../../app/ports.ts';
import type { TravelMode } from '../../domain/courier.ts';
import type { Location } from '../../domain/location.ts';
import type { TravelModel } from '../../domain/zone.ts';
import { assertNever } from '../../kernel/result.ts';
import { greatCircleTables } from './great-circle.ts';
import { type MatrixOptions, MatrixProvider } from './matrix.ts';
import { MatrixTable } from './matrix-table.ts';
import { planarTables } from './planar.ts';
import type { ModeTables } from './tables.ts';

export class TravelProvider implements TravelTimes {
  private readonly endpoints: MatrixProvider;

  constructor(telemetry: Telemetry, options: MatrixOptions = {}) {
    this.endpoints = new MatrixProvider(telemetry, options);
  }

  async matrix(model: TravelModel, modes: readonly TravelMode[], places: readonly Location[]): Promise<TravelMatrix> {
    return new MatrixTable(places, await this.tables(model, modes, places));
  }

  private async tables(
    model: TravelModel,
    modes: readonly TravelMode[],
    places: readonly Location[],
  ): Promise<ReadonlyMap<TravelMode, ModeTables>> {
    switch (model.kind) {
      case 'great_circle':
        return greatCircleTables(model, modes, places);
      case 'planar':
        return planarTables(model, modes, places);
      case 'matrix':
        return this.endpoints.tables(model, modes, places);
      default:
        return assertNever(model);
    }
  }
}
