// What happened, as producers report it. Events come at least once and in any order.
import type { CourierId, EventId, OfferId, OrderId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { CourierDetails, CourierPosition } from './courier.ts';
import type { Location } from './location.ts';
import type { OrderDetails } from './order.ts';
import type { Policy } from './policy.ts';
import type { PolicyRollout } from './policy-rollout.ts';
import type { Store } from './store.ts';
import type { ZoneSettings } from './zone.ts';

interface Happened {
  /** Unique to this event: a second delivery carries the same. */
  readonly eventId: EventId;
  readonly zoneId: ZoneId;
  /** When it happened, by the producer's clock. */
  readonly at: EpochSeconds;
}

export type ZoneConfigured = Happened & {
  readonly type: 'zone_configured';
  readonly zone: Omit<ZoneSettings, 'zoneId' | 'configuredAt'>;
};
export type PolicyConfigured = Happened & { readonly type: 'policy_configured'; readonly policy: Policy };
/** Of all zones that follow the policy, not only of the one in whose name it is sent. */
export type PolicyRolloutSet = Happened & {
  readonly type: 'policy_rollout_set';
  readonly rollout: Omit<PolicyRollout, 'configuredAt'>;
};
/** The kill switch: from then on facts are recorded, and the plan stays as it is. */
export type ZoneFrozen = Happened & { readonly type: 'zone_frozen'; readonly frozen: boolean };
export type StoreConfigured = Happened & {
  readonly type: 'store_configured';
  readonly store: Omit<Store, 'zoneId' | 'configuredAt'>;
};
export type OrderPlaced = Happened & {
  readonly type: 'order_placed';
  readonly order: Omit<OrderDetails, 'zoneId' | 'placedAt'>;
};
export type OrderChanged = Happened & {
  readonly type: 'order_changed';
  readonly orderId: OrderId;
  readonly changes: Partial<
    Pick<
      OrderDetails,
      | 'readyAt'
      | 'promiseBy'
      | 'load'
      | 'dropoff'
      | 'priority'
      | 'batchable'
      | 'promiseFrom'
      | 'hardPromise'
      | 'maxClickToDoorSec'
      | 'maxPickupToDoorSec'
      | 'pickingSec'
      | 'unservedPct'
      | 'excludedCouriers'
      | 'onlyCourier'
    >
  >;
};
export type OrderCancelled = Happened & {
  readonly type: 'order_cancelled';
  readonly orderId: OrderId;
  readonly reason: string;
};
export type CourierOnShift = Happened & {
  readonly type: 'courier_on_shift';
  readonly courier: Omit<CourierDetails, 'zoneId'>;
  readonly location: Location;
};
export type CourierOffShift = Happened & { readonly type: 'courier_off_shift'; readonly courierId: CourierId };
export type CourierBreakStarted = Happened & { readonly type: 'courier_break_started'; readonly courierId: CourierId };
export type CourierBreakEnded = Happened & { readonly type: 'courier_break_ended'; readonly courierId: CourierId };
/** It has set out for a store without orders, as it was asked to. */
export type CourierEnRoute = Happened & {
  readonly type: 'courier_en_route';
  readonly courierId: CourierId;
  readonly storeId: StoreId;
  readonly arriveAt: EpochSeconds;
};
export type OfferAccepted = Happened & {
  readonly type: 'offer_accepted';
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  readonly orderIds: readonly OrderId[];
};
export type OfferDeclined = Happened & {
  readonly type: 'offer_declined';
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  readonly orderIds: readonly OrderId[];
};
export type OrderPickedUp = Happened & {
  readonly type: 'order_picked_up';
  readonly orderId: OrderId;
  readonly courierId: CourierId;
};
export type OrderDelivered = Happened & {
  readonly type: 'order_delivered';
  readonly orderId: OrderId;
  readonly courierId: CourierId;
};
export type OrderFailed = Happened & {
  readonly type: 'order_failed';
  readonly orderId: OrderId;
  readonly reason: string;
};

export type DomainEvent =
  | ZoneConfigured
  | PolicyConfigured
  | PolicyRolloutSet
  | ZoneFrozen
  | StoreConfigured
  | OrderPlaced
  | OrderChanged
  | OrderCancelled
  | CourierOnShift
  | CourierOffShift
  | CourierBreakStarted
  | CourierBreakEnded
  | CourierEnRoute
  | OfferAccepted
  | OfferDeclined
  | OrderPickedUp
  | OrderDelivered
  | OrderFailed;

/** Positions take their own cheap way, in bulk: no wake-up, no version, the newest of a courier wins. */
export interface PositionsReported {
  readonly zoneId: ZoneId;
  readonly positions: readonly Omit<CourierPosition, 'departAt'>[];
}
