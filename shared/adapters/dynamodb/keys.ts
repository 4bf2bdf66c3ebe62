// Where every record lives in the one table; docs/architecture.md has them as a table. Ids never hold a `#` (the schemas
// at the border see to it), so no two records share a key.
import type { CourierId, OrderId, PolicyId, StoreId, ZoneId } from '../../kernel/ids.ts';

export interface Key {
  readonly PK: string;
  readonly SK: string;
}

/** All zones: settings of each. */
export const ZONES = 'ZONES';
/** All policies, every version. */
export const POLICIES = 'POLICY';

export const zoneKey = (zoneId: ZoneId): Key => ({ PK: ZONES, SK: `Z#${zoneId}` });
export const policyKey = (policyId: PolicyId, version: number): Key => ({
  PK: POLICIES,
  SK: `P#${policyId}#${version}`,
});
/** Beside its versions; no version is called so. */
export const rolloutKey = (policyId: PolicyId): Key => ({ PK: POLICIES, SK: `R#${policyId}` });
export const headKey = (zoneId: ZoneId): Key => ({ PK: `Z#${zoneId}`, SK: 'HEAD' });

export const storesOf = (zoneId: ZoneId): string => `Z#${zoneId}#S`;
export const storeKey = (zoneId: ZoneId, storeId: StoreId): Key => ({ PK: storesOf(zoneId), SK: `S#${storeId}` });

export const ordersOf = (zoneId: ZoneId): string => `Z#${zoneId}#O`;
export const orderKey = (zoneId: ZoneId, orderId: OrderId): Key => ({ PK: ordersOf(zoneId), SK: `O#${orderId}` });

/** Which zone has the order; its archive once it is over. */
export const registerKey = (orderId: OrderId): Key => ({ PK: `ORD#${orderId}`, SK: 'A' });

export const couriersOf = (zoneId: ZoneId): string => `Z#${zoneId}#C`;
export const courierKey = (zoneId: ZoneId, courierId: CourierId): Key => ({
  PK: couriersOf(zoneId),
  SK: `C#${courierId}`,
});

export const positionsOf = (zoneId: ZoneId): string => `Z#${zoneId}#POS`;
export const positionKey = (zoneId: ZoneId, courierId: CourierId): Key => ({
  PK: positionsOf(zoneId),
  SK: `C#${courierId}`,
});

/** Two writers never share an attempt, so they never share a key. */
export const revisionOf = (zoneId: ZoneId, revision: number, attempt: number): string =>
  `Z#${zoneId}#R#${revision}#${attempt}`;
export const chunkKey = (zoneId: ZoneId, revision: number, attempt: number, chunk: number): Key => ({
  PK: revisionOf(zoneId, revision, attempt),
  SK: String(chunk).padStart(3, '0'),
});
