// The stops of a route: the right ones, in the right places, at moments that can be kept, with a load that can be carried.
import { addLoads, fits, type Load, NO_LOAD } from '../load.ts';
import { type Location, locationKey } from '../location.ts';
import type { Batch, Route, Stop } from '../plan.ts';
import { type Case, isNewWork, ordersOf, type RouteStop, type StopOfBatch } from './case.ts';
import { checkLimits } from './limits.ts';
import { checkRests } from './rests.ts';
import { checkStart, checkStopTimes, checkTotals } from './times.ts';
import type { Violation } from './violation.ts';

export function checkStops(court: Case, route: Route): readonly Violation[] {
  const expected = route.batches.flatMap(stopsOf);
  const planned = route.stops.filter(isOfBatch).map(({ kind, orderIds }) => describe(kind, orderIds));
  const wanted = expected.map(({ kind, orderIds }) => describe(kind, orderIds));
  if (planned.join('; ') !== wanted.join('; ')) {
    const { courierId } = route;
    const message = `stops of ${courierId} are [${planned.join('; ')}], its batches need [${wanted.join('; ')}]`;
    return [{ code: 'STOP_SEQUENCE', courierId, message }];
  }
  const stops = withBatches(
    route,
    expected.map(({ batch }) => batch),
  );
  const batchStops = stops.filter((one): one is StopOfBatch => one.batch !== null);
  return [
    ...checkPlaces(court, route, batchStops),
    ...checkStart(court, route),
    ...checkStopTimes(court, route, stops),
    ...checkTotals(court, route),
    ...checkLoad(court, route, batchStops),
    ...checkLimits(court, route, batchStops),
    ...checkRests(court, route, stops),
  ];
}

const isOfBatch = ({ kind }: Stop): boolean => kind === 'pickup' || kind === 'dropoff';

/** @param batches of the pickups and drop-offs, in their order. */
function withBatches({ stops }: Route, batches: readonly Batch[]): readonly RouteStop[] {
  const rest = batches.values();
  return stops.map((stop) => ({ stop, batch: isOfBatch(stop) ? (rest.next().value ?? null) : null }));
}

interface ExpectedStop {
  readonly kind: Stop['kind'];
  readonly orderIds: readonly string[];
  readonly batch: Batch;
}

function stopsOf(batch: Batch): readonly ExpectedStop[] {
  const drops = batch.orderIds.map((orderId): ExpectedStop => ({ kind: 'dropoff', orderIds: [orderId], batch }));
  return batch.stage === 'picked_up' ? drops : [{ kind: 'pickup', orderIds: batch.orderIds, batch }, ...drops];
}

const describe = (kind: Stop['kind'], orderIds: readonly string[]): string => `${kind} ${orderIds.join(', ')}`;

function checkPlaces(court: Case, { courierId }: Route, stops: readonly StopOfBatch[]): readonly Violation[] {
  return stops.flatMap(({ stop, batch }): Violation[] => {
    const place = placeOf(court, stop, batch);
    if (place === null || locationKey(place) === locationKey(stop.location)) return [];
    const message = `${describe(stop.kind, stop.orderIds)} is at ${locationKey(stop.location)}, not ${locationKey(place)}`;
    return [{ code: 'STOP_PLACE', courierId, message }];
  });
}

/** Where the stop has to be; null when nobody knows. */
function placeOf({ stores, orders }: Case, stop: Stop, batch: Batch): Location | null {
  if (stop.kind === 'pickup') return stores.get(batch.storeId)?.location ?? null;
  return orders.get(stop.orderIds[0] ?? '')?.dropoff.location ?? null;
}

/** After every stop the courier carries what it can; what it agreed to itself is its own affair. */
function checkLoad(court: Case, route: Route, stops: readonly StopOfBatch[]): readonly Violation[] {
  const courier = court.couriers.get(route.courierId);
  if (courier === undefined) return [];
  const violations: Violation[] = [];
  const aboard = new Map<string, Load>();
  for (const batch of route.batches.filter(({ stage }) => stage === 'picked_up')) {
    for (const { orderId, load } of ordersOf(batch, court)) aboard.set(orderId, load);
  }
  for (const { stop, batch } of stops) {
    if (stop.kind === 'dropoff') for (const orderId of stop.orderIds) aboard.delete(orderId);
    else for (const { orderId, load } of ordersOf(batch, court)) aboard.set(orderId, load);
    const total = [...aboard.values()].reduce(addLoads, NO_LOAD);
    if (!isNewWork(batch, court) || fits(total, courier.capacity)) continue;
    const { courierId, capacity } = courier;
    const message = `${courierId} carries ${JSON.stringify(total)} after ${describe(stop.kind, stop.orderIds)}, at most ${JSON.stringify(capacity)}`;
    violations.push({ code: 'CAPACITY', courierId, message });
  }
  return violations;
}
