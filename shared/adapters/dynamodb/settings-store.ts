// Zones, stores and policies in the table.
import type { SettingsStore, WriteOutcome } from '../../app/ports.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PolicyRollout } from '../../domain/policy-rollout.ts';
import type { Store } from '../../domain/store.ts';
import { defaultZone, type ZoneSettings } from '../../domain/zone.ts';
import type { PolicyId, StoreId, ZoneId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import type { EpochSeconds } from '../../kernel/units.ts';
import { type Key, policyKey, rolloutKey, storeKey, storesOf, ZONES, zoneKey } from './keys.ts';
import { fromItem, type Item, toItem } from './marshal.ts';
import { type Condition, IF_ABSENT, type Table } from './table.ts';
import { getRecord, listRecords, putRecord } from './versioned.ts';

/** Of two settings made in the same second the one that comes later stands. */
const IS_NOT_NEWER = '#configuredAt <= :configuredAt';

export class DynamoSettingsStore implements SettingsStore {
  private readonly table: Table;
  private readonly onUnreadable: (error: unknown) => void;
  /** Zones that have settings for certain: they are never deleted, so this need not be asked twice. */
  private readonly ensured = new Set<ZoneId>();

  /** @param onUnreadable is told why a zone is left out of the list of all. */
  constructor(table: Table, onUnreadable: (error: unknown) => void = () => {}) {
    this.table = table;
    this.onUnreadable = onUnreadable;
  }

  /** Zones whose settings cannot be read are left out: they stop only themselves. */
  async listZones(): Promise<readonly ZoneSettings[]> {
    return (await this.table.query(ZONES)).flatMap((item) => {
      try {
        return [zoneOf(item)];
      } catch (error) {
        this.onUnreadable(error);
        return [];
      }
    });
  }

  getZone(zoneId: ZoneId): Promise<ZoneSettings | null> {
    return getRecord<ZoneSettings>(this.table, zoneKey(zoneId));
  }

  async putZone(zone: ZoneSettings): Promise<void> {
    await this.putIfNewer(zoneKey(zone.zoneId), zone);
  }

  replaceZone(zone: ZoneSettings, storedAt: EpochSeconds): Promise<WriteOutcome> {
    return putRecord(this.table, zoneKey(zone.zoneId), zone, ifOf(storedAt));
  }

  async ensureZone(zoneId: ZoneId): Promise<void> {
    if (this.ensured.has(zoneId)) return;
    await this.table.put(toItem(zoneKey(zoneId), defaultZone(zoneId)), IF_ABSENT);
    this.ensured.add(zoneId);
  }

  listStores(zoneId: ZoneId): Promise<readonly Store[]> {
    return listRecords<Store>(this.table, storesOf(zoneId));
  }

  getStore(zoneId: ZoneId, storeId: StoreId): Promise<Store | null> {
    return getRecord<Store>(this.table, storeKey(zoneId, storeId));
  }

  async putStore(store: Store): Promise<void> {
    await this.putIfNewer(storeKey(store.zoneId, store.storeId), store);
  }

  getPolicy(policyId: PolicyId, version: number): Promise<Policy | null> {
    return getRecord<Policy>(this.table, policyKey(policyId, version));
  }

  putPolicy(policy: Policy): Promise<WriteOutcome> {
    return putRecord(this.table, policyKey(policy.policyId, policy.version), policy, IF_ABSENT);
  }

  getRollout(policyId: PolicyId): Promise<PolicyRollout | null> {
    return getRecord<PolicyRollout>(this.table, rolloutKey(policyId));
  }

  async putRollout(rollout: PolicyRollout): Promise<void> {
    await this.putIfNewer(rolloutKey(rollout.policyId), rollout);
  }

  private putIfNewer(key: Key, record: { readonly configuredAt: EpochSeconds }): Promise<WriteOutcome> {
    return this.table.put(toItem(key, record), ifNotNewerThan(record.configuredAt));
  }
}

/** Throws for another form, and for settings that a tick cannot reckon with: one `NaN` among cadences would stop all zones. */
function zoneOf(item: Item): ZoneSettings {
  const zone = fromItem<ZoneSettings>(item);
  const isWhole = Number.isInteger(zone.cadenceSec) && Number.isInteger(zone.timeBoxMs);
  invariant(isWhole, `zone ${zone.zoneId} has no cadence or time box. Send its settings again`);
  return zone;
}

const ifNotNewerThan = (configuredAt: EpochSeconds): Condition => ({
  if: `${IF_ABSENT.if} OR ${IS_NOT_NEWER}`,
  names: { '#configuredAt': 'configuredAt' },
  values: { ':configuredAt': configuredAt },
});

/** Only scalars: not every DynamoDB-compatible store compares maps in a condition. */
const ifOf = (configuredAt: EpochSeconds): Condition => ({
  if: '#configuredAt = :configuredAt',
  names: { '#configuredAt': 'configuredAt' },
  values: { ':configuredAt': configuredAt },
});
