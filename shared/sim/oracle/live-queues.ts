// What would have happened if couriers had carried these queues: each batch as soon as may be, by the domain's own times
// of a batch, written down like a simulated day. It shares no code with the search, so what the search says is proven.
import type { Queues } from '../../app/search-ahead.ts';
import { timeBatch } from '../../domain/batch-times.ts';
import type { RouteStart } from '../../domain/facts.ts';
import type { Order } from '../../domain/order.ts';
import type { Stop } from '../../domain/plan.ts';
import { type TravelTable, waysOf } from '../../domain/travel.ts';
import type { OfferId, OrderId, StoreId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import type { Day, DayCourier } from '../day.ts';
import { travelOf } from '../travel-of.ts';
import { type CourierLog, newOrderLog, type OrderLog, type WorldLog } from '../world-log.ts';
import { openOrder } from './known-day.ts';

/** @param isReleased true: a courier sets out for a batch when all its orders are placed, and is told of it then. */
export function liveQueues(day: Day, queues: Queues, isReleased: boolean): WorldLog {
  const living = new Living(day, isReleased);
  const couriers = day.couriers.map((one) => living.carry(one, queues.get(one.courier.courierId) ?? []));
  return { orders: living.orderLogs(), couriers };
}

class Living {
  private readonly day: Day;
  private readonly isReleased: boolean;
  private readonly travel: TravelTable;
  private readonly orders: ReadonlyMap<OrderId, Order>;
  private readonly stores: ReadonlyMap<StoreId, Day['stores'][number]>;
  private readonly logs: ReadonlyMap<OrderId, OrderLog>;

  constructor(day: Day, isReleased: boolean) {
    this.day = day;
    this.isReleased = isReleased;
    this.travel = travelOf(day.zone.travel);
    this.orders = new Map(day.orders.map((one) => [one.order.orderId, openOrder(day, one)]));
    this.stores = new Map(day.stores.map((store) => [store.storeId, store]));
    this.logs = new Map(
      day.orders.map(({ order: { orderId }, placedAt }) => [orderId, { ...newOrderLog(orderId), placedAt }]),
    );
  }

  orderLogs(): readonly OrderLog[] {
    return [...this.logs.values()];
  }

  carry({ courier, home }: DayCourier, batches: readonly (readonly OrderId[])[]): CourierLog {
    const { courierId, mode, shift } = courier;
    const span = { onAt: shift.startAt, offAt: shift.endAt };
    const log: CourierLog = { courierId, mode, home, ...span, moves: [], stops: [], breaks: [] };
    const ways = waysOf(mode, this.travel);
    let from: RouteStart = { location: home, departAt: Math.max(this.day.fromAt, shift.startAt) };
    for (const [i, batch] of batches.entries()) {
      const orders = batch.map((orderId) => this.order(orderId));
      const placed = this.isReleased ? orders.map(({ placedAt }) => placedAt) : [];
      from = { ...from, departAt: Math.max(from.departAt, ...placed) };
      const work = { orders, store: this.storeOf(orders), shiftEndAt: shift.endAt, notBefore: this.day.fromAt };
      const { stops, end } = timeBatch(work, from, ways);
      this.write(log, `${courierId}-${i}`, from, stops);
      from = end;
    }
    return log;
  }

  private write(log: CourierLog, offerId: OfferId, from: RouteStart, stops: readonly Stop[]): void {
    const { courierId } = log;
    let here = from;
    for (const { kind, location, orderIds, arriveAt, serviceAt, departAt } of stops) {
      invariant(kind === 'pickup' || kind === 'dropoff', `a batch has the stop ${kind}`);
      if (arriveAt > here.departAt)
        log.moves.push({ offerId, from: here.location, to: location, departAt: here.departAt, arriveAt });
      log.stops.push({ kind, offerId, location, orderIds, arriveAt, serviceAt, departAt });
      for (const order of orderIds.flatMap((orderId) => this.logs.get(orderId) ?? [])) {
        const dealing = { courierId, offerId, at: serviceAt };
        if (kind === 'dropoff') order.deliveries.push(dealing);
        else {
          order.acceptances.push({ ...dealing, at: from.departAt, endedAt: null });
          order.pickups.push(dealing);
        }
      }
      here = { location, departAt };
    }
  }

  private order(orderId: OrderId): Order {
    const found = this.orders.get(orderId);
    invariant(found, `a queue holds order ${orderId}, which its day does not have`);
    return found;
  }

  private storeOf([first]: readonly Order[]): Day['stores'][number] {
    const store = this.stores.get(first?.storeId ?? '');
    invariant(store, `nobody knows the store of order ${first?.orderId}`);
    return store;
  }
}
