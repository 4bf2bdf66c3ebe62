// The kernel: the cheapest feasible place for one order's pickup and delivery in one route, exact, by forward departure
// and backward latest arrival (Savelsbergh, "The vehicle routing problem with time windows: minimizing route duration",
// ORSA JoC 1992; for pairs Li and Lim 2003). One pass prices each place of the delivery, its suffix minima then bound
// the search for every place of the pickup.
import type { PairModel } from './model.ts';
import type { Routes } from './routes.ts';
import { DEPART, EARLY, EDGE, LATEST, LOAD, RECORD, SERVICE } from './timing.ts';

export class PairInsertion {
  /** Added distance, [0]; of the last `find` that answered true. */
  readonly price = new Float64Array(1);
  /** The pickup goes after this stop, the delivery after that one; both count stops of the route as it is. */
  after = 0;
  deliveryAfter = 0;
  /** Stops looked at so far: the work done. */
  units = 0;
  /** Orders tested against a route: for measuring only. */
  tested = 0;
  private readonly routes: Routes;
  private readonly model: PairModel;
  /** [stop]: price of the delivery after it, infinite where never feasible, and the least from there to the end. */
  private readonly delivery: Float64Array;
  private readonly least: Float64Array;

  constructor(routes: Routes) {
    this.routes = routes;
    this.model = routes.model;
    this.delivery = new Float64Array(routes.stride + 1);
    this.least = new Float64Array(routes.stride + 1);
  }

  /** HOT: finds the cheapest place below `limit`, with the pickup not after stop `skip`. Benchmark: `bench kernel`. */
  find(order: number, route: number, limit: number, skip = -1): boolean {
    const { delivery, least, model, routes } = this;
    const { travel, toward, early, late, service, numNodes } = model;
    const { node, record } = routes;
    const pickup = 1 + 2 * order;
    const drop = pickup + 1;
    const rowP = Math.imul(pickup, numNodes);
    const rowD = Math.imul(drop, numNodes);
    const earlyP = early[pickup];
    const lateP = late[pickup];
    const serviceP = service[pickup];
    const earlyD = early[drop];
    const lateD = late[drop];
    const serviceD = service[drop];
    const room = model.problem.capacity - model.demand[pickup];
    const direct = travel[rowP + drop];
    const base = Math.imul(route, routes.stride);
    const last = routes.length[route] - 1;

    // The soonest moments at which the vehicle can be done with the stops, and free to go on.
    const doneD = earlyD + serviceD;
    const doneP = earlyP + serviceP;
    // Departures and latest arrivals never fall along a route, so each bounds the places by bisection.
    const first = this.firstOpen(base, last, doneP);
    const end = this.lastDeparting(base, last, lateD);
    this.units += 6;
    this.tested++;
    if (end < first) return false;
    let minimum = Number.POSITIVE_INFINITY;
    least[end + 1] = minimum;
    let j = end;
    let r = (base + j) * RECORD;
    for (; j >= first; j--, r -= RECORD) {
      if (record[r + RECORD + LATEST] < doneD) break; // so are all stops before
      let price = Number.POSITIVE_INFINITY;
      const leg = toward[rowD + node[base + j]];
      const arrive = record[r + DEPART] + leg;
      if (arrive <= lateD) {
        const legOn = travel[rowD + node[base + j + 1]];
        if ((arrive < earlyD ? doneD : arrive + serviceD) + legOn <= record[r + RECORD + LATEST]) {
          price = leg + legOn - record[r + EDGE];
          if (price < minimum) minimum = price;
        }
      }
      delivery[j] = price;
      least[j] = minimum;
    }
    this.units += end - j;
    // As long as detours save no time, an order costs at least what its delivery alone does.
    if (minimum >= limit) return false;
    for (; j >= first; j--) {
      delivery[j] = Number.POSITIVE_INFINITY;
      least[j] = minimum;
    }

    let best = limit;
    let bestAfter = -1;
    let bestDeliveryAfter = -1;
    let i = first;
    r = (base + first) * RECORD;
    for (; i <= end; i++, r += RECORD) {
      const depart = record[r + DEPART];
      if (depart > lateP || least[i] >= best) break;
      if (record[r + LOAD] > room || i === skip) continue;
      const leg = toward[rowP + node[base + i]];
      const arrive = depart + leg;
      if (arrive > lateP) break;
      const next = node[base + i + 1];
      const legOn = travel[rowP + next];
      const leave = arrive < earlyP ? doneP : arrive + serviceP;
      const latestNext = record[r + RECORD + LATEST];
      if (leave + legOn > latestNext) continue;
      const arriveD = leave + direct;
      if (arriveD > lateD) break;
      const detour = leg + legOn - record[r + EDGE];
      if (detour >= best) continue;

      const legD = travel[rowD + next];
      const both = leg + direct + legD - record[r + EDGE];
      if (both < best && (arriveD < earlyD ? doneD : arriveD + serviceD) + legD <= latestNext) {
        best = both;
        bestAfter = i;
        bestDeliveryAfter = i;
      }
      if (detour + least[i + 1] >= best) continue;
      let time = leave + legOn;
      let k = i + 1;
      for (let s = r + RECORD; k <= end; k++, s += RECORD) {
        if (record[s + LOAD] > room) break;
        if (time < record[s + EARLY]) time = record[s + EARLY];
        time += record[s + SERVICE];
        if (time > lateD) break;
        const price = detour + delivery[k];
        if (price < best) {
          const arriveK = time + toward[rowD + node[base + k]];
          if (arriveK > lateD) break;
          const on = (arriveK < earlyD ? doneD : arriveK + serviceD) + travel[rowD + node[base + k + 1]];
          if (on <= record[s + RECORD + LATEST]) {
            best = price;
            bestAfter = i;
            bestDeliveryAfter = k;
          }
        }
        if (detour + least[k + 1] >= best) break;
        time += record[s + EDGE];
      }
      this.units += k - i;
    }
    this.units += i - first;
    if (bestAfter < 0) return false;
    this.price[0] = best;
    this.after = bestAfter;
    this.deliveryAfter = bestDeliveryAfter;
    return true;
  }

  /** The first stop after which a vehicle that leaves it at `done` can still go on; the last stop if there is none. */
  private firstOpen(base: number, last: number, done: number): number {
    const { record } = this.routes;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (record[(base + middle + 1) * RECORD + LATEST] < done) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last stop but one, or before it the last that is left by `late`; at least 0. */
  private lastDeparting(base: number, last: number, late: number): number {
    const { record } = this.routes;
    let low = 0;
    let high = last - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (record[(base + middle) * RECORD + DEPART] <= late) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
