// The simple policy to compare with: each minute, insertion bundles of what is ready within half an hour, one optimal
// assignment of bundles to couriers by the delay that each would have, and of that only what cannot wait is made final:
// a courier is told when it has to set out to be there when the bundle is ready.
import type { DomainEvent, OfferDeclined, OrderChanged, OrderPlaced } from '../../domain/event.ts';
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

interface Freedom {
  readonly location: Location;
  readonly at: EpochSeconds;
}

interface Worker {
  readonly courierId: CourierId;
  readonly shiftEndAt: EpochSeconds;
  /** Where and when it is free, as far as can be foreseen. */
  free: Freedom;
  /** The same without what it was given last. */
  freeBefore: Freedom;
  /** Given to it, and neither delivered nor declined. */
  readonly given: Map<OrderId, Order>;
  readonly declined: Set<OrderId>;
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
    else if (event.type === 'order_changed') this.learnReady(event);
    else if (event.type === 'offer_declined') this.takeBack(event);
    else if (event.type === 'order_delivered') this.workers.get(event.courierId)?.given.delete(event.orderId);
    else if (event.type === 'courier_off_shift') this.workers.delete(event.courierId);
    else if (event.type === 'courier_on_shift') {
      const { courierId, shift } = event.courier;
      const free = { location: event.location, at: shift.startAt };
      const shiftEndAt = shift.endAt;
      this.workers.set(courierId, {
        courierId,
        shiftEndAt,
        free,
        freeBefore: free,
        given: new Map(),
        declined: new Set(),
      });
    }
  }

  decide(at: EpochSeconds): readonly Dispatch[] {
    const workers = [...this.workers.values()].filter(
      ({ free, shiftEndAt }) => free.at <= at + HORIZON_SEC && shiftEndAt > at,
    );
    for (const worker of workers) expectLater(worker, at);
    const bundles = this.bundles(at, workers.filter(({ free }) => free.at <= at + AVAILABLE_SEC).length);
    // A column for each worker, and one for each bundle that stays behind.
    const columns = assign(bundles.length, workers.length + bundles.length, (row, column) =>
      this.cost(bundles[row], workers[column], at),
    );
    return bundles.flatMap((bundle, i) => {
      const worker = workers[columns[i] ?? -1];
      return worker && this.isDue(bundle, worker, at) ? [this.send(bundle, worker, at)] : [];
    });
  }

  private learnReady({ orderId, changes }: OrderChanged): void {
    const order = this.waiting.get(orderId);
    if (order && changes.readyAt !== undefined) this.waiting.set(orderId, { ...order, readyAt: changes.readyAt });
  }

  private takeBack({ courierId, orderIds }: OfferDeclined): void {
    const worker = this.workers.get(courierId);
    if (worker === undefined) return;
    for (const orderId of orderIds) {
      const order = worker.given.get(orderId);
      if (order) this.waiting.set(orderId, order);
      worker.given.delete(orderId);
      worker.declined.add(orderId);
    }
    worker.free = worker.freeBefore;
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
    const isDeclined = bundle.orders.some(({ orderId }) => worker.declined.has(orderId));
    if (isDeclined || pickupAt > worker.shiftEndAt) return IMPOSSIBLE;
    return size * (pickupAt - bundle.readyAt) + PRICE_OF_TRAVEL * this.wayTo(bundle, worker);
  }

  private pickupAt(bundle: Bundle, worker: Worker, at: EpochSeconds): EpochSeconds {
    const arriveAt = Math.max(at, worker.free.at) + this.wayTo(bundle, worker);
    return Math.max(arriveAt + this.store(bundle.storeId).parkingSec, bundle.readyAt);
  }

  /** It is free, and would be late if it set out at the next decision, or after the notice that it is owed. */
  private isDue(bundle: Bundle, worker: Worker, at: EpochSeconds): boolean {
    const latest = bundle.readyAt - this.store(bundle.storeId).parkingSec - this.wayTo(bundle, worker);
    return worker.free.at <= at && latest < at + DECISION_SEC + this.noticeSec;
  }

  private send(bundle: Bundle, worker: Worker, at: EpochSeconds): Dispatch {
    const store = this.store(bundle.storeId);
    worker.freeBefore = worker.free;
    worker.free = { location: store.location, at: this.pickupAt(bundle, worker, at) + store.handoverSec };
    for (const order of bundle.orders) {
      const { location, accessSec, handoffSec } = order.dropoff;
      this.waiting.delete(order.orderId);
      worker.given.set(order.orderId, order);
      worker.free = {
        location,
        at: worker.free.at + this.legSec(worker.free.location, location) + accessSec + handoffSec,
      };
    }
    const orderIds = bundle.orders.map(({ orderId }) => orderId);
    return { courierId: worker.courierId, storeId: bundle.storeId, orderIds };
  }

  private wayTo({ storeId }: Bundle, { free }: Worker): Seconds {
    return this.legSec(free.location, this.store(storeId).location);
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

/** Who should be free by now and has not delivered yet is so at the next decision, perhaps. */
function expectLater(worker: Worker, at: EpochSeconds): void {
  if (worker.given.size > 0 && worker.free.at <= at) worker.free = { ...worker.free, at: at + DECISION_SEC };
}
