// What happened in a Grubhub-format day, in the three files that the benchmark's official evaluator and other judges read:
// tab-separated, times in minutes from the start of the day.
import { locationKey } from '../domain/location.ts';
import type { OrderId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { Day } from './day.ts';
import type { MdrpSolution } from './mdrp-files.ts';
import { type Cell, writeRows } from './tab-separated.ts';
import type { CourierLog, MoveLog, OrderLog, StopLog, WorldLog } from './world-log.ts';

/** The place where a courier comes on shift, in the format's words. */
const ON_LOCATION = '0';

export function writeMdrpSolution(day: Day, log: WorldLog): MdrpSolution {
  const minute = (at: EpochSeconds) => (at - day.startAt) / 60;
  const logs = new Map(log.orders.map((order) => [order.orderId, order]));
  const storeOf = new Map(day.orders.map(({ order }) => [order.orderId, order.storeId]));
  return {
    assignments: writeRows(
      ['assignment_time', 'pickup_time', 'courier', 'order [order ...]'],
      log.couriers.flatMap((courier) => assignmentsOf(courier, logs, minute)),
    ),
    orders: writeRows(
      ['order', 'placement_time', 'ready_time', 'pickup_time', 'dropoff_time', 'courier'],
      ordersOf(day, log.orders, minute),
    ),
    couriers: writeRows(
      ['courier', 'departure_time', 'origin', 'destination'],
      log.couriers.flatMap((courier) => movesOf(day, courier, storeOf, minute)),
    ),
  };
}

type Minute = (at: EpochSeconds) => number;

/** A bundle is assigned when its courier has accepted it. */
function assignmentsOf(
  { courierId, stops }: CourierLog,
  logs: ReadonlyMap<OrderId, OrderLog>,
  minute: Minute,
): Cell[][] {
  return stops.filter(isPickup).map(({ offerId, orderIds, serviceAt }) => {
    const accepted = orderIds.flatMap((orderId) => logs.get(orderId)?.acceptances ?? []);
    const own = accepted.filter((one) => one.offerId === offerId && one.courierId === courierId).map(({ at }) => at);
    return [minute(Math.max(...own)), minute(serviceAt), courierId, ...orderIds];
  });
}

const isPickup = ({ kind }: StopLog): boolean => kind === 'pickup';

function ordersOf(day: Day, logs: readonly OrderLog[], minute: Minute): Cell[][] {
  const details = new Map(day.orders.map((order) => [order.order.orderId, order]));
  return logs.flatMap(({ orderId, pickups, deliveries }) => {
    const known = details.get(orderId);
    const [pickup] = pickups;
    const [delivery] = deliveries;
    if (!known || !pickup || !delivery) return [];
    const times = [known.placedAt, known.order.readyAt, pickup.at, delivery.at].map(minute);
    return [[orderId, ...times, delivery.courierId]];
  });
}

/** A courier's moves, each from the restaurant or door that it was at last to the one of its next stop or errand. */
function movesOf(
  day: Day,
  { courierId, moves, stops }: CourierLog,
  storeOf: ReadonlyMap<OrderId, string>,
  minute: Minute,
): Cell[][] {
  const nameOf = (stop: StopLog): string => nameOfStop(stop, storeOf);
  const storeAt = new Map(day.stores.map(({ storeId, location }) => [locationKey(location), storeId]));
  const errandTo = (move: MoveLog | undefined): string | undefined =>
    move?.offerId === null ? storeAt.get(locationKey(move.to)) : undefined;
  return moves.map((move, i) => {
    const { departAt, arriveAt } = move;
    const previous = moves[i - 1];
    const before = stops.findLast((stop) => stop.departAt <= departAt);
    const after = stops.find((stop) => stop.arriveAt >= arriveAt);
    const hasStopped = before !== undefined && (previous === undefined || before.departAt > previous.departAt);
    const origin = (hasStopped ? undefined : errandTo(previous)) ?? (before ? nameOf(before) : ON_LOCATION);
    return [courierId, minute(departAt), origin, errandTo(move) ?? (after ? nameOf(after) : ON_LOCATION)];
  });
}

function nameOfStop({ kind, orderIds }: StopLog, storeOf: ReadonlyMap<OrderId, string>): string {
  const [first = ''] = orderIds;
  return kind === 'pickup' ? (storeOf.get(first) ?? '') : first;
}
