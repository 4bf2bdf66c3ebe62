// What a revision asks of the world: ordered changes, resolved one by one on the order items.
import type { CourierId, OfferId, OrderId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';

interface Change {
  readonly orderId: OrderId;
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  /** The order item's version that the plan was made from. */
  readonly orderVersion: number;
}

/** The order is taken back from a courier who has not accepted it. */
export interface WithdrawChange extends Change {
  readonly kind: 'withdraw';
  /** `expired`: nobody answered in time; `unavailable`: the courier takes no more orders; `replanned`: a better plan. */
  readonly reason: 'expired' | 'unavailable' | 'replanned';
}

/** The order is offered to a courier, as place `sequence` of `size` in the drop sequence of its batch. */
export interface OfferChange extends Change {
  readonly kind: 'offer';
  readonly storeId: StoreId;
  readonly sequence: number;
  readonly size: number;
  readonly departAt: EpochSeconds;
  readonly pickupAt: EpochSeconds;
  readonly dropoffAt: EpochSeconds;
}

export type PlanChange = WithdrawChange | OfferChange;

/** What became of a change: `void` had no effect, because a fact overtook it. */
export type ChangeOutcome = 'applied' | 'void';

/** One message of the changes queue. Consumers are idempotent by (zoneId, revision, index). */
export type ChangeMessage =
  | {
      readonly kind: 'plan_changes';
      readonly zoneId: ZoneId;
      readonly revision: number;
      readonly chunk: number;
      readonly changes: readonly (PlanChange & { readonly index: number; readonly outcome: ChangeOutcome })[];
    }
  | {
      /** An accept came too late: these orders are not the courier's. */
      readonly kind: 'accept_refused';
      readonly zoneId: ZoneId;
      readonly courierId: CourierId;
      readonly offerId: OfferId;
      readonly orderIds: readonly OrderId[];
    };
