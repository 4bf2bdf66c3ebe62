// The group of each zone, for metrics of events: read from the zone's settings now and then, not with every event.
import type { ZoneId } from '../kernel/ids.ts';
import type { Milliseconds } from '../kernel/units.ts';
import type { Ports } from './use-case-ports.ts';

/** Real time; a zone that changes its group is counted under the old one for so long. */
const REMEMBERED_MS: Milliseconds = 300_000;

export class ZoneGroups {
  private readonly ports: Pick<Ports, 'settings' | 'clock'>;
  private readonly known = new Map<ZoneId, { readonly group: string | null; readonly readAtMs: Milliseconds }>();

  constructor(ports: Pick<Ports, 'settings' | 'clock'>) {
    this.ports = ports;
  }

  /** Null: the zone is in none, or has no settings yet. Throws `Unavailable` when the store does not answer. */
  async of(zoneId: ZoneId): Promise<string | null> {
    const nowMs = this.ports.clock.elapsedMs();
    const known = this.known.get(zoneId);
    if (known !== undefined && nowMs - known.readAtMs < REMEMBERED_MS) return known.group;
    const group = (await this.ports.settings.getZone(zoneId))?.group ?? null;
    this.known.set(zoneId, { group, readAtMs: nowMs });
    return group;
  }
}
