// What every simulated courier can look up: the day's orders and stores, how long a way takes, when a batch can be had.
import type { TravelMode } from '../domain/courier.ts';
import { type Location, locationKey } from '../domain/location.ts';
import { openFrom } from '../domain/store.ts';
import type { TravelTable } from '../domain/travel.ts';
import type { OfferId, OrderId, StoreId } from '../kernel/ids.ts';
import { invariant } from '../kernel/result.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Day, DayOrder } from './day.ts';
import type { Departure, Uncertainty } from './uncertainty.ts';

/** A batch that a courier has accepted; `orderIds` in drop sequence, those dropped or taken off left out. */
export interface ActorBatch {
  readonly offerId: OfferId;
  readonly storeId: StoreId;
  readonly acceptedAt: EpochSeconds;
  /** When it was told to set out. */
  readonly departAt: EpochSeconds;
  orderIds: readonly OrderId[];
  isPickedUp: boolean;
}

export class Surroundings {
  private readonly orders: ReadonlyMap<OrderId, DayOrder>;
  private readonly stores: ReadonlyMap<StoreId, Day['stores'][number]>;
  private readonly travel: TravelTable;
  private readonly uncertainty: Uncertainty;

  constructor(day: Day, travel: TravelTable, uncertainty: Uncertainty) {
    this.orders = new Map(day.orders.map((order) => [order.order.orderId, order]));
    this.stores = new Map(day.stores.map((store) => [store.storeId, store]));
    this.travel = travel;
    this.uncertainty = uncertainty;
  }

  order(orderId: OrderId): DayOrder['order'] {
    return this.placement(orderId).order;
  }

  store(storeId: StoreId): Day['stores'][number] {
    const found = this.stores.get(storeId);
    invariant(found, `the world was told of store ${storeId}, which its day does not have`);
    return found;
  }

  /** As everybody expects it; 0 from a place to itself. */
  travelSec(mode: TravelMode, from: Location, to: Location): Seconds {
    return locationKey(from) === locationKey(to) ? 0 : this.travel.seconds(mode, from, to);
  }

  /** As it turns out. */
  driveSec(mode: TravelMode, from: Location, departure: Departure): Seconds {
    return this.uncertainty.driveSec(this.travelSec(mode, from, departure.to), departure);
  }

  /** Not before the courier has parked, nor before any order of the batch is ready, nor while the store is closed. */
  pickupMoment(batch: ActorBatch, arriveAt: EpochSeconds): EpochSeconds {
    return this.pickupFrom(batch, arriveAt, (orderId) => this.order(orderId).readyAt);
  }

  /** The same by what stores have said until `knownAt`. */
  expectedPickupMoment(batch: ActorBatch, arriveAt: EpochSeconds, knownAt: EpochSeconds): EpochSeconds {
    return this.pickupFrom(batch, arriveAt, (orderId) => {
      const placement = this.placement(orderId);
      const { readyAt } = placement.order;
      return readyAt <= knownAt ? readyAt : this.uncertainty.estimatedReadyAt(placement);
    });
  }

  /** From the pickup moment to the departure: handing over, and picking every order. */
  pickupSec(batch: ActorBatch): Seconds {
    const { handoverSec } = this.store(batch.storeId);
    return batch.orderIds.reduce((sum, orderId) => sum + (this.order(orderId).pickingSec ?? 0), handoverSec);
  }

  /** Not before the courier is at the door, nor before the order may come. */
  dropoffMoment(orderId: OrderId, arriveAt: EpochSeconds): EpochSeconds {
    const { dropoff, promiseFrom } = this.order(orderId);
    return Math.max(arriveAt + dropoff.accessSec, promiseFrom ?? Number.NEGATIVE_INFINITY);
  }

  private placement(orderId: OrderId): DayOrder {
    const found = this.orders.get(orderId);
    invariant(found, `the world was told of order ${orderId}, which its day does not have`);
    return found;
  }

  private pickupFrom(
    { storeId, orderIds }: ActorBatch,
    arriveAt: EpochSeconds,
    readyAt: (orderId: OrderId) => EpochSeconds,
  ): EpochSeconds {
    const store = this.store(storeId);
    const soonest = Math.max(arriveAt + store.parkingSec, ...orderIds.map(readyAt));
    // Somebody opens for who has come all the same, though late.
    return openFrom(store, soonest) ?? soonest;
  }
}
