// The planner's own writes of an order item: what an offer, a withdrawal or a change that a fact overtook leaves there.
// Each is the one resolving write of its change; the caller makes it conditional on the version.
import type { EpochSeconds } from '../kernel/units.ts';
import type { OfferChange, WithdrawChange } from './change.ts';
import { UNBOUND } from './fold-order.ts';
import type { Order } from './order.ts';

/** The order, offered. `resolvedId` names the change; `now` is when the courier is told. */
export const applyOffer = (order: Order, change: OfferChange, resolvedId: string, now: EpochSeconds): Order => ({
  ...order,
  version: order.version + 1,
  stage: 'offered',
  courierId: change.courierId,
  offerId: change.offerId,
  offerSequence: change.sequence,
  offeredAt: now,
  departAt: change.departAt,
  acceptedAt: null,
  resolved: resolvedId,
});

/** The order, taken back from the courier: it is open again. Who did not answer is not asked again. */
export const applyWithdraw = (order: Order, change: WithdrawChange, resolvedId: string): Order => ({
  ...order,
  ...UNBOUND,
  version: order.version + 1,
  stage: 'open',
  declinedBy: change.reason === 'expired' ? [...new Set([...order.declinedBy, change.courierId])] : order.declinedBy,
  resolved: resolvedId,
});

/** The order as it is, with the note that the change had no effect. */
export const markVoid = (order: Order, resolvedId: string): Order => ({
  ...order,
  version: order.version + 1,
  resolved: resolvedId,
});
