// What there is to see of a zone: settings, kill switch, the policy that it plans by, how far planning is; and all of it
// with facts and plan, for a console. Reads are consistent each on its own.
import type { Courier, CourierPosition } from '../domain/courier.ts';
import type { Order } from '../domain/order.ts';
import type { Plan } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { Store } from '../domain/store.ts';
import { defaultZone, type ZoneSettings } from '../domain/zone.ts';
import type { ZoneId } from '../kernel/ids.ts';
import { committedRevision } from './committed-revision.ts';
import { policyOf } from './find-policy.ts';
import type { ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

export interface ZoneSeen {
  readonly settings: ZoneSettings;
  readonly policy: Policy;
  /** Null: nobody has asked for a plan yet. */
  readonly head: ZoneHead | null;
}

export interface LiveZone extends ZoneSeen {
  readonly plan: Plan | null;
  readonly orders: readonly Order[];
  readonly couriers: readonly Courier[];
  readonly positions: readonly CourierPosition[];
  readonly stores: readonly Store[];
}

/** Null: no event of the zone has ever come. */
export async function readZone(ports: Ports, zoneId: ZoneId): Promise<ZoneSeen | null> {
  const [stored, head] = await Promise.all([ports.settings.getZone(zoneId), ports.heads.get(zoneId)]);
  if (stored === null && head === null) return null;
  const settings = stored ?? defaultZone(zoneId);
  return { settings, head, policy: await policyOf(ports, settings) };
}

/** Null: no event of the zone has ever come. */
export async function readLive(ports: Ports, zoneId: ZoneId): Promise<LiveZone | null> {
  const zone = await readZone(ports, zoneId);
  if (zone === null) return null;
  const { head } = zone;
  const [orders, couriers, positions, stores, revision] = await Promise.all([
    ports.orders.list(zoneId),
    ports.couriers.list(zoneId),
    ports.couriers.positions(zoneId),
    ports.settings.listStores(zoneId),
    committedRevision(ports, head),
  ]);
  return { ...zone, plan: revision?.plan ?? null, orders, couriers, positions, stores };
}
