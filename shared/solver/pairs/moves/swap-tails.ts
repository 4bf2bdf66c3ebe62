// Swaps the ends of two routes: 2-opt* (Potvin and Rousseau, "An exchange heuristic for routeing problems with time
// windows", JORS 1995). A route can be cut where its vehicle is empty; then nobody's pair is torn, and one comparison of
// a departure with a latest arrival says whether the other end is still in time.
import type { Meter } from '../../budget.ts';
import type { Neighbours } from '../neighbours.ts';
import type { Routes } from '../routes.ts';
import { DEPART, EDGE, LATEST, OPEN, RECORD } from '../timing.ts';
import { LEAST_GAIN, type Move } from './move.ts';

/** So many of the nearest orders say with which routes. */
const PARTNERS = 20;

export class SwapTails implements Move {
  private readonly routes: Routes;
  private readonly neighbours: Neighbours;
  private readonly meter: Meter & { units: number };

  constructor(routes: Routes, neighbours: Neighbours, meter: Meter & { units: number }) {
    this.routes = routes;
    this.neighbours = neighbours;
    this.meter = meter;
  }

  /** Cuts right before or after the order's stops, and right before a neighbour's pickup or at the end of its route. */
  improve(order: number): boolean {
    const { neighbours, routes } = this;
    neighbours.makeRow(order);
    const row = order * neighbours.width;
    const route = routes.routeOf[order];
    const before = routes.place[1 + 2 * order] - 1;
    const after = routes.place[2 + 2 * order];
    for (let i = row; i < row + Math.min(PARTNERS, neighbours.width); i++) {
      const partner = neighbours.nearest[i];
      const other = routes.routeOf[partner];
      if (other === route || routes.isAbsent[partner] === 1) continue;
      this.meter.units += 2;
      const pickup = routes.place[1 + 2 * partner];
      if (this.swap(route, after, other, pickup - 1)) return true;
      const delivery = routes.place[2 + 2 * partner];
      if (this.swap(route, before, other, delivery)) return true;
      if (this.swap(route, before, other, pickup - 1)) return true;
    }
    return false;
  }

  /** Stops up to i of route a are followed by those after j of route b, and the other way round. */
  private swap(a: number, i: number, b: number, j: number): boolean {
    const { routes } = this;
    const { record, node, model, stride } = routes;
    const { travel, numNodes } = model;
    const r = (a * stride + i) * RECORD;
    const s = (b * stride + j) * RECORD;
    if (record[r + OPEN] !== 0 || record[s + OPEN] !== 0) return false;
    const legA = travel[node[a * stride + i] * numNodes + node[b * stride + j + 1]];
    const legB = travel[node[b * stride + j] * numNodes + node[a * stride + i + 1]];
    if (legA + legB >= record[r + EDGE] + record[s + EDGE] - LEAST_GAIN) return false;
    if (record[r + DEPART] + legA > record[s + RECORD + LATEST]) return false;
    if (record[s + DEPART] + legB > record[r + RECORD + LATEST]) return false;
    routes.begin();
    this.meter.units += routes.length[a] + routes.length[b];
    routes.swapTails(a, i, b, j);
    return true;
  }
}
