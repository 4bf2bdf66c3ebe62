// What happened in a simulated day, written down as it happens: the material of the audit and of the metrics.
import type { WithdrawChange } from '../domain/change.ts';
import type { TravelMode } from '../domain/courier.ts';
import type { Location } from '../domain/location.ts';
import type { CourierId, OfferId, OrderId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';

export interface WorldLog {
  readonly orders: readonly OrderLog[];
  readonly couriers: readonly CourierLog[];
}

/** One courier's dealing with an order, at a moment. */
export interface Dealing {
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  readonly at: EpochSeconds;
}

export interface OrderLog {
  readonly orderId: OrderId;
  /** Null: not yet, or the clock stopped before. */
  placedAt: EpochSeconds | null;
  cancelledAt: EpochSeconds | null;
  readonly offers: Dealing[];
  /** `endedAt`: when the courier learnt that the order is not its own after all. */
  readonly acceptances: (Dealing & { endedAt: EpochSeconds | null })[];
  readonly declines: Dealing[];
  /** What the planner took back, whether or not its courier had answered. */
  readonly withdrawals: (Dealing & { readonly reason: WithdrawChange['reason'] })[];
  readonly pickups: Dealing[];
  readonly deliveries: Dealing[];
}

export interface CourierLog {
  readonly courierId: CourierId;
  readonly mode: TravelMode;
  readonly home: Location;
  /** When it came on and went off shift by its own report; null: not yet. */
  onAt: EpochSeconds | null;
  offAt: EpochSeconds | null;
  readonly moves: MoveLog[];
  readonly stops: StopLog[];
  readonly breaks: BreakLog[];
}

export interface MoveLog {
  /** Null: it was sent to a store without orders. */
  readonly offerId: OfferId | null;
  readonly from: Location;
  readonly to: Location;
  readonly departAt: EpochSeconds;
  readonly arriveAt: EpochSeconds;
}

export interface StopLog {
  readonly kind: 'pickup' | 'dropoff';
  readonly offerId: OfferId;
  readonly location: Location;
  readonly orderIds: readonly OrderId[];
  readonly arriveAt: EpochSeconds;
  /** The pickup or drop-off moment. */
  readonly serviceAt: EpochSeconds;
  readonly departAt: EpochSeconds;
}

export interface BreakLog {
  readonly location: Location;
  readonly startAt: EpochSeconds;
  readonly endAt: EpochSeconds;
}

export const newOrderLog = (orderId: OrderId): OrderLog => ({
  orderId,
  placedAt: null,
  cancelledAt: null,
  offers: [],
  acceptances: [],
  declines: [],
  withdrawals: [],
  pickups: [],
  deliveries: [],
});
