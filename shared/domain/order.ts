// An order and its life. The order item is the truth about it: its stage and, once offered, to whom.
import type { CourierId, EventId, OfferId, OrderId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Load } from './load.ts';
import type { Location } from './location.ts';

/** In the order of an order's life; the last three are ends. */
export const ORDER_STAGES = ['open', 'offered', 'accepted', 'picked_up', 'delivered', 'cancelled', 'failed'] as const;
export type OrderStage = (typeof ORDER_STAGES)[number];

export interface Dropoff {
  readonly location: Location;
  /** From the courier's arrival to the drop-off moment: parking, stairs, the door. */
  readonly accessSec: Seconds;
  /** From the drop-off moment to the courier's departure. */
  readonly handoffSec: Seconds;
}

/** What a customer ordered: facts that come with the event and may be changed by a later one. */
export interface OrderDetails {
  readonly orderId: OrderId;
  readonly zoneId: ZoneId;
  readonly storeId: StoreId;
  readonly placedAt: EpochSeconds;
  /** When the store has it ready; no pickup before. */
  readonly readyAt: EpochSeconds;
  /** Delivered later than this is late. */
  readonly promiseBy: EpochSeconds;
  readonly load: Load;
  /** Skills that the courier must have, such as `age_check`. */
  readonly requirements: readonly string[];
  readonly dropoff: Dropoff;
  /** 1 to 100; multiplies what an unserved or late order costs. 1 is usual. */
  readonly priority: number;
  /** False: it rides alone. */
  readonly batchable: boolean;
  /** Not dropped before this: the courier waits at the door. Null or absent: it may come at any time. */
  readonly promiseFrom?: EpochSeconds | null;
  /** True: not dropped after `promiseBy` at all, a hard window. Otherwise lateness has a price. */
  readonly hardPromise?: boolean;
  /** From placed to the drop-off moment at most, a hard limit. Null or absent: none. */
  readonly maxClickToDoorSec?: Seconds | null;
  /** From the pickup moment of its batch to its drop-off moment at most, a hard limit. Null or absent: none. */
  readonly maxPickupToDoorSec?: Seconds | null;
  /** What picking it at the store adds to the pickup service of its batch. */
  readonly pickingSec?: Seconds;
  /** What leaving it out costs, in percent of what its priority says; less than 100, the usual, for an optional order. */
  readonly unservedPct?: number;
  /** Couriers who are not to carry it, by the operator's word. */
  readonly excludedCouriers?: readonly CourierId[];
  /** The pin: nobody else is to carry it, by the operator's word. Null or absent: anybody may. */
  readonly onlyCourier?: CourierId | null;
}

export interface Order extends OrderDetails {
  /** Counts the writes of this item; every write is conditional on it. */
  readonly version: number;
  readonly stage: OrderStage;
  /** Null while open. After the end: who had it last, or null. */
  readonly courierId: CourierId | null;
  readonly offerId: OfferId | null;
  /** Position in the drop sequence of its offer, from 0; null while open. */
  readonly offerSequence: number | null;
  readonly offeredAt: EpochSeconds | null;
  /** When the courier is to set out for the pickup, as offered; null while open. */
  readonly departAt: EpochSeconds | null;
  readonly acceptedAt: EpochSeconds | null;
  readonly pickedUpAt: EpochSeconds | null;
  readonly deliveredAt: EpochSeconds | null;
  /** When it was delivered, cancelled or failed. */
  readonly closedAt: EpochSeconds | null;
  /** When we noted that, by our own clock. Absent: it is not closed, or was closed by earlier code. */
  readonly closeNotedAt?: EpochSeconds;
  /** Why it failed or was cancelled, in the producer's words. */
  readonly closedReason: string | null;
  readonly declinedBy: readonly CourierId[];
  /** What became of the planner's last changes of this order, such as `12#3=applied 12#7=void` (revision#index). */
  readonly resolved: string | null;
  /** The last events that were applied, newest last. */
  readonly seen: readonly EventId[];
}

export const isClosed = (order: Order): boolean =>
  order.stage === 'delivered' || order.stage === 'cancelled' || order.stage === 'failed';

/** Bound to a courier who agreed: its stops are constants for the planner. */
export const isCommitted = (order: Order): boolean => order.stage === 'accepted' || order.stage === 'picked_up';
