// Zones, stores and policies in memory.
import { isDeepStrictEqual } from 'node:util';
import type { SettingsStore, WriteOutcome } from '../../app/ports.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PolicyRollout } from '../../domain/policy-rollout.ts';
import type { Store } from '../../domain/store.ts';
import { defaultZone, type ZoneSettings } from '../../domain/zone.ts';
import type { PolicyId, StoreId, ZoneId } from '../../kernel/ids.ts';
import type { EpochSeconds } from '../../kernel/units.ts';
import { freeze } from './freeze.ts';

export class MemorySettingsStore implements SettingsStore {
  private readonly zones = new Map<ZoneId, ZoneSettings>();
  private readonly stores = new Map<ZoneId, Map<StoreId, Store>>();
  private readonly policies = new Map<PolicyId, Map<number, Policy>>();
  private readonly rollouts = new Map<PolicyId, PolicyRollout>();

  async listZones(): Promise<readonly ZoneSettings[]> {
    return [...this.zones.values()];
  }

  async getZone(zoneId: ZoneId): Promise<ZoneSettings | null> {
    return this.zones.get(zoneId) ?? null;
  }

  async putZone(zone: ZoneSettings): Promise<void> {
    const stored = this.zones.get(zone.zoneId);
    if (!stored || stored.configuredAt <= zone.configuredAt) this.zones.set(zone.zoneId, freeze(zone));
  }

  async replaceZone(zone: ZoneSettings, storedAt: EpochSeconds): Promise<WriteOutcome> {
    if (this.zones.get(zone.zoneId)?.configuredAt === storedAt) this.zones.set(zone.zoneId, freeze(zone));
    return isDeepStrictEqual(this.zones.get(zone.zoneId), zone) ? 'written' : 'conflict';
  }

  async ensureZone(zoneId: ZoneId): Promise<void> {
    if (!this.zones.has(zoneId)) this.zones.set(zoneId, freeze(defaultZone(zoneId)));
  }

  async listStores(zoneId: ZoneId): Promise<readonly Store[]> {
    return [...(this.stores.get(zoneId)?.values() ?? [])];
  }

  async getStore(zoneId: ZoneId, storeId: StoreId): Promise<Store | null> {
    return this.stores.get(zoneId)?.get(storeId) ?? null;
  }

  async putStore(store: Store): Promise<void> {
    const stores = this.stores.get(store.zoneId) ?? new Map<StoreId, Store>();
    this.stores.set(store.zoneId, stores);
    const stored = stores.get(store.storeId);
    if (!stored || stored.configuredAt <= store.configuredAt) stores.set(store.storeId, freeze(store));
  }

  async getPolicy(policyId: PolicyId, version: number): Promise<Policy | null> {
    return this.policies.get(policyId)?.get(version) ?? null;
  }

  async putPolicy(policy: Policy): Promise<WriteOutcome> {
    const versions = this.policies.get(policy.policyId) ?? new Map<number, Policy>();
    this.policies.set(policy.policyId, versions);
    const stored = versions.get(policy.version);
    if (stored) return isDeepStrictEqual(stored, policy) ? 'written' : 'conflict';
    versions.set(policy.version, freeze(policy));
    return 'written';
  }

  async getRollout(policyId: PolicyId): Promise<PolicyRollout | null> {
    return this.rollouts.get(policyId) ?? null;
  }

  async putRollout(rollout: PolicyRollout): Promise<void> {
    const stored = this.rollouts.get(rollout.policyId);
    if (!stored || stored.configuredAt <= rollout.configuredAt) this.rollouts.set(rollout.policyId, freeze(rollout));
  }
}
