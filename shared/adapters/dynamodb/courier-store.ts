// Couriers in the table, and beside them the last position of each: small items without a version, so that a report
// costs one write unit and never stands in the way of a courier's own changes.
import type { CourierStore, WriteOutcome } from '../../app/ports.ts';
import { type Courier, type CourierPosition, isNewerPosition } from '../../domain/courier.ts';
import type { CourierId, ZoneId } from '../../kernel/ids.ts';
import { eachLimited } from '../each-limited.ts';
import { courierKey, couriersOf, positionKey, positionsOf } from './keys.ts';
import { toItem } from './marshal.ts';
import { type Condition, IF_ABSENT, type Table } from './table.ts';
import { getRecord, ifVersionOrAbsent, listRecords, putVersion } from './versioned.ts';

/** Conditions do not go in batches; this many writes are under way at once. */
const CONCURRENT_WRITES = 16;

/** As `isNewerPosition`. */
const IS_OLDER = '#at < :at OR (#at = :at AND departAt < :departAt)';
const IS_FROM = '#at = :at';

export class DynamoCourierStore implements CourierStore {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  get(zoneId: ZoneId, courierId: CourierId): Promise<Courier | null> {
    return getRecord<Courier>(this.table, courierKey(zoneId, courierId));
  }

  list(zoneId: ZoneId): Promise<readonly Courier[]> {
    return listRecords<Courier>(this.table, couriersOf(zoneId));
  }

  put(courier: Courier, expected: number | null): Promise<WriteOutcome> {
    return putVersion(this.table, courierKey(courier.zoneId, courier.courierId), courier, expected);
  }

  async remove({ zoneId, courierId, version }: Courier): Promise<WriteOutcome> {
    const key = positionKey(zoneId, courierId);
    const position = await getRecord<CourierPosition>(this.table, key);
    const outcome = await this.table.delete(courierKey(zoneId, courierId), ifVersionOrAbsent(version));
    if (outcome === 'conflict') return 'conflict';
    // The condition spares the position of a courier who comes back at this very moment.
    if (position !== null) await this.table.delete(key, ifAt(IS_FROM, position.at));
    return 'written';
  }

  positions(zoneId: ZoneId): Promise<readonly CourierPosition[]> {
    return listRecords<CourierPosition>(this.table, positionsOf(zoneId));
  }

  async putPositions(zoneId: ZoneId, positions: readonly CourierPosition[]): Promise<void> {
    await eachLimited(newestOfEach(positions), CONCURRENT_WRITES, async (position) => {
      const item = toItem(positionKey(zoneId, position.courierId), position);
      const { at, departAt } = position;
      await this.table.put(item, ifAt(`${IF_ABSENT.if} OR ${IS_OLDER}`, at, { ':departAt': departAt }));
    });
  }
}

const ifAt = (condition: string, at: number, others: Condition['values'] = {}): Condition => ({
  if: condition,
  names: { '#at': 'at' },
  values: { ':at': at, ...others },
});

function newestOfEach(positions: readonly CourierPosition[]): readonly CourierPosition[] {
  const newest = new Map<CourierId, CourierPosition>();
  for (const position of positions) {
    const known = newest.get(position.courierId);
    if (!known || isNewerPosition(position, known)) newest.set(position.courierId, position);
  }
  return [...newest.values()];
}
