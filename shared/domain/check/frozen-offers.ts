// Offers that are about to depart: constants of the plan while the courier may still say yes.
import type { CourierId, OfferId, OrderId } from '../../kernel/ids.ts';
import { isCommitted, type Order } from '../order.ts';
import type { Snapshot } from '../snapshot.ts';

export interface FrozenOffer {
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  /** In the sequence told. */
  readonly orderIds: readonly OrderId[];
}

export function frozenOffers(snapshot: Snapshot): ReadonlyMap<OfferId, FrozenOffer> {
  const { at, policy, orders } = snapshot;
  const { freezeSec = 0 } = policy.release;
  const frozen = new Map<OfferId, FrozenOffer>();
  if (freezeSec <= 0) return frozen;
  const told = orders.filter(({ stage, offerId }) => stage === 'offered' && offerId !== null);
  for (const { offerId, courierId } of told) {
    const batch = told.filter((order) => order.offerId === offerId && order.courierId === courierId);
    const departures = batch.flatMap(({ departAt }) => departAt ?? []);
    const departAt = departures.length === 0 ? 0 : Math.min(...departures);
    if (departAt > at + freezeSec || !batch.every((order) => isAnswerable(order, snapshot))) continue;
    const inSequence = batch.sort((a, b) => (a.offerSequence ?? 0) - (b.offerSequence ?? 0));
    const orderIds = inSequence.map(({ orderId }) => orderId);
    if (offerId !== null && courierId !== null) frozen.set(offerId, { courierId, offerId, orderIds });
  }
  return frozen;
}

/** The courier is at work, somebody knows where, and the time for the answer is not over. */
function isAnswerable({ courierId, offeredAt }: Order, { at, policy, couriers, positions, orders }: Snapshot): boolean {
  const courier = couriers.find((one) => one.courierId === courierId);
  if (courier === undefined || courier.status === 'off' || courier.shift.endAt <= at || offeredAt === null)
    return false;
  const isSomewhere =
    positions.some((position) => position.courierId === courierId) ||
    orders.some((order) => isCommitted(order) && order.courierId === courierId);
  return isSomewhere && at - offeredAt <= policy.release.offerTimeoutSec;
}
