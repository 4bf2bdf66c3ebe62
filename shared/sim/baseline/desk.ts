// What a baseline knows of the day, from the events that it hears: the orders that wait, and where and when each courier
// is free by what it was given. What couriers report later than that corrects it.
import type { DomainEvent, OrderChanged } from '../../domain/event.ts';
import type { Location } from '../../domain/location.ts';
import type { TravelTable } from '../../domain/travel.ts';
import type { CourierId, OrderId, StoreId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import { travelOf } from '../travel-of.ts';
import type { Ways } from './bundles.ts';
import type { Dispatch, KnownOrder } from './dispatcher.ts';
import { Worker } from './worker.ts';

/** Orders of one store, in drop sequence. */
export interface Bundle {
  readonly storeId: StoreId;
  readonly orders: readonly KnownOrder[];
  /** When the last of them is ready. */
  readonly readyAt: EpochSeconds;
}

export const bundleOf = (storeId: StoreId, orders: readonly KnownOrder[]): Bundle => ({
  storeId,
  orders,
  readyAt: Math.max(...orders.map(({ readyAt }) => readyAt)),
});

interface KnownStore {
  readonly location: Location;
  readonly parkingSec: Seconds;
  readonly handoverSec: Seconds;
}

export class Desk {
  private readonly waiting = new Map<OrderId, KnownOrder>();
  /** Given to a courier: needed again when it declines. */
  private readonly given = new Map<OrderId, KnownOrder>();
  private readonly workers = new Map<CourierId, Worker>();
  private readonly stores = new Map<StoreId, KnownStore>();
  private travel: TravelTable | null = null;

  hear(event: DomainEvent): void {
    switch (event.type) {
      case 'zone_configured':
        this.travel = travelOf(event.zone.travel);
        break;
      case 'store_configured':
        this.stores.set(event.store.storeId, event.store);
        break;
      case 'order_placed':
        this.waiting.set(event.order.orderId, event.order);
        break;
      case 'order_changed':
        this.change(event.orderId, event.changes);
        break;
      case 'order_cancelled':
        this.waiting.delete(event.orderId);
        break;
      case 'courier_on_shift':
        this.workers.set(event.courier.courierId, new Worker(event.courier, event.location));
        break;
      case 'courier_off_shift':
        this.workers.delete(event.courierId);
        break;
      case 'offer_declined':
        this.takeBack(event.courierId, event.orderIds);
        break;
      case 'order_picked_up':
        this.workers.get(event.courierId)?.pickedUp(event.orderId, event.at);
        break;
      case 'order_delivered':
        this.workers.get(event.courierId)?.delivered(event.orderId, event.at);
        this.given.delete(event.orderId);
        break;
    }
  }

  /** The orders that nobody has and that are ready by `until`, a list a store. */
  ordersReadyBy(until: EpochSeconds): ReadonlyMap<StoreId, readonly KnownOrder[]> {
    return Map.groupBy(
      [...this.waiting.values()].filter(({ readyAt }) => readyAt <= until),
      ({ storeId }) => storeId,
    );
  }

  /** The couriers whose shift goes on after `at` and who are free by `until`. */
  workersFreeBy(until: EpochSeconds, at: EpochSeconds): readonly Worker[] {
    const workers = [...this.workers.values()];
    for (const worker of workers) worker.isNotFreeBefore(at);
    return workers.filter(({ freeAt, shiftEndAt }) => freeAt <= until && shiftEndAt > at);
  }

  /** From the pickup of a store's orders on; without the access to the first door. */
  ways(storeId: StoreId): Ways<KnownOrder> {
    const { location } = this.store(storeId);
    return {
      fromStore: ({ dropoff }) => this.legSec(location, dropoff.location),
      between: (from, { dropoff }) =>
        from.dropoff.handoffSec + this.legSec(from.dropoff.location, dropoff.location) + dropoff.accessSec,
    };
  }

  wayTo({ storeId }: Bundle, { location }: Worker): Seconds {
    return this.legSec(location, this.store(storeId).location);
  }

  /** The pickup moment, when the courier sets out as soon as it is free. */
  pickupAt(bundle: Bundle, worker: Worker, at: EpochSeconds): EpochSeconds {
    const arriveAt = Math.max(at, worker.freeAt) + this.wayTo(bundle, worker);
    return Math.max(arriveAt + this.store(bundle.storeId).parkingSec, bundle.readyAt);
  }

  /** When it has to set out to pick the bundle up at its ready moment. */
  latestDeparture(bundle: Bundle, worker: Worker): EpochSeconds {
    return bundle.readyAt - this.store(bundle.storeId).parkingSec - this.wayTo(bundle, worker);
  }

  /** It is on shift long enough, has declined none of the orders, and is not sent ahead to another store. */
  mayTake(bundle: Bundle, worker: Worker, at: EpochSeconds): boolean {
    if (worker.awaitedAt !== null && worker.awaitedAt !== bundle.storeId) return false;
    const isWilling = bundle.orders.every(({ orderId }) => !worker.declined.has(orderId));
    return isWilling && this.pickupAt(bundle, worker, at) <= worker.shiftEndAt;
  }

  /** The drop-off moments of a bundle that is picked up at `pickupAt`. */
  dropsOf({ storeId, orders }: Bundle, pickupAt: EpochSeconds): readonly EpochSeconds[] {
    let { location, handoverSec } = this.store(storeId);
    let at = pickupAt + handoverSec;
    return orders.map(({ dropoff }) => {
      const dropAt = at + this.legSec(location, dropoff.location) + dropoff.accessSec;
      at = dropAt + dropoff.handoffSec;
      ({ location } = dropoff);
      return dropAt;
    });
  }

  isAt({ location }: Worker, storeId: StoreId): boolean {
    return isSamePlace(location, this.store(storeId).location);
  }

  /** Final: the courier carries the bundle out after all that it was given before. */
  send(bundle: Bundle, worker: Worker, at: EpochSeconds): Dispatch {
    const pickupAt = this.pickupAt(bundle, worker, at);
    const dropsAt = this.dropsOf(bundle, pickupAt);
    worker.take(bundle.orders, pickupAt, dropsAt);
    for (const order of bundle.orders) {
      this.waiting.delete(order.orderId);
      this.given.set(order.orderId, order);
    }
    const orderIds = bundle.orders.map(({ orderId }) => orderId);
    return { courierId: worker.courierId, storeId: bundle.storeId, orderIds };
  }

  /** The courier goes to the bundle's store, and nobody is bound. */
  sendAhead({ storeId }: Bundle, worker: Worker, at: EpochSeconds): Dispatch {
    const { location } = this.store(storeId);
    worker.goTo(storeId, location, Math.max(at, worker.freeAt) + this.legSec(worker.location, location));
    return { courierId: worker.courierId, storeId, orderIds: [] };
  }

  /** Whoever waits at a store without orders that are ready by `until` may go elsewhere. */
  letGo(until: EpochSeconds): void {
    const stores = this.ordersReadyBy(until);
    for (const worker of this.workers.values())
      if (worker.awaitedAt !== null && !stores.has(worker.awaitedAt)) worker.awaitedAt = null;
  }

  private change(orderId: OrderId, changes: OrderChanged['changes']): void {
    for (const orders of [this.waiting, this.given]) {
      const order = orders.get(orderId);
      if (order) orders.set(orderId, { ...order, ...changes });
    }
  }

  private takeBack(courierId: CourierId, orderIds: readonly OrderId[]): void {
    this.workers.get(courierId)?.declines(orderIds);
    for (const orderId of orderIds) {
      const order = this.given.get(orderId);
      if (order) this.waiting.set(orderId, order);
      this.given.delete(orderId);
    }
  }

  /** All couriers of this benchmark are alike: by car. */
  private legSec(from: Location, to: Location): Seconds {
    invariant(this.travel, 'a decision is asked for before the zone is known');
    return isSamePlace(from, to) ? 0 : this.travel.seconds('car', from, to);
  }

  private store(storeId: StoreId): KnownStore {
    const store = this.stores.get(storeId);
    invariant(store, `store ${storeId} is not known`);
    return store;
  }
}

const isSamePlace = (a: Location, b: Location): boolean => a.lat === b.lat && a.lng === b.lng;
