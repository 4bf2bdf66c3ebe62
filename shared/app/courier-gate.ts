// Who may get offers while a revision is published: a courier from whom everything was taken back that should have been,
// and who is still on shift. Only the planner adds to a courier, always after removing.
import type { CourierId, ZoneId } from '../kernel/ids.ts';
import type { CourierStore } from './ports.ts';

export class CourierGate {
  private readonly closed = new Set<CourierId>();
  private readonly onShift = new Map<CourierId, Promise<boolean>>();
  private readonly couriers: CourierStore;
  private readonly zoneId: ZoneId;

  constructor(couriers: CourierStore, zoneId: ZoneId) {
    this.couriers = couriers;
    this.zoneId = zoneId;
  }

  /** A withdrawal from this courier had no effect: it carries more than the plan knew. */
  close(courierId: CourierId): void {
    this.closed.add(courierId);
  }

  /** Reads the courier consistently, once a revision. */
  async isOpen(courierId: CourierId): Promise<boolean> {
    if (this.closed.has(courierId)) return false;
    const known = this.onShift.get(courierId) ?? this.readOnShift(courierId);
    this.onShift.set(courierId, known);
    return known;
  }

  private async readOnShift(courierId: CourierId): Promise<boolean> {
    const courier = await this.couriers.get(this.zoneId, courierId);
    return courier?.status === 'on';
  }
}
