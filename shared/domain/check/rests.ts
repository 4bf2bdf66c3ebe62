// Breaks, and the end of a route. A break is taken where the courier stands, before new work, in its time and in full; no
// new batch ends after the latest moment of a break that has not been taken.
import type { EpochSeconds } from '../../kernel/units.ts';
import type { Courier, CourierBreak } from '../courier.ts';
import { type Location, locationKey } from '../location.ts';
import type { Route, Stop } from '../plan.ts';
import { type Case, isNewWork, type RouteStop } from './case.ts';
import type { Violation } from './violation.ts';

export function checkRests(court: Case, route: Route, stops: readonly RouteStop[]): readonly Violation[] {
  const courier = court.couriers.get(route.courierId);
  return courier === undefined
    ? []
    : [...checkBreaks(court, courier, route, stops), ...checkEnd(court, courier, route, stops)];
}

interface Breaks {
  /** Not begun, as far as anybody knows. */
  readonly toCome: readonly CourierBreak[];
  /** When the one that is going on is over; null: none is. */
  readonly backAt: EpochSeconds | null;
}

function breaksOf({ breaks = [], breakStarts = [], breakEndedAt }: Courier, at: EpochSeconds): Breaks {
  const starts = [...breakStarts];
  const toCome: CourierBreak[] = [];
  let backAt: EpochSeconds | null = null;
  for (const one of breaks) {
    const overAt = one.latestAt + one.durationSec;
    const [start] = starts;
    if (start !== undefined && start <= overAt) {
      starts.shift();
      const isEnded = breakEndedAt !== undefined && breakEndedAt >= start;
      backAt = isEnded ? null : start + one.durationSec;
    } else if (overAt >= at) toCome.push(one);
  }
  return { toCome, backAt };
}

function checkBreaks(court: Case, courier: Courier, route: Route, stops: readonly RouteStop[]): readonly Violation[] {
  const { courierId } = courier;
  const { toCome, backAt } = breaksOf(courier, court.snapshot.at);
  const faults: string[] = [];
  let taken = 0;
  let here: Location = route.start.location;
  for (const [index, { stop, batch }] of stops.entries()) {
    if (stop.kind === 'break') {
      faults.push(...faultsOf(stop, here, toCome[taken]));
      if (!isBeforeNewWork(court, stops.slice(index + 1))) faults.push(`at ${stop.serviceAt} is not before new work`);
      taken += 1;
    } else if (batch !== null && isNewWork(batch, court)) {
      for (const { latestAt } of toCome.slice(taken).filter((one) => one.latestAt < stop.departAt))
        faults.push(`begins by ${latestAt}, and new work goes on until ${stop.departAt}`);
      if (backAt !== null && batch.departAt < backAt)
        faults.push(`goes on until ${backAt}, new work begins at ${batch.departAt}`);
    }
    here = stop.location;
  }
  return faults.map((fault) => ({ code: 'BREAK', courierId, message: `a break of ${courierId} ${fault}` }));
}

function faultsOf({ location, orderIds, arriveAt, serviceAt, departAt }: Stop, here: Location, due?: CourierBreak) {
  if (due === undefined) return [`at ${serviceAt} is one too many`];
  const faults: string[] = [];
  if (serviceAt < arriveAt || serviceAt < due.earliestAt)
    faults.push(`at ${serviceAt} begins from ${Math.max(arriveAt, due.earliestAt)} on`);
  if (departAt < serviceAt + due.durationSec)
    faults.push(`lasts ${due.durationSec} s, planned from ${serviceAt} to ${departAt}`);
  if (orderIds.length > 0 || locationKey(location) !== locationKey(here))
    faults.push(`at ${serviceAt} is not where the courier stands, or with orders`);
  return faults;
}

/** Of the stops after a break, whether the next one that is none itself is a pickup that the planner chose. */
function isBeforeNewWork(court: Case, stops: readonly RouteStop[]): boolean {
  const next = stops.find(({ stop }) => stop.kind !== 'break');
  return next?.stop.kind === 'pickup' && next.batch !== null && isNewWork(next.batch, court);
}

/** New work leads on to where the route is to end, and nothing else does. */
function checkEnd(court: Case, courier: Courier, route: Route, stops: readonly RouteStop[]): readonly Violation[] {
  const { courierId, endLocation } = courier;
  const lastBatch = route.batches.at(-1);
  const wanted = lastBatch !== undefined && isNewWork(lastBatch, court) ? endLocation : undefined;
  const ends = stops.filter(({ stop }) => stop.kind === 'end');
  const last = stops.at(-1)?.stop;
  const isRight =
    wanted === undefined
      ? ends.length === 0
      : ends.length === 1 &&
        last?.kind === 'end' &&
        last.orderIds.length === 0 &&
        locationKey(last.location) === locationKey(wanted);
  if (isRight) return [];
  const where = wanted === undefined ? 'at its last door' : `at ${locationKey(wanted)}`;
  return [{ code: 'ROUTE_END', courierId, message: `the route of ${courierId} ends ${where}, planned otherwise` }];
}
