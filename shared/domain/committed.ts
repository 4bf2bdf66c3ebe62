// What couriers are bound to or have been told, derived from the orders: the orders of one offer to one courier are a
// batch. Committed batches are constants of the plan; offered ones the planner may still take back.
import { compareText } from '../kernel/compare-text.ts';
import type { CourierId, OfferId, StoreId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { isCommitted, type Order } from './order.ts';
import type { Snapshot } from './snapshot.ts';

interface BoundBatch {
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  readonly storeId: StoreId;
  /** In drop sequence, at least one. */
  readonly orders: readonly Order[];
  /** When the courier was told to set out. */
  readonly departAt: EpochSeconds;
}

/** Its orders not yet dropped. When a part of the batch is aboard all of it is: there is one pickup. */
export interface CommittedBatch extends BoundBatch {
  readonly stage: 'accepted' | 'picked_up';
  readonly acceptedAt: EpochSeconds;
}

/** The orders of an offer that nobody has answered. Of a partly accepted offer, the rest. */
export interface OfferedBatch extends BoundBatch {
  readonly stage: 'offered';
  readonly offeredAt: EpochSeconds;
}

type ByCourier<B> = ReadonlyMap<CourierId, readonly B[]>;

/** For each courier with committed work its batches as it carries them out: aboard first, then in order of acceptance. */
export function committedBatches(snapshot: Pick<Snapshot, 'orders'>): ByCourier<CommittedBatch> {
  const aboard = new Set(snapshot.orders.filter(wasPickedUp).map(batchKey));
  const batches = group(snapshot.orders.filter(isCommitted)).map((orders): CommittedBatch => {
    const stage = orders.some((order) => aboard.has(batchKey(order))) ? 'picked_up' : 'accepted';
    return { ...bound(orders), stage, acceptedAt: least(orders.map((order) => order.acceptedAt)) };
  });
  return byCourier(batches.sort(inOrderOfWork));
}

/** For each courier with unanswered offers its offered batches, oldest first. */
export function offeredBatches(snapshot: Pick<Snapshot, 'orders'>): ByCourier<OfferedBatch> {
  const batches = group(snapshot.orders.filter((order) => order.stage === 'offered')).map(
    (orders): OfferedBatch => ({
      ...bound(orders),
      stage: 'offered',
      offeredAt: least(orders.map((order) => order.offeredAt)),
    }),
  );
  return byCourier(batches.sort((a, b) => a.offeredAt - b.offeredAt || compareText(a.offerId, b.offerId)));
}

const wasPickedUp = (order: Order): boolean => order.pickedUpAt !== null || order.stage === 'delivered';

const batchKey = (order: Order): string => JSON.stringify([order.courierId, order.offerId]);

function group(orders: readonly Order[]): Order[][] {
  const groups = Map.groupBy(orders, batchKey);
  return [...groups.values()].map((some) =>
    some.sort((a, b) => (a.offerSequence ?? 0) - (b.offerSequence ?? 0) || compareText(a.orderId, b.orderId)),
  );
}

function bound(orders: readonly Order[]): BoundBatch {
  const [first] = orders;
  return {
    courierId: first?.courierId ?? '',
    offerId: first?.offerId ?? '',
    storeId: first?.storeId ?? '',
    orders,
    departAt: least(orders.map((order) => order.departAt)),
  };
}

function inOrderOfWork(a: CommittedBatch, b: CommittedBatch): number {
  if (a.stage !== b.stage) return a.stage === 'picked_up' ? -1 : 1;
  return a.acceptedAt - b.acceptedAt || a.departAt - b.departAt || compareText(a.offerId, b.offerId);
}

function byCourier<B extends BoundBatch>(batches: readonly B[]): ByCourier<B> {
  return Map.groupBy(batches, (batch) => batch.courierId);
}

/** The least of the moments that are known; 0, the distant past, when none is. */
function least(moments: readonly (EpochSeconds | null)[]): EpochSeconds {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? 0 : Math.min(...known);
}
