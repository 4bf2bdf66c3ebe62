// The snapshot that a file holds, with what it leaves out filled in, and what else the file brings along.
import type { Snapshot } from '../../domain/snapshot.ts';
import { ok } from '../../kernel/result.ts';
import { type Parsed, parseBy } from './parse.ts';
import { type GivenTravel, type SnapshotFile, snapshotFile } from './snapshot.ts';

export interface SnapshotInput {
  readonly snapshot: Snapshot;
  /** The number of the plan that is to be replaced; 0: there is none. */
  readonly revision: number;
  /** Null: the zone's travel model says how long ways take. */
  readonly travel: GivenTravel | null;
}

export function parseSnapshot(value: unknown): Parsed<SnapshotInput> {
  const parsed = parseBy<SnapshotFile>(snapshotFile, value);
  if (!parsed.ok) return parsed;
  const { revision, travel = null } = parsed.value;
  return ok({ snapshot: snapshotOf(parsed.value), revision, travel });
}

/** What a file leaves out is filled in. */
export function snapshotOf({
  at,
  zone,
  policy,
  stores,
  couriers,
  positions,
  orders,
  lastPlan,
}: SnapshotFile): Snapshot {
  const { zoneId } = zone;
  return {
    at,
    zone,
    policy,
    stores: stores.map((store) => ({ ...store, zoneId })),
    couriers: couriers.map((courier) => ({ onShiftAt: courier.shift.startAt, ...courier, zoneId })),
    positions: positions.map((position) => ({ departAt: position.at, ...position })),
    orders: orders.map((order) => ({ ...order, zoneId })),
    lastPlan: lastPlan === null ? null : planOf(lastPlan, zoneId),
  };
}

/** A plan of which only the start of a search is known. */
function planOf(plan: NonNullable<SnapshotFile['lastPlan']>, zoneId: string): Snapshot['lastPlan'] {
  const nowhere = { location: { lat: 0, lng: 0 }, departAt: 0 };
  const points = { clickToDoor: 0, late: 0, severeLate: 0, unserved: 0, pay: 0, travel: 0, activation: 0, change: 0 };
  return {
    zoneId,
    plannedAt: 0,
    routes: plan.routes.map(({ courierId, batches }) => ({
      courierId,
      start: nowhere,
      batches: batches.map(({ orderIds }) => ({ offerId: '', storeId: '', stage: 'planned', orderIds, departAt: 0 })),
      stops: [],
      travelSec: 0,
      distanceM: 0,
    })),
    unassigned: plan.unassigned.map(({ orderId }) => ({ orderId, reason: 'SEARCH_LIMIT' })),
    ...(plan.errands === undefined ? {} : { errands: plan.errands }),
    cost: { ...points, total: 0 },
  };
}
