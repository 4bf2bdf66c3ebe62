// The working plan: routes of fixed stride with a 64-byte record a stop, and the orders in none of them. A step begins with
// `begin`, changes routes, and may be taken back whole with `revert`: the journal is a second copy of each touched route.
// A route's version names its content and comes back with it, so what is remembered about a route stays true.
import { Absent } from '../absent.ts';
import type { PairModel } from './model.ts';
import { deliveryOf, isPickup, orderOf, type PairPlan, pickupOf } from './problem.ts';
import { RECORD, timeRoute, timeStart } from './timing.ts';

export class Routes {
  readonly model: PairModel;
  readonly stride: number;
  /** Nodes, [route * stride + i], depot first and last; then the journal, then one route for trials. */
  readonly node: Int32Array;
  /** [(route * stride + i) * RECORD + field], laid out like `node`. */
  readonly record: Float64Array;
  /** Stops, [route]: both depots included, so an empty route has 2. */
  readonly length: Int32Array;
  readonly cost: Float64Array;
  readonly version: Int32Array;
  /** [order]; stale while it is absent. */
  readonly routeOf: Int32Array;
  readonly isAbsent: Uint8Array;
  /** [node]: its place in its route. */
  readonly place: Int32Array;
  readonly absent: Absent;
  /** Routes in use: 0 to fleet - 1; some of them may be empty. */
  fleet = 0;
  /** Routes changed since `begin`: the first numTouched entries. */
  readonly touched: Int32Array;
  numTouched = 0;
  private readonly isTouched: Uint8Array;
  private readonly journalLength: Int32Array;
  private readonly journalCost: Float64Array;
  private readonly journalVersion: Int32Array;
  private readonly journalAbsent: Int32Array;
  private journalAbsentCount = 0;
  /** Where the journal begins in `node`. */
  private readonly journal: number;
  private readonly total = new Float64Array(2);
  private versions = 0;

  constructor(model: PairModel) {
    const { maxRoutes, stride, numOrders, numNodes } = model;
    this.model = model;
    this.stride = stride;
    this.node = new Int32Array((2 * maxRoutes + 1) * stride);
    this.record = new Float64Array((2 * maxRoutes + 1) * stride * RECORD);
    this.length = new Int32Array(2 * maxRoutes + 1).fill(2);
    this.cost = new Float64Array(maxRoutes);
    this.version = new Int32Array(maxRoutes);
    this.routeOf = new Int32Array(numOrders).fill(-1);
    this.isAbsent = new Uint8Array(numOrders).fill(1);
    this.place = new Int32Array(numNodes);
    this.absent = new Absent(numOrders);
    this.touched = new Int32Array(maxRoutes);
    this.isTouched = new Uint8Array(maxRoutes);
    this.journalLength = new Int32Array(maxRoutes);
    this.journalCost = new Float64Array(maxRoutes);
    this.journalVersion = new Int32Array(maxRoutes);
    this.journalAbsent = new Int32Array(numOrders);
    this.journal = maxRoutes * stride;
    this.fleet = maxRoutes;
    for (let route = 0; route < maxRoutes; route++) {
      timeStart(model, this.record, route * stride);
      this.refresh(route);
    }
    timeStart(model, this.record, this.trial * stride);
  }

  /** Length of all routes. */
  get distance(): number {
    return this.total[0];
  }

  /** Makes the fleet smaller by the routes that are empty. */
  closeEmpty(): void {
    for (let route = this.fleet - 1; route >= 0; route--) if (this.length[route] === 2) this.removeRoute(route);
    this.begin();
  }

  /** Opens a step: from here on `revert` takes back. */
  begin(): void {
    for (let i = 0; i < this.numTouched; i++) this.isTouched[this.touched[i]] = 0;
    this.numTouched = 0;
    const { count, orders } = this.absent;
    for (let i = 0; i < count; i++) this.journalAbsent[i] = orders[i];
    this.journalAbsentCount = count;
    this.total[1] = this.total[0];
  }

  /** Takes back everything since `begin`. */
  revert(): void {
    const { absent } = this;
    for (let i = 0; i < absent.count; i++) this.isAbsent[absent.orders[i]] = 0;
    for (let i = 0; i < this.numTouched; i++) this.restore(this.touched[i]);
    this.numTouched = 0;
    absent.count = 0;
    for (let i = 0; i < this.journalAbsentCount; i++) {
      absent.add(this.journalAbsent[i]);
      this.isAbsent[this.journalAbsent[i]] = 1;
    }
    this.total[0] = this.total[1];
  }

  private restore(route: number): void {
    const { node, record, stride, place } = this;
    const base = route * stride;
    const journal = this.journal + base;
    const length = this.journalLength[route];
    node.copyWithin(base, journal, journal + length);
    record.copyWithin(base * RECORD, journal * RECORD, (journal + length) * RECORD);
    this.length[route] = length;
    this.cost[route] = this.journalCost[route];
    this.version[route] = this.journalVersion[route];
    this.isTouched[route] = 0;
    for (let i = 1; i < length - 1; i++) {
      const at = node[base + i];
      place[at] = i;
      this.routeOf[orderOf(at)] = route;
    }
  }

  private touch(route: number): void {
    if (this.isTouched[route] === 1) return;
    this.isTouched[route] = 1;
    this.touched[this.numTouched++] = route;
    const { node, record, stride } = this;
    const base = route * stride;
    const journal = this.journal + base;
    const length = this.length[route];
    node.copyWithin(journal, base, base + length);
    record.copyWithin(journal * RECORD, base * RECORD, (base + length) * RECORD);
    this.journalLength[route] = length;
    this.journalCost[route] = this.cost[route];
    this.journalVersion[route] = this.version[route];
  }

  /** Puts an absent order into a route: its pickup after stop i, its delivery after stop j, i <= j; the caller tested it. */
  insert(order: number, route: number, i: number, j: number): void {
    this.touch(route);
    const { node } = this;
    const base = route * this.stride;
    const length = this.length[route];
    for (let k = length - 1; k > j; k--) node[base + k + 2] = node[base + k];
    node[base + j + 2] = deliveryOf(order);
    for (let k = j; k > i; k--) node[base + k + 1] = node[base + k];
    node[base + i + 1] = pickupOf(order);
    this.length[route] = length + 2;
    this.claim(order, route);
    this.refresh(route, i + 1);
  }

  /** Puts a run of whole absent orders into a route, as it is, after stop `after`; the caller tested it. */
  insertRun(route: number, after: number, run: readonly number[]): void {
    this.touch(route);
    const { node } = this;
    const at = route * this.stride + after + 1;
    node.copyWithin(at + run.length, at, route * this.stride + this.length[route]);
    node.set(run, at);
    this.length[route] += run.length;
    for (const stop of run) if (isPickup(stop)) this.claim(orderOf(stop), route);
    this.refresh(route, after + 1);
  }

  /** Stops up to i of route a are followed by those after j of route b, and vice versa; the caller tested it. */
  swapTails(a: number, i: number, b: number, j: number): void {
    this.touch(a);
    this.touch(b);
    const { node, length, stride } = this;
    const tailA = node.slice(a * stride + i + 1, a * stride + length[a]);
    const tailB = node.slice(b * stride + j + 1, b * stride + length[b]);
    this.endWith(a, i, tailB);
    this.endWith(b, j, tailA);
  }

  private endWith(route: number, i: number, tail: Int32Array): void {
    this.node.set(tail, route * this.stride + i + 1);
    this.length[route] = i + 1 + tail.length;
    for (const stop of tail) if (isPickup(stop)) this.routeOf[orderOf(stop)] = route;
    this.refresh(route, i + 1);
  }

  /** Gives an empty route these nodes, of whole absent orders, depot left out; the caller made sure that it is in time. */
  load(route: number, nodes: readonly number[]): void {
    const base = route * this.stride;
    for (const [i, node] of nodes.entries()) this.node[base + 1 + i] = node;
    this.length[route] = nodes.length + 2;
    this.node[base + nodes.length + 1] = 0;
    for (const node of nodes) if (isPickup(node)) this.claim(orderOf(node), route);
    this.refresh(route);
  }

  /** Notes that an absent order is in this route now. */
  claim(order: number, route: number): void {
    this.routeOf[order] = route;
    this.isAbsent[order] = 0;
    this.absent.remove(order);
  }

  /** Empties a route, for good: its orders become absent. Then `begin`. */
  clear(route: number): void {
    const base = route * this.stride;
    for (let i = base + 1; i < base + this.length[route] - 1; i++) {
      if (isPickup(this.node[i])) this.markAbsent(orderOf(this.node[i]));
    }
    this.node[base + 1] = 0;
    this.length[route] = 2;
    this.refresh(route);
  }

  /** Takes an absent order out of the game: it is neither planned nor absent from here on. */
  exclude(order: number): void {
    this.absent.remove(order);
  }

  /** Notes that an order is out; `compact` then takes its stops from its route. */
  markAbsent(order: number): void {
    this.isAbsent[order] = 1;
    this.absent.add(order);
  }

  /** Takes the stops of absent orders out of a route. */
  compact(route: number): void {
    this.touch(route);
    const { node, isAbsent } = this;
    const base = route * this.stride;
    const length = this.length[route];
    let from = base + 1;
    while (from < base + length - 1 && isAbsent[(node[from] - 1) >> 1] === 0) from++;
    let kept = from;
    for (let i = from; i < base + length - 1; i++) {
      const at = node[i];
      if (isAbsent[(at - 1) >> 1] === 0) node[kept++] = at;
    }
    node[kept] = 0;
    this.length[route] = kept - base + 1;
    this.refresh(route, from - base);
  }

  /** Gives up a route, for good: its orders become absent, the last route of the fleet takes its number. Then `begin`. */
  removeRoute(route: number): void {
    this.clear(route);
    const last = this.fleet - 1;
    if (route !== last && this.length[last] > 2) this.moveRoute(last, route);
    this.fleet = last;
  }

  private moveRoute(from: number, to: number): void {
    const length = this.length[from];
    this.node.copyWithin(to * this.stride, from * this.stride, from * this.stride + length);
    this.length[to] = length;
    this.length[from] = 2;
    this.node[from * this.stride + 1] = 0;
    for (let i = 1; i < length - 1; i++) this.routeOf[orderOf(this.node[to * this.stride + i])] = to;
    this.refresh(from);
    this.refresh(to);
  }

  /** HOT: times a route anew. @param from the first stop that is not what it was. */
  refresh(route: number, from = 1): void {
    const { node, place } = this;
    const base = route * this.stride;
    const cost = timeRoute(this.model, node, this.record, base, this.length[route], from);
    for (let i = this.length[route] - 1; i >= from; i--) place[node[base + i]] = i;
    this.total[0] += cost - this.cost[route];
    this.cost[route] = cost;
    this.version[route] = ++this.versions;
  }

  /** The number of the route for trials. */
  get trial(): number {
    return 2 * this.model.maxRoutes;
  }

  /** Makes the trial route a copy of this route without one of its orders. */
  tryWithout(route: number, order: number): void {
    const { node, length, trial } = this;
    const base = route * this.stride;
    const end = base + length[route];
    let kept = trial * this.stride;
    for (let i = base; i < end; i++) if ((node[i] - 1) >> 1 !== order) node[kept++] = node[i];
    length[trial] = kept - trial * this.stride;
    timeRoute(this.model, node, this.record, trial * this.stride, length[trial], 1);
  }

  unload(): PairPlan {
    const plan: number[][] = [];
    for (let route = 0; route < this.fleet; route++) {
      const base = route * this.stride;
      if (this.length[route] > 2) plan.push(Array.from(this.node.subarray(base + 1, base + this.length[route] - 1)));
    }
    return plan;
  }
}
