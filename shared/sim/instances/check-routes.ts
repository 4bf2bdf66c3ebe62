// The judge of solutions to pickup-and-delivery instances: reads nothing but the instance and the routes, and shares no
// code with the search. A result counts only when it finds nothing.
import type { PairInstance, PairNode, PairRoutes } from '../../app/pair-instance.ts';

/** Windows are judged to this, as the published tables are. */
const TOLERANCE = 1e-6;

export interface RouteFault {
  readonly code:
    | 'VEHICLES'
    | 'UNKNOWN_NODE'
    | 'VISITED_TWICE'
    | 'NOT_VISITED'
    | 'LATE'
    | 'LATE_RETURN'
    | 'OVERLOAD'
    | 'PRECEDENCE'
    | 'PAIR_APART'
    | 'EMPTY_ROUTE';
  /** The place in the list of routes, from 1; 0: no route in particular. */
  readonly route: number;
  readonly cause: string;
}

export interface RoutesVerdict {
  readonly faults: readonly RouteFault[];
  readonly vehicles: number;
  readonly distance: number;
}

export function checkRoutes(instance: PairInstance, routes: PairRoutes): RoutesVerdict {
  const faults: RouteFault[] = [];
  const routeOfId = new Map<number, number>();
  if (routes.length > instance.vehicles) {
    faults.push({ code: 'VEHICLES', route: 0, cause: `${routes.length} routes, ${instance.vehicles} vehicles` });
  }
  for (const [i, ids] of routes.entries()) {
    if (ids.length === 0) faults.push({ code: 'EMPTY_ROUTE', route: i + 1, cause: 'a route without a stop' });
    for (const id of ids) {
      const earlier = routeOfId.get(id);
      if (earlier !== undefined) {
        faults.push({ code: 'VISITED_TWICE', route: i + 1, cause: `node ${id} is in route ${earlier} already` });
      }
      routeOfId.set(id, i + 1);
    }
  }
  for (let id = 1; id < instance.nodes.length; id++) {
    if (!routeOfId.has(id)) faults.push({ code: 'NOT_VISITED', route: 0, cause: `node ${id} is in no route` });
  }
  let distance = 0;
  for (const [i, ids] of routes.entries()) distance += drive(instance, i + 1, ids, faults);
  return { faults, vehicles: routes.length, distance };
}

/** Follows one vehicle through its day; answers with the way it made. */
function drive(instance: PairInstance, route: number, ids: readonly number[], faults: RouteFault[]): number {
  const note = (code: RouteFault['code'], cause: string) => void faults.push({ code, route, cause });
  const depot = instance.nodes[0];
  if (depot === undefined) return 0;
  const done = new Set<number>();
  let here: PairNode = depot;
  let time = depot.ready;
  let load = 0;
  let distance = 0;
  for (const id of ids) {
    const stop = instance.nodes[id];
    if (stop === undefined || id === 0) {
      note('UNKNOWN_NODE', `${id} is no stop of the instance`);
      continue;
    }
    const way = Math.hypot(stop.x - here.x, stop.y - here.y);
    distance += way;
    time += way;
    if (time > stop.due + TOLERANCE) note('LATE', `arrival at ${id} at ${time}, due ${stop.due}`);
    time = Math.max(time, stop.ready) + stop.service;
    load += stop.demand;
    if (load > instance.capacity) note('OVERLOAD', `${load} on board after ${id}, capacity ${instance.capacity}`);
    if (stop.pickup !== 0 && !done.has(stop.pickup)) {
      const isLater = ids.includes(stop.pickup);
      if (isLater) note('PRECEDENCE', `delivery ${id} comes before its pickup ${stop.pickup}`);
      else note('PAIR_APART', `delivery ${id} is in this route, its pickup ${stop.pickup} is not`);
    }
    if (stop.delivery !== 0 && !ids.includes(stop.delivery)) {
      note('PAIR_APART', `pickup ${id} is in this route, its delivery ${stop.delivery} is not`);
    }
    done.add(id);
    here = stop;
  }
  const home = Math.hypot(depot.x - here.x, depot.y - here.y);
  if (time + home > depot.due + TOLERANCE) note('LATE_RETURN', `back at ${time + home}, due ${depot.due}`);
  return distance + home;
}
