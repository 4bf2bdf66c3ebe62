// The moments of a route: none earlier than it can be, and totals that add up.
import type { Meters, Seconds } from '../../kernel/units.ts';
import { type Location, locationKey } from '../location.ts';
import type { Batch, Route, Stop } from '../plan.ts';
import { UNREACHABLE_SEC } from '../travel.ts';
import { type Case, isNewWork, ordersOf, type RouteStop } from './case.ts';
import type { Violation } from './violation.ts';

/** A route begins where its courier is known to be, when it can leave there. Without a position there is nothing new. */
export function checkStart(court: Case, route: Route): readonly Violation[] {
  const { courierId, start, batches } = route;
  const position = court.positions.get(courierId);
  const isIdle = batches.every(({ stage }) => stage === 'planned' || stage === 'offered');
  if (position === undefined && !isIdle) return [];
  if (position === undefined)
    return [{ code: 'ROUTE_START', courierId, message: `nobody knows where ${courierId} is` }];
  const shiftStart = court.couriers.get(courierId)?.shift.startAt ?? 0;
  const earliest = isIdle ? Math.max(position.departAt, court.snapshot.at, shiftStart) : position.departAt;
  if (locationKey(start.location) === locationKey(position.location) && start.departAt >= earliest) return [];
  const message = `${courierId} starts at ${locationKey(start.location)} at ${start.departAt}, is at ${locationKey(position.location)} until ${earliest}`;
  return [{ code: 'ROUTE_START', courierId, message }];
}

/** Each stop against the one before it, and against its orders, its store and the shift. */
export function checkStopTimes(court: Case, route: Route, stops: readonly RouteStop[]): readonly Violation[] {
  const violations: Violation[] = [];
  let { location: from, departAt: leftAt } = route.start;
  for (const { stop, batch } of stops) {
    const seconds = legSeconds(court, route, from, stop.location);
    violations.push(...checkArrival(route, stop, leftAt + seconds));
    violations.push(...checkLateness(court, route, stop));
    violations.push(...(batch === null ? checkRest(route, stop) : checkService(court, route, stop, batch)));
    if (stop.kind === 'end') violations.push(...checkWay(route, stop, seconds));
    if (batch !== null && isNewWork(batch, court))
      violations.push(...checkNewStop(court, route, stop, batch, leftAt, seconds));
    from = stop.location;
    leftAt = stop.departAt;
  }
  return violations;
}

function checkArrival({ courierId }: Route, stop: Stop, earliest: number): readonly Violation[] {
  if (stop.arriveAt >= earliest) return [];
  const message = `${courierId} arrives at ${named(stop)} at ${stop.arriveAt}, cannot before ${earliest}`;
  return [{ code: 'STOP_ARRIVAL', courierId, message }];
}

/** A break or an end: one moment after the other. */
function checkRest({ courierId }: Route, { kind, arriveAt, serviceAt, departAt }: Stop): readonly Violation[] {
  if (arriveAt <= serviceAt && serviceAt <= departAt) return [];
  const message = `the ${kind} of ${courierId} is ${arriveAt} - ${serviceAt} - ${departAt}`;
  return [{ code: 'STOP_SERVICE', courierId, message }];
}

function checkService(court: Case, { courierId }: Route, stop: Stop, batch: Batch): readonly Violation[] {
  const violations: Violation[] = [];
  const [before, after] = serviceTimes(court, stop, batch);
  if (stop.serviceAt < stop.arriveAt + before || stop.departAt < stop.serviceAt + after) {
    const message = `${named(stop)} is ${stop.arriveAt} - ${stop.serviceAt} - ${stop.departAt}, takes ${before} s and ${after} s`;
    violations.push({ code: 'STOP_SERVICE', courierId, message });
  }
  const mates = stop.kind === 'pickup' ? ordersOf(batch, court) : [];
  for (const { orderId, readyAt } of mates.filter((order) => order.readyAt > stop.serviceAt)) {
    const message = `order ${orderId} is ready at ${readyAt}, picked up at ${stop.serviceAt}`;
    violations.push({ code: 'STOP_NOT_READY', orderId, courierId, message });
  }
  return violations;
}

/** Seconds from arrival to the moment that counts, and from there to departure. */
function serviceTimes(court: Case, stop: Stop, batch: Batch): readonly [Seconds, Seconds] {
  const store = court.stores.get(batch.storeId);
  if (stop.kind === 'pickup') {
    const picking = ordersOf(batch, court).reduce((sum, { pickingSec = 0 }) => sum + pickingSec, 0);
    return [store?.parkingSec ?? 0, (store?.handoverSec ?? 0) + picking];
  }
  const dropoff = court.orders.get(stop.orderIds[0] ?? '')?.dropoff;
  return [dropoff?.accessSec ?? 0, dropoff?.handoffSec ?? 0];
}

function checkLateness({ orders }: Case, { courierId }: Route, stop: Stop): readonly Violation[] {
  const promiseBy = orders.get(stop.orderIds[0] ?? '')?.promiseBy;
  if (promiseBy === undefined && stop.kind === 'dropoff') return [];
  const late = stop.kind !== 'dropoff' ? 0 : Math.max(0, stop.serviceAt - (promiseBy ?? 0));
  if (stop.lateSec === late) return [];
  const message = `${named(stop)} is ${late} s late, planned as ${stop.lateSec} s`;
  return [{ code: 'STOP_LATENESS', courierId, message }];
}

function checkWay({ courierId }: Route, stop: Stop, seconds: Seconds): readonly Violation[] {
  if (seconds < UNREACHABLE_SEC) return [];
  return [{ code: 'UNREACHABLE', courierId, message: `there is no way for ${courierId} to ${named(stop)}` }];
}

/** What holds for stops that the planner chose. */
function checkNewStop(
  court: Case,
  route: Route,
  stop: Stop,
  batch: Batch,
  leftAt: number,
  seconds: Seconds,
): readonly Violation[] {
  const { courierId } = route;
  const violations: Violation[] = [...checkWay(route, stop, seconds)];
  if (stop.kind === 'dropoff') return violations;
  const { at } = court.snapshot;
  if (batch.departAt < at || stop.serviceAt < at) {
    const message = `${named(stop)} begins at ${batch.departAt}, it is ${at} already`;
    violations.push({ code: 'IN_THE_PAST', courierId, message });
  }
  const latest = stop.serviceAt - seconds - (court.stores.get(batch.storeId)?.parkingSec ?? 0);
  if (batch.departAt < leftAt || batch.departAt > latest) {
    const message = `${courierId} sets out for ${named(stop)} at ${batch.departAt}, has to from ${leftAt} to ${latest}`;
    violations.push({ code: 'STOP_ARRIVAL', courierId, message });
  }
  const shift = court.couriers.get(courierId)?.shift;
  if (shift !== undefined && batch.departAt < shift.startAt) {
    const message = `${courierId} sets out at ${batch.departAt}, its shift begins at ${shift.startAt}`;
    violations.push({ code: 'SHIFT_START', courierId, message });
  }
  if (shift !== undefined && stop.serviceAt > shift.endAt) {
    const message = `${named(stop)} is at ${stop.serviceAt}, the shift of ${courierId} ends at ${shift.endAt}`;
    violations.push({ code: 'SHIFT_END', courierId, message });
  }
  return violations;
}

/** Travel time and distance are those of the legs. */
export function checkTotals(court: Case, route: Route): readonly Violation[] {
  const { courierId, start, stops, travelSec, distanceM } = route;
  if (!court.couriers.has(courierId)) return [];
  const legs = stops.map((stop, index) => [stops[index - 1]?.location ?? start.location, stop.location] as const);
  const seconds = legs.reduce((sum, [from, to]) => sum + legSeconds(court, route, from, to), 0);
  const meters = legs.reduce((sum, [from, to]) => sum + legMeters(court, route, from, to), 0);
  if (seconds === travelSec && meters === distanceM) return [];
  const message = `legs of ${courierId} take ${seconds} s and ${meters} m, planned as ${travelSec} s and ${distanceM} m`;
  return [{ code: 'ROUTE_TOTALS', courierId, message }];
}

/** None within a place, and none where nobody knows how the courier moves. */
function legSeconds({ couriers, travel }: Case, route: Route, from: Location, to: Location): Seconds {
  const courier = couriers.get(route.courierId);
  if (courier === undefined || locationKey(from) === locationKey(to)) return 0;
  return travel.seconds(courier.mode, from, to);
}

function legMeters({ couriers, travel }: Case, route: Route, from: Location, to: Location): Meters {
  const courier = couriers.get(route.courierId);
  if (courier === undefined || locationKey(from) === locationKey(to)) return 0;
  return travel.meters(courier.mode, from, to);
}

const named = ({ kind, orderIds }: Stop): string =>
  orderIds.length === 0 ? `the ${kind}` : `the ${kind} of ${orderIds.join(', ')}`;
