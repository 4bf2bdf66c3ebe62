// The simple policy to compare with: each minute, insertion bundles of what is ready within half an hour, one optimal
// assignment of bundles to couriers by the delay that each would have, and of that only what cannot wait is made final:
// a courier is told when it has to set out to be there when the bundle is ready.
import type { DomainEvent, OrderPlaced } from '../../domain/event.ts';
import { type Location, locationKey } from '../../domain/location.ts';
import type { TravelTable } from '../../domain/travel.ts';
import type { CourierId, OrderId, StoreId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import { travelOf } from '../travel-of.ts';
import { assign } from './assignment.ts';
import { bundle } from './bundles.ts';
import { DECISION_SEC, type Dispatch, type Dispatcher } from './dispatcher.ts';

/** Orders that are ready later are left for later. */
const HORIZON_SEC: Seconds = 1800;
/** The target size of bundles counts couriers who are free within this: with few, bundles grow. Chosen on the quick days. */
const AVAILABLE_SEC: Seconds = 600;
/** What a bundle's order costs beside its delay so far when nobody takes it. */
const UNSERVED_SEC: Seconds = 5400;
/** No courier may take it: above any sum of costs. */
const IMPOSSIBLE = 1e9;
/** Of two couriers without delay, the nearer one. */
const PRICE_OF_TRAVEL = 0.05;

type Order = OrderPlaced['order'];

interface Worker {
  readonly courierId: CourierId;
  readonly shiftEndAt: EpochSeconds;
  /** Where and when it is free. */
  location: Location;
  freeAt: EpochSeconds;
}

interface Bundle {
  readonly storeId: StoreId;
  readonly orders: readonly Order[];
  readonly readyAt: EpochSeconds;
}

export class HungarianPolicy implements Dispatcher {
  private readonly waiting = new Map<OrderId, Order>();
  private readonly workers = new Map<CourierId, Worker>();
  private readonly stores = new Map<StoreId, { location: Location; parkingSec: Seconds; handoverSec: Seconds }>();
  private readonly noticeSec: Seconds;
  private travel: TravelTable | null = null;

  /** @param noticeSec what is due within this is made final too. */
  constructor(noticeSec: Seconds = 0) {
    this.noticeSec = noticeSec;
  }

  hear(event: DomainEvent): void {
    if (event.type === 'zone_configured') this.travel = travelOf(event.zone.travel);
    else if (event.type === 'store_configured') this.stores.set(event.store.storeId, event.store);
    else if (event.type === 'order_placed') this.waiting.set(event.order.orderId, event.order);
    else if (event.type === 'courier_off_shift') this.workers.delete(event.courierId);
    else if (event.type === 'courier_on_shift') {
      const { courierId, shift } = event.courier;
      const worker = { courierId, shiftEndAt: shift.endAt, location: event.location, freeAt: shift.startAt };
      this.workers.set(courierId, worker);
    }
  }

  decide(at: EpochSeconds): readonly Dispatch[] {
    const workers = [...this.workers.values()].filter(
      ({ freeAt, shiftEndAt }) => freeAt <= at + HORIZON_SEC && shiftEndAt > at,
    );
    const bundles = this.bundles(at, workers.filter(({ freeAt }) => freeAt <= at + AVAILABLE_SEC).length);
    // A column for each worker, and one for each bundle that stays behind.
    const columns = assign(bundles.length, workers.length + bundles.length, (row, column) =>
      this.cost(bundles[row], workers[column], at),
    );
    return bundles.flatMap((bundle, i) => {
      const worker = workers[columns[i] ?? -1];
      return worker && this.isDue(bundle, worker, at) ? [this.send(bundle, worker, at)] : [];
    });
  }

  private bundles(at: EpochSeconds, couriers: number): readonly Bundle[] {
    const near = [...this.waiting.values()].filter(({ readyAt }) => readyAt <= at + HORIZON_SEC);
    const targetSize = Math.max(1, Math.ceil(near.length / Math.max(1, couriers)));
    const byStore = Map.groupBy(near, ({ storeId }) => storeId);
    return [...byStore].flatMap(([storeId, orders]) => {
      const ways = {
        fromStore: (to: Order) => this.legSec(this.store(storeId).location, to.dropoff.location),
        between: (from: Order, to: Order) =>
          from.dropoff.handoffSec + this.legSec(from.dropoff.location, to.dropoff.location) + to.dropoff.accessSec,
      };
      const made = bundle(orders, Math.ceil(orders.length / targetSize), ways);
      return made.map((orders) => ({ storeId, orders, readyAt: Math.max(...orders.map(({ readyAt }) => readyAt)) }));
    });
  }

  /** Order-seconds. Without a worker, the bundle stays behind. */
  private cost(bundle: Bundle | undefined, worker: Worker | undefined, at: EpochSeconds): number {
    if (!bundle) return 0;
    const size = bundle.orders.length;
    if (!worker) return size * (Math.max(0, at - bundle.readyAt) + UNSERVED_SEC);
    const pickupAt = this.pickupAt(bundle, worker, at);
    if (pickupAt > worker.shiftEndAt) return IMPOSSIBLE;
    return size * (pickupAt - bundle.readyAt) + PRICE_OF_TRAVEL * this.wayTo(bundle, worker);
  }

  private pickupAt(bundle: Bundle, worker: Worker, at: EpochSeconds): EpochSeconds {
    const arriveAt = Math.max(at, worker.freeAt) + this.wayTo(bundle, worker);
    return Math.max(arriveAt + this.store(bundle.storeId).parkingSec, bundle.readyAt);
  }

  /** It is free, and would be late if it set out at the next decision, or after the notice that it is owed. */
  private isDue(bundle: Bundle, worker: Worker, at: EpochSeconds): boolean {
    const latest = bundle.readyAt - this.store(bundle.storeId).parkingSec - this.wayTo(bundle, worker);
    return worker.freeAt <= at && latest < at + DECISION_SEC + this.noticeSec;
  }

  private send(bundle: Bundle, worker: Worker, at: EpochSeconds): Dispatch {
    const store = this.store(bundle.storeId);
    worker.freeAt = this.pickupAt(bundle, worker, at) + store.handoverSec;
    worker.location = store.location;
    for (const { orderId, dropoff } of bundle.orders) {
      this.waiting.delete(orderId);
      worker.freeAt += this.legSec(worker.location, dropoff.location) + dropoff.accessSec + dropoff.handoffSec;
      worker.location = dropoff.location;
    }
    const orderIds = bundle.orders.map(({ orderId }) => orderId);
    return { courierId: worker.courierId, storeId: bundle.storeId, orderIds };
  }

  private wayTo({ storeId }: Bundle, { location }: Worker): Seconds {
    return this.legSec(location, this.store(storeId).location);
  }

  /** All couriers of this benchmark are alike: by car. */
  private legSec(from: Location, to: Location): Seconds {
    invariant(this.travel, 'a decision is asked for before the zone is known');
    return locationKey(from) === locationKey(to) ? 0 : this.travel.seconds('car', from, to);
  }

  private store(storeId: StoreId) {
    const store = this.stores.get(storeId);
    invariant(store, `store ${storeId} is not known`);
    return store;
  }
}
