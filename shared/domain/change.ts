// What a revision asks of the world: ordered changes. Those of orders are resolved one by one on the order items.
import type { CourierId, OfferId, OrderId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';

interface OfOrder {
  readonly orderId: OrderId;
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  /** The order item's version that the plan was made from. */
  readonly orderVersion: number;
}

/** The order is taken back from a courier who has not accepted it. */
export interface WithdrawChange extends OfOrder {
  readonly kind: 'withdraw';
  /** `expired`: nobody answered in time; `unavailable`: the courier takes no more orders; `replanned`: a better plan. */
  readonly reason: 'expired' | 'unavailable' | 'replanned';
}

/** The order is offered to a courier, as place `sequence` of `size` in the drop sequence of its batch. */
export interface OfferChange extends OfOrder {
  readonly kind: 'offer';
  readonly storeId: StoreId;
  readonly sequence: number;
  readonly size: number;
  readonly departAt: EpochSeconds;
  readonly pickupAt: EpochSeconds;
  readonly dropoffAt: EpochSeconds;
}

/** The courier is asked to go to a store without being given orders. It binds no order, and who ignores it breaks nothing. */
export interface PositionChange {
  readonly kind: 'position';
  readonly courierId: CourierId;
  readonly storeId: StoreId;
  /** When to set out. */
  readonly departAt: EpochSeconds;
}

/** What is resolved on an order item. */
export type OrderChange = WithdrawChange | OfferChange;
export type PlanChange = OrderChange | PositionChange;

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
