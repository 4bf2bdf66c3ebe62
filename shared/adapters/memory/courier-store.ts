// Couriers in memory, and where each was last seen.
import { isDeepStrictEqual } from 'node:util';
import type { CourierStore, WriteOutcome } from '../../app/ports.ts';
import { type Courier, type CourierPosition, isNewerPosition } from '../../domain/courier.ts';
import type { CourierId, ZoneId } from '../../kernel/ids.ts';
import { freeze } from './freeze.ts';

interface ZoneCouriers {
  readonly couriers: Map<CourierId, Courier>;
  readonly positions: Map<CourierId, CourierPosition>;
}

export class MemoryCourierStore implements CourierStore {
  private readonly zones = new Map<ZoneId, ZoneCouriers>();

  async get(zoneId: ZoneId, courierId: CourierId): Promise<Courier | null> {
    return this.zone(zoneId).couriers.get(courierId) ?? null;
  }

  async list(zoneId: ZoneId): Promise<readonly Courier[]> {
    return [...this.zone(zoneId).couriers.values()];
  }

  async put(courier: Courier, expected: number | null): Promise<WriteOutcome> {
    const { couriers } = this.zone(courier.zoneId);
    const stored = couriers.get(courier.courierId) ?? null;
    if ((stored?.version ?? null) !== expected) return isDeepStrictEqual(stored, courier) ? 'written' : 'conflict';
    couriers.set(courier.courierId, freeze(courier));
    return 'written';
  }

  async remove(courier: Courier): Promise<WriteOutcome> {
    const { couriers, positions } = this.zone(courier.zoneId);
    const stored = couriers.get(courier.courierId);
    if (stored && stored.version !== courier.version) return 'conflict';
    couriers.delete(courier.courierId);
    positions.delete(courier.courierId);
    return 'written';
  }

  async positions(zoneId: ZoneId): Promise<readonly CourierPosition[]> {
    return [...this.zone(zoneId).positions.values()];
  }

  async putPositions(zoneId: ZoneId, positions: readonly CourierPosition[]): Promise<void> {
    const stored = this.zone(zoneId).positions;
    for (const position of positions) {
      const known = stored.get(position.courierId);
      if (!known || isNewerPosition(position, known)) stored.set(position.courierId, freeze(position));
    }
  }

  private zone(zoneId: ZoneId): ZoneCouriers {
    const zone = this.zones.get(zoneId);
    if (zone) return zone;
    const empty: ZoneCouriers = { couriers: new Map(), positions: new Map() };
    this.zones.set(zoneId, empty);
    return empty;
  }
}
