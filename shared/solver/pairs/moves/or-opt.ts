// Or-opt on whole pairs: a short run of stops between two moments at which the vehicle is empty leaves its route as it is
// and goes where another vehicle, or the same, is empty (Or 1976; between routes the PD-segment moves of Li and Lim 2003).
import type { Meter } from '../../budget.ts';
import type { Neighbours } from '../neighbours.ts';
import { isPickup, orderOf } from '../problem.ts';
import type { Routes } from '../routes.ts';
import { DEPART, EDGE, LATEST, OPEN, RECORD } from '../timing.ts';
import { LEAST_GAIN, type Move } from './move.ts';

/** Longest run, in stops. */
const MOST_STOPS = 12;

/** So many of the nearest orders say where it may go. */
const PARTNERS = 20;

export class OrOpt implements Move {
  private readonly routes: Routes;
  private readonly neighbours: Neighbours;
  private readonly meter: Meter & { units: number };

  constructor(routes: Routes, neighbours: Neighbours, meter: Meter & { units: number }) {
    this.routes = routes;
    this.neighbours = neighbours;
    this.meter = meter;
  }

  /** Runs that begin with the order's pickup. */
  improve(order: number): boolean {
    const { routes } = this;
    const { record, stride, length } = routes;
    const route = routes.routeOf[order];
    const base = route * stride;
    const first = routes.place[1 + 2 * order];
    if (record[(base + first - 1) * RECORD + OPEN] !== 0) return false;
    const end = Math.min(length[route] - 2, first + MOST_STOPS - 1);
    let runs = 0;
    for (let last = first + 1; last <= end; last++) {
      if (record[(base + last) * RECORD + OPEN] !== 0) continue;
      // A run of one pair is a relocation, and so is a whole route's.
      if (++runs > 1 && this.moveRun(order, route, first, last)) return true;
    }
    return false;
  }

  private moveRun(order: number, route: number, first: number, last: number): boolean {
    const { routes, neighbours } = this;
    const { record, node, model, stride } = routes;
    const { travel, numNodes } = model;
    const base = route * stride;
    const head = node[base + first];
    const tail = node[base + last];
    const outer = travel[node[base + first - 1] * numNodes + node[base + last + 1]];
    const saved = record[(base + first - 1) * RECORD + EDGE] + record[(base + last) * RECORD + EDGE] - outer;
    if (saved <= LEAST_GAIN) return false;
    neighbours.makeRow(order);
    const row = order * neighbours.width;
    for (let i = row; i < row + Math.min(PARTNERS, neighbours.width); i++) {
      const partner = neighbours.nearest[i];
      const other = routes.routeOf[partner];
      if (other === route || routes.isAbsent[partner] === 1) continue;
      this.meter.units += 2;
      for (const stop of [routes.place[1 + 2 * partner] - 1, routes.place[2 + 2 * partner]]) {
        const at = other * stride + stop;
        if (record[at * RECORD + OPEN] !== 0) continue;
        const legIn = travel[node[at] * numNodes + head];
        const legOut = travel[tail * numNodes + node[at + 1]];
        if (legIn + legOut - record[at * RECORD + EDGE] >= saved - LEAST_GAIN) continue;
        if (!this.isInTime(base, first, last, at, legIn, legOut)) continue;
        this.apply(route, first, last, other, stop);
        return true;
      }
    }
    return false;
  }

  /** Whether the run, begun after the stop at `at`, is in time itself and lets the stops after it be. */
  private isInTime(base: number, first: number, last: number, at: number, legIn: number, legOut: number): boolean {
    const { record, node, model } = this.routes;
    const { early, late, service } = model;
    let time = record[at * RECORD + DEPART] + legIn;
    for (let i = base + first; i <= base + last; i++) {
      const stop = node[i];
      if (time > late[stop]) return false;
      time = Math.max(time, early[stop]) + service[stop];
      if (i < base + last) time += record[i * RECORD + EDGE];
    }
    this.meter.units += last - first;
    return time + legOut <= record[(at + 1) * RECORD + LATEST];
  }

  private apply(route: number, first: number, last: number, other: number, after: number): void {
    const { routes } = this;
    const run = Array.from(routes.node.subarray(route * routes.stride + first, route * routes.stride + last + 1));
    routes.begin();
    for (const node of run) if (isPickup(node)) routes.markAbsent(orderOf(node));
    routes.compact(route);
    routes.insertRun(other, after, run);
    this.meter.units += routes.length[route] + routes.length[other];
  }
}
