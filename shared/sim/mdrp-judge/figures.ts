// The benchmark's figures of a day, by their definitions in docs/benchmarks.md, from the files alone: minutes, and money
// as in the instance. They share no code with the simulator's own, so that each can be held against the other.
import { type Instance, travelMinutes } from './instance.ts';
import type { Delivery, Solution } from './solution.ts';

/** What an undelivered order counts in the charged excess. */
const UNDELIVERED_MIN = 120;

export interface MdrpFigures {
  readonly orders: number;
  readonly undeliveredPct: number;
  /** Click-to-door of the delivered: mean, then percentiles by nearest rank. */
  readonly ctd: number;
  readonly ctd90: number;
  readonly ctd99: number;
  readonly ctdMax: number;
  /** Mean of what click-to-door is above the target. */
  readonly overage: number;
  /** Ready-to-pickup, mean. */
  readonly rtp: number;
  readonly costPerOrder: number;
  readonly ordersPerBundle: number;
  readonly bound: number;
  readonly excess: number;
  readonly chargedExcess: number;
  readonly courierWait: number;
  readonly bundleWait: number;
  readonly detour: number;
}

/** Counts each delivered order once, by its first line. */
export function figuresOf(instance: Instance, { assignments, deliveries }: Solution): MdrpFigures {
  const lines = new Map(deliveries.toReversed().map((one) => [one.order, one]));
  const readyOf = (order: string): number => instance.orders.get(order)?.ready ?? Number.NEGATIVE_INFINITY;
  const lastReady = new Map(
    assignments.flatMap(({ orders }) => {
      const ready = Math.max(...orders.map(readyOf));
      return orders.map((order) => [order, ready] as const);
    }),
  );
  const times = [...lines.values()].flatMap((line) => timesOf(instance, line, lastReady.get(line.order)) ?? []);
  const ctd = times.map((one) => one.ctd).sort((a, b) => a - b);
  const excesses = times.map((one) => one.ctd - one.bound);
  const undelivered = instance.orders.size - times.length;
  return {
    orders: instance.orders.size,
    undeliveredPct: instance.orders.size === 0 ? 0 : (100 * undelivered) / instance.orders.size,
    ctd: mean(ctd),
    ctd90: rank(ctd, 90),
    ctd99: rank(ctd, 99),
    ctdMax: ctd.at(-1) ?? 0,
    overage: mean(ctd.map((minutes) => Math.max(0, minutes - instance.target))),
    rtp: mean(times.map((one) => one.rtp)),
    costPerOrder: times.length === 0 ? 0 : payOf(instance, [...lines.values()]) / times.length,
    ordersPerBundle: mean(assignments.map(({ orders }) => orders.length)),
    bound: mean(times.map((one) => one.bound)),
    excess: mean(excesses),
    chargedExcess: mean([...excesses, ...new Array<number>(undelivered).fill(UNDELIVERED_MIN)]),
    courierWait: mean(times.map((one) => one.courierWait)),
    bundleWait: mean(times.map((one) => one.bundleWait)),
    detour: mean(times.map((one) => one.detour)),
  };
}

function timesOf(instance: Instance, { order, pickupAt, dropoffAt }: Delivery, lastReady: number | undefined) {
  const known = instance.orders.get(order);
  const restaurant = known && instance.restaurants.get(known.restaurant);
  if (!known || !restaurant) return null;
  const direct = instance.halfPickup + travelMinutes(instance, restaurant, known) + instance.halfDropoff;
  const allReady = lastReady ?? known.ready;
  return {
    ctd: dropoffAt - known.placed,
    rtp: pickupAt - known.ready,
    bound: known.ready - known.placed + direct,
    courierWait: pickupAt - allReady,
    bundleWait: allReady - known.ready,
    detour: dropoffAt - pickupAt - direct,
  };
}

/** Every courier is paid for its orders or for its hours, whichever is more; also one who had none. */
function payOf({ couriers, payPerOrder, payPerHour }: Instance, deliveries: readonly Delivery[]): number {
  const counts = new Map<string, number>();
  for (const { courier } of deliveries) counts.set(courier, (counts.get(courier) ?? 0) + 1);
  const pays = [...couriers].map(([courier, { on, off }]) =>
    Math.max(payPerOrder * (counts.get(courier) ?? 0), (payPerHour * (off - on)) / 60),
  );
  return pays.reduce((sum, pay) => sum + pay, 0);
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The smallest value that at least `percent` of all are not above; `sorted` ascending. */
const rank = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
