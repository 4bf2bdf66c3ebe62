// The schedule of one route as records of 64 bytes, one a stop, so that a look at a stop is one cache line.
import type { PairModel } from './model.ts';

/** A stop's record: offsets into `record`. */
export const DEPART = 0; // earliest departure
export const LATEST = 1; // latest arrival from which the rest of the route is still in time
export const LOAD = 2; // on board after the stop
export const EARLY = 3;
export const SERVICE = 4;
export const EDGE = 5; // travel to the next stop
export const WAY = 6; // distance from the depot to the stop
export const OPEN = 7; // orders picked up and not delivered yet; their load may be 0
export const RECORD = 8; // 64 bytes: one cache line a stop

/**
 * HOT: fills the records of a route, forward with the earliest departures, backward with the latest arrivals.
 * @param base place of its first stop, the depot, in `node`.
 * @param from the first stop that is not what it was when the records were last filled, 1 at least.
 * @returns its length in distance.
 */
export function timeRoute(
  model: PairModel,
  node: Int32Array,
  record: Float64Array,
  base: number,
  length: number,
  from: number,
): number {
  const { travel, early, late, service, demand, numNodes } = model;
  const last = base + length - 1;
  const first = base + from;
  let r = (first - 1) * RECORD;
  let at = node[first - 1];
  let time = record[r + DEPART];
  let load = record[r + LOAD];
  let way = record[r + WAY];
  let open = record[r + OPEN];
  for (let i = first; i <= last; i++) {
    const to = node[i];
    const leg = travel[Math.imul(at, numNodes) + to];
    record[r + EDGE] = leg;
    way += leg;
    r += RECORD;
    time += leg;
    if (time < early[to]) time = early[to];
    time += service[to];
    load += demand[to];
    record[r + DEPART] = time;
    record[r + LOAD] = load;
    record[r + EARLY] = early[to];
    record[r + SERVICE] = service[to];
    record[r + WAY] = way;
    open += (to & 1) === 1 ? 1 : -1;
    record[r + OPEN] = open;
    at = to;
  }
  record[r + EDGE] = 0;
  let latest = late[0];
  record[r + LATEST] = latest;
  for (let i = last - 1; i >= base; i--) {
    r -= RECORD;
    latest -= record[r + EDGE] + record[r + SERVICE];
    const own = late[node[i]];
    if (own < latest) latest = own;
    if (i < first && record[r + LATEST] === latest) break; // so are all stops before
    record[r + LATEST] = latest;
  }
  return way;
}

/** Fills the record of the depot at which a route begins. */
export function timeStart({ early }: PairModel, record: Float64Array, base: number): void {
  const r = base * RECORD;
  record[r + DEPART] = early[0];
  record[r + LOAD] = 0;
  record[r + EARLY] = early[0];
  record[r + SERVICE] = 0;
  record[r + WAY] = 0;
  record[r + OPEN] = 0;
}
