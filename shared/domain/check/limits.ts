// The hard limits of new work, by the plan's own moments: windows and rides of orders, hours of stores, ends of shifts.
import type { Order } from '../order.ts';
import type { Batch, Route, Stop } from '../plan.ts';
import { type Case, isNewWork, type StopOfBatch } from './case.ts';
import type { Violation, ViolationCode } from './violation.ts';

export function checkLimits(court: Case, route: Route, stops: readonly StopOfBatch[]): readonly Violation[] {
  return [
    ...route.batches
      .filter((batch) => isNewWork(batch, court))
      .flatMap((batch) =>
        checkBatch(
          court,
          route,
          stops.filter((one) => one.batch === batch),
        ),
      ),
    ...checkOvertime(court, route),
  ];
}

function checkBatch(court: Case, route: Route, stops: readonly StopOfBatch[]): readonly Violation[] {
  const pickup = stops.find(({ stop }) => stop.kind === 'pickup');
  if (pickup === undefined) return [];
  return [
    ...checkHours(court, route, pickup.stop, pickup.batch),
    ...stops.flatMap(({ stop }) => {
      const order = court.orders.get(stop.orderIds[0] ?? '');
      return stop.kind === 'pickup' || order === undefined ? [] : checkDrop(route, order, pickup.stop, stop);
    }),
  ];
}

function checkHours({ stores }: Case, { courierId }: Route, { serviceAt }: Stop, { storeId }: Batch) {
  const hours = stores.get(storeId)?.openHours;
  if (hours === undefined || hours.some(({ openAt, closeAt }) => openAt <= serviceAt && serviceAt <= closeAt))
    return [];
  const message = `${storeId} is closed at ${serviceAt}, when ${courierId} is to pick up there`;
  return [{ code: 'STORE_CLOSED', courierId, message } as const];
}

function checkDrop({ courierId }: Route, order: Order, pickup: Stop, { serviceAt }: Stop): readonly Violation[] {
  const { orderId, placedAt, promiseFrom, promiseBy, hardPromise, maxClickToDoorSec, maxPickupToDoorSec } = order;
  const violations: Violation[] = [];
  const note = (code: ViolationCode, limit: string): void => {
    violations.push({ code, orderId, courierId, message: `order ${orderId} is dropped at ${serviceAt}, ${limit}` });
  };
  if (promiseFrom != null && serviceAt < promiseFrom) note('WINDOW_START', `not wanted before ${promiseFrom}`);
  if (hardPromise === true && serviceAt > promiseBy) note('WINDOW_END', `not wanted after ${promiseBy}`);
  if (maxClickToDoorSec != null && serviceAt > placedAt + maxClickToDoorSec)
    note('CLICK_TO_DOOR', `placed at ${placedAt}, at most ${maxClickToDoorSec} s before`);
  if (maxPickupToDoorSec != null && serviceAt > pickup.serviceAt + maxPickupToDoorSec)
    note('PICKUP_TO_DOOR', `picked up at ${pickup.serviceAt}, at most ${maxPickupToDoorSec} s before`);
  return violations;
}

/** A route that the planner led on is over when the courier is to be off. */
function checkOvertime(court: Case, { courierId, batches, stops }: Route): readonly Violation[] {
  const shift = court.couriers.get(courierId)?.shift;
  const last = stops.at(-1);
  const isLedOn = batches.some((batch) => isNewWork(batch, court));
  if (!isLedOn || shift?.overtimeSec === undefined || last === undefined) return [];
  const latest = shift.endAt + shift.overtimeSec;
  if (last.departAt <= latest) return [];
  const message = `the route of ${courierId} is over at ${last.departAt}, has to be by ${latest}`;
  return [{ code: 'OVERTIME', courierId, message }];
}
