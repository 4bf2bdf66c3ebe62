// Loads everything that a plan is made from. Reads are consistent and may be torn between items: effects are conditional
// on versions, and the zone's `want` was read before, so a torn page costs a cycle and no fact.
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import type { Policy } from '../domain/policy.ts';
import type { SolveRecord } from '../domain/revision.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { defaultZone, type ZoneSettings } from '../domain/zone.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

export interface LoadedZone {
  readonly snapshot: Snapshot;
  /** How the last plan was found; null: there is none. */
  readonly lastSolve: SolveRecord | null;
}

/** What a zone's plan is made from at `at`. The policy falls back to the default when its record is missing, with a warning. */
export async function loadZone(ports: Ports, head: ZoneHead, at: EpochSeconds): Promise<LoadedZone> {
  const { zoneId } = head;
  const [settings, stores, couriers, positions, orders, revision] = await Promise.all([
    ports.settings.getZone(zoneId),
    ports.settings.listStores(zoneId),
    ports.couriers.list(zoneId),
    ports.couriers.positions(zoneId),
    ports.orders.list(zoneId),
    head.revision === 0 ? null : ports.revisions.get(zoneId, head.revision, head.attempt),
  ]);
  const zone = settings ?? defaultZone(zoneId);
  const policy = await loadPolicy(ports, zone);
  return {
    snapshot: { at, zone, policy, stores, couriers, positions, orders, lastPlan: revision?.plan ?? null },
    lastSolve: revision?.solve ?? null,
  };
}

async function loadPolicy(ports: Ports, zone: ZoneSettings): Promise<Policy> {
  const { policyId, version } = zone.policy;
  const stored = await ports.settings.getPolicy(policyId, version);
  if (stored !== null) return stored;
  const isDefault = policyId === DEFAULT_POLICY.policyId && version === DEFAULT_POLICY.version;
  if (!isDefault)
    ports.telemetry.warn('the zone names a policy that is not stored; the default is used', {
      zoneId: zone.zoneId,
      policyId,
      version,
    });
  return DEFAULT_POLICY;
}
