// Reads a snapshot file: JSON, by the schema in docs/snapshot.schema.json. Whatever is wrong with it is said at once.
import { readFile } from 'node:fs/promises';
import { parseSnapshot } from '../../../shared/adapters/schema/parse-snapshot.ts';
import type { GivenTravel } from '../../../shared/adapters/schema/snapshot.ts';
import { GivenTravelTimes } from '../../../shared/adapters/travel/given.ts';
import { TravelProvider } from '../../../shared/adapters/travel/travel-times.ts';
import { modesOf, placesOf } from '../../../shared/app/encode.ts';
import type { Fault, Telemetry, TravelTimes } from '../../../shared/app/ports.ts';
import { locationKey } from '../../../shared/domain/location.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';

export interface SnapshotToSolve {
  readonly snapshot: Snapshot;
  /** The number of the plan that is to be replaced; 0: there is none. */
  readonly revision: number;
  readonly travel: TravelTimes;
}

/** Places without travel that are told. */
const MOST_TOLD = 10;

export async function readSnapshot(
  file: string,
  telemetry: Telemetry,
): Promise<Result<SnapshotToSolve, readonly Fault[]>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return err([unreadable(error instanceof Error ? error.message : String(error))]);
  }
  const parsed = parseSnapshot(value);
  if (!parsed.ok) return parsed;
  const { snapshot, revision, travel: given } = parsed.value;
  const travel = travelOf(snapshot, given, telemetry);
  return travel.ok ? ok({ snapshot, revision, travel: travel.value }) : travel;
}

/** Travel times for a snapshot from a file. @param given the file's own tables; null: the zone's model says */
export const travelOf = (
  snapshot: Snapshot,
  given: GivenTravel | null,
  telemetry: Telemetry,
): Result<TravelTimes, readonly Fault[]> => (given === null ? byModel(snapshot, telemetry) : byTables(snapshot, given));

const unreadable = (cause: string): Fault => ({
  code: 'SNAPSHOT_UNREADABLE',
  cause,
  action: 'Name a file that holds one JSON object, as docs/snapshot.md describes it.',
});

/** A file is solved the same anywhere, so no endpoint is asked. */
function byModel({ zone }: Snapshot, telemetry: Telemetry): Result<TravelTimes, readonly Fault[]> {
  if (zone.travel.kind !== 'matrix') return ok(new TravelProvider(telemetry));
  return err([
    {
      code: 'TRAVEL_NOT_GIVEN',
      cause: 'zone.travel asks an endpoint for travel times, and a snapshot is solved without one',
      action: 'Add the tables as travel, or give zone.travel the kind great_circle or planar.',
    },
  ]);
}

function byTables(snapshot: Snapshot, given: GivenTravel): Result<TravelTimes, readonly Fault[]> {
  const travel = new GivenTravelTimes(given);
  const missing = travel.missing(modesOf(snapshot), placesOf(snapshot));
  if (missing.length === 0) return ok(travel);
  const faults = missing.slice(0, MOST_TOLD).map(
    (one): Fault => ({
      code: 'TRAVEL_NOT_GIVEN',
      cause:
        typeof one === 'string' ? `travel.modes has no ${one}` : `travel.places has no place at ${locationKey(one)}`,
      action:
        typeof one === 'string'
          ? `Add the tables of ${one}: a courier travels so.`
          : 'Add it, with its rows and columns: a courier, a store or a door is there.',
    }),
  );
  const others = missing.length - faults.length;
  if (others === 0) return err(faults);
  const more = { code: 'MORE_FAULTS', cause: `there are ${others} more`, action: 'Add every place of the snapshot.' };
  return err([...faults, more]);
}

/** A line a fault. */
export const sayFaults = (faults: readonly Fault[]): string =>
  faults.map(({ code, cause, action }) => `${code}: ${cause}. ${action}`).join('\n');
