// Loads everything that a plan is made from. Reads are consistent and may be torn between items: effects are conditional
// on versions, and the zone's `want` was read before, so a torn page costs a cycle and no fact.
import type { SolveRecord } from '../domain/revision.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { defaultZone } from '../domain/zone.ts';
import type { ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { committedRevision } from './committed-revision.ts';
import { policyOf } from './find-policy.ts';
import type { ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

export interface LoadedZone {
  readonly snapshot: Snapshot;
  /** How the last plan was found; null: there is none. */
  readonly lastSolve: SolveRecord | null;
}

/** What a zone's plan is made from at `at`. */
export async function loadZone(ports: Ports, head: ZoneHead, at: EpochSeconds): Promise<LoadedZone> {
  const { zoneId } = head;
  const [{ zone, policy }, stores, couriers, positions, orders, revision] = await Promise.all([
    loadSettings(ports, zoneId),
    ports.settings.listStores(zoneId),
    ports.couriers.list(zoneId),
    ports.couriers.positions(zoneId),
    ports.orders.list(zoneId),
    committedRevision(ports, head),
  ]);
  return {
    snapshot: { at, zone, policy, stores, couriers, positions, orders, lastPlan: revision?.plan ?? null },
    lastSolve: revision?.solve ?? null,
  };
}

/** One read after the other, while the others are under way. */
async function loadSettings(ports: Ports, zoneId: ZoneId): Promise<Pick<Snapshot, 'zone' | 'policy'>> {
  const zone = (await ports.settings.getZone(zoneId)) ?? defaultZone(zoneId);
  return { zone, policy: await policyOf(ports, zone) };
}
