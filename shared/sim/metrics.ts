// The figures of a day, by their definitions:
//   click-to-door    delivered - placed
//   ready-to-pickup  picked up - ready
//   bound            (ready - placed) + handing over + way from store to door + access: no policy gets an order there sooner
//   excess           click-to-door - bound = batch wait (until the last mate is ready) + courier wait (from then to the
//                    pickup) + detour (between the doors of the batch)
//   charged excess   mean excess over all orders, an undelivered one counting two hours
//   utilisation      time on the way and at stops / time on shift
import type { Cents, EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Day, DayCourier, DayOrder } from './day.ts';
import { percentile } from './percentile.ts';
import { measureStability, type Stability } from './stability.ts';
import { travelOf } from './travel-of.ts';
import type { CourierLog, OrderLog, StopLog, WorldLog } from './world-log.ts';

/** What an undelivered order counts in the charged excess. */
export const UNDELIVERED_SEC: Seconds = 7200;

export interface DayMetrics {
  readonly orders: number;
  readonly delivered: number;
  readonly cancelled: number;
  /** Neither delivered nor cancelled. */
  readonly undelivered: number;
  /** Percent of the delivered; 0 when none is. */
  readonly onTimePct: number;
  readonly clickToDoorSec: Spread;
  readonly readyToPickupSec: Spread;
  /** Delivered orders whose click-to-door is above 90 minutes. */
  readonly over90Min: number;
  readonly boundSec: number;
  readonly excessSec: number;
  readonly chargedExcessSec: number;
  readonly excessParts: { readonly courierWaitSec: number; readonly batchWaitSec: number; readonly detourSec: number };
  readonly payCents: Cents;
  readonly costPerOrderCents: number;
  readonly ordersPerBatch: number;
  readonly utilisationPct: number;
  readonly stability: Stability;
}

/** Seconds; all 0 when there is nothing to measure. */
export interface Spread {
  readonly mean: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** One delivered order's times, in seconds. */
interface Delivery {
  readonly clickToDoor: Seconds;
  readonly readyToPickup: Seconds;
  readonly bound: Seconds;
  readonly isOnTime: boolean;
  readonly courierWait: Seconds;
  readonly batchWait: Seconds;
  readonly detour: Seconds;
}

export function measure(day: Day, log: WorldLog): DayMetrics {
  const logs = log.orders.filter(({ placedAt }) => placedAt !== null);
  const deliveries = deliveriesOf(day, log);
  const cancelled = logs.filter((order) => order.cancelledAt !== null && order.deliveries.length === 0).length;
  // An order that two couriers delivered counts twice among the deliveries; the audit names it.
  const undelivered = Math.max(0, logs.length - cancelled - deliveries.length);
  const clickToDoor = deliveries.map((one) => one.clickToDoor);
  const excess = deliveries.map((one) => one.clickToDoor - one.bound);
  const payCents = sum(day.couriers.map((courier) => payOf(courier, log.orders)));
  const pickups = log.couriers.flatMap(({ stops }) => stops).filter(({ kind }) => kind === 'pickup');
  return {
    orders: logs.length,
    delivered: deliveries.length,
    cancelled,
    undelivered,
    onTimePct: 100 * mean(deliveries.map(({ isOnTime }) => (isOnTime ? 1 : 0))),
    clickToDoorSec: spread(clickToDoor),
    readyToPickupSec: spread(deliveries.map((one) => one.readyToPickup)),
    over90Min: clickToDoor.filter((seconds) => seconds > 5400).length,
    boundSec: mean(deliveries.map(({ bound }) => bound)),
    excessSec: mean(excess),
    chargedExcessSec: mean([...excess, ...new Array<number>(undelivered).fill(UNDELIVERED_SEC)]),
    excessParts: {
      courierWaitSec: mean(deliveries.map(({ courierWait }) => courierWait)),
      batchWaitSec: mean(deliveries.map(({ batchWait }) => batchWait)),
      detourSec: mean(deliveries.map(({ detour }) => detour)),
    },
    payCents,
    costPerOrderCents: deliveries.length === 0 ? 0 : payCents / deliveries.length,
    ordersPerBatch: mean(pickups.map(({ orderIds }) => orderIds.length)),
    utilisationPct: utilisation(day, log.couriers),
    stability: measureStability(log),
  };
}

function deliveriesOf(day: Day, log: WorldLog): Delivery[] {
  const orders = new Map(day.orders.map((order) => [order.order.orderId, order]));
  const deliveredAt = new Map(log.orders.map(({ orderId, deliveries }) => [orderId, deliveries[0]?.at]));
  const pickups = log.couriers.flatMap(({ stops }) => stops).filter(({ kind }) => kind === 'pickup');
  return pickups.flatMap((pickup) => {
    const batch = pickup.orderIds.flatMap((orderId) => orders.get(orderId) ?? []);
    const allReadyAt = Math.max(...batch.map(({ order }) => order.readyAt));
    return batch.flatMap((order) => {
      const at = deliveredAt.get(order.order.orderId);
      return at === undefined ? [] : [deliveryOf(day, order, pickup, allReadyAt, at)];
    });
  });
}

/** No policy delivers sooner after the placement. */
export const boundOf = (day: Day, one: DayOrder): Seconds => one.order.readyAt - one.placedAt + directOf(day, one);

function deliveryOf(
  day: Day,
  one: DayOrder,
  pickup: StopLog,
  allReadyAt: EpochSeconds,
  deliveredAt: EpochSeconds,
): Delivery {
  const { order, placedAt } = one;
  const direct = directOf(day, one);
  return {
    clickToDoor: deliveredAt - placedAt,
    readyToPickup: pickup.serviceAt - order.readyAt,
    bound: order.readyAt - placedAt + direct,
    isOnTime: deliveredAt <= order.promiseBy,
    courierWait: pickup.serviceAt - allReadyAt,
    batchWait: allReadyAt - order.readyAt,
    detour: deliveredAt - pickup.serviceAt - direct,
  };
}

/** From the pickup moment to the drop-off moment at the least: by the fastest mode that anybody in the day has. */
function directOf(day: Day, { order: { storeId, dropoff } }: DayOrder): Seconds {
  const store = day.stores.find((one) => one.storeId === storeId);
  if (!store) return dropoff.accessSec;
  const travel = travelOf(day.zone.travel);
  const modes = [...new Set(day.couriers.map(({ courier }) => courier.mode))];
  const way = Math.min(...modes.map((mode) => travel.seconds(mode, store.location, dropoff.location)));
  return store.handoverSec + way + dropoff.accessSec;
}

/** A shift pays the greater of what its orders bring and what its hours guarantee, also when it has no order. */
function payOf({ courier }: DayCourier, orders: readonly OrderLog[]): Cents {
  const { courierId, shift, pay } = courier;
  const delivered = orders.filter(({ deliveries }) => deliveries.some((one) => one.courierId === courierId)).length;
  return Math.max(delivered * pay.perOrder, Math.round((pay.guaranteePerHour * (shift.endAt - shift.startAt)) / 3600));
}

/** Percent. A shift lasts at least as long as its last drop takes. */
function utilisation(day: Day, couriers: readonly CourierLog[]): number {
  const shifts = new Map(day.couriers.map(({ courier }) => [courier.courierId, courier.shift]));
  let busy = 0;
  let onShift = 0;
  for (const { courierId, moves, stops } of couriers) {
    const shift = shifts.get(courierId);
    if (!shift) continue;
    busy += sum([...moves, ...stops].map(durationOf));
    const from = Math.max(shift.startAt, day.fromAt);
    const until = Math.min(shift.endAt, day.toAt ?? shift.endAt);
    onShift += Math.max(until, ...stops.map(({ departAt }) => departAt)) - from;
  }
  return onShift === 0 ? 0 : (100 * busy) / onShift;
}

const durationOf = ({ arriveAt, departAt }: { arriveAt: number; departAt: number }): Seconds =>
  Math.abs(arriveAt - departAt);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { mean: mean(sorted), p90: percentile(sorted, 90), p99: percentile(sorted, 99), max: sorted.at(-1) ?? 0 };
}
