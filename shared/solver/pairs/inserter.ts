// Where an order goes best, over all routes. Prices are remembered per order and route version: exact ones with their
// place, and lower bounds where nothing below the limit of that moment was found. Now and then a route
// is passed over, or offers only its second place: the blinks of Christiaens and Vanden Berghe (2020, section 4.3), but on
// whole routes, so that what is remembered stays.
import type { Random } from '../../kernel/random.ts';
import { PairInsertion } from './insertion.ts';
import type { Neighbours } from './neighbours.ts';
import { deliveryOf, pickupOf } from './problem.ts';
import type { Routes } from './routes.ts';

/** Of the routes that are passed over, one in this many still offers its second place; a route that is alone always does. */
const SECOND_IN = 4;

/** From this many routes on, only those are tried that visit a neighbour of the order. */
const MANY_ROUTES = 24;

/** `remembered` holds a bound, no place. */
const NO_PLACE = -1;

export class PairInserter {
  readonly kernel: PairInsertion;
  /** The place found by the last `findBest` that answered true. */
  route = 0;
  after = 0;
  deliveryAfter = 0;
  private readonly price = new Float64Array(1);
  private readonly routes: Routes;
  private readonly neighbours: Neighbours;
  private readonly rng: Random;
  private readonly maxRoutes: number;
  /** [order * maxRoutes + route]: the version the entry is about, price or bound, after * 65536 + deliveryAfter. */
  private readonly version: Int32Array;
  private readonly remembered: Float64Array;
  private readonly places: Int32Array;
  /** Routes to try: the first numTried entries. */
  private readonly tried: Int32Array;
  private numTried = 0;
  private readonly markedIn: Int32Array;
  private marks = 0;
  /** One route in this many is passed over; 0: none. */
  private readonly blinkIn: number;
  private untilBlink: number;

  constructor(routes: Routes, neighbours: Neighbours, rng: Random, blinkIn: number) {
    const { numOrders, maxRoutes } = routes.model;
    this.kernel = new PairInsertion(routes);
    this.routes = routes;
    this.neighbours = neighbours;
    this.rng = rng;
    this.maxRoutes = maxRoutes;
    this.blinkIn = blinkIn;
    this.untilBlink = blinkIn;
    this.version = new Int32Array(numOrders * maxRoutes);
    this.remembered = new Float64Array(numOrders * maxRoutes);
    this.places = new Int32Array(numOrders * maxRoutes);
    this.tried = new Int32Array(maxRoutes);
    this.markedIn = new Int32Array(maxRoutes);
  }

  /** Added distance of the place found. */
  get cost(): number {
    return this.price[0];
  }

  /** HOT: finds the cheapest place for an absent order; an empty route only if no other will do: routes come first. */
  findBest(order: number, blinks: boolean): boolean {
    const { routes, version, remembered, places, tried } = this;
    const row = Math.imul(order, this.maxRoutes);
    const empty = this.gather(order);
    let best = Number.POSITIVE_INFINITY;
    let bestRoute = -1;
    let bestPlace = 0;
    let unknown = 0;
    let blinked = -1;
    for (let t = 0; t < this.numTried; t++) {
      const route = tried[t];
      if (blinks && --this.untilBlink === 0) {
        this.untilBlink = 1 + this.rng.below(2 * this.blinkIn - 1);
        if (this.numTried === 1 || this.rng.below(SECOND_IN) === 0) blinked = route;
        continue;
      }
      if (version[row + route] !== routes.version[route]) {
        tried[unknown++] = route;
      } else if (remembered[row + route] < best) {
        if (places[row + route] === NO_PLACE) {
          tried[unknown++] = route;
        } else {
          best = remembered[row + route];
          bestPlace = places[row + route];
          bestRoute = route;
        }
      }
    }
    this.kernel.units += this.numTried >> 1;
    for (let t = 0; t < unknown; t++) {
      const route = tried[t];
      const entry = row + route;
      if (version[entry] === routes.version[route] && remembered[entry] >= best) continue;
      version[entry] = routes.version[route];
      if (this.kernel.find(order, route, best)) {
        best = this.kernel.price[0];
        bestPlace = (this.kernel.after << 16) | this.kernel.deliveryAfter;
        bestRoute = route;
        remembered[entry] = best;
        places[entry] = bestPlace;
      } else {
        remembered[entry] = best;
        places[entry] = NO_PLACE;
      }
    }
    if (blinked >= 0 && this.findSecond(order, blinked, best)) {
      best = this.kernel.price[0];
      bestPlace = (this.kernel.after << 16) | this.kernel.deliveryAfter;
      bestRoute = blinked;
    }
    if (bestRoute < 0) {
      if (empty < 0) return false;
      best = this.alone(order);
      bestPlace = 0;
      bestRoute = empty;
    }
    this.price[0] = best;
    this.route = bestRoute;
    this.after = bestPlace >> 16;
    this.deliveryAfter = bestPlace & 65535;
    return true;
  }

  /** A place in the route below `limit`, but not where the pickup would go best. */
  private findSecond(order: number, route: number, limit: number): boolean {
    const { kernel } = this;
    return kernel.find(order, route, Number.POSITIVE_INFINITY) && kernel.find(order, route, limit, kernel.after);
  }

  apply(order: number): void {
    this.routes.insert(order, this.route, this.after, this.deliveryAfter);
    this.kernel.units += this.routes.length[this.route] >> 1;
  }

  /** Fills `tried` with routes that may take the order, in ascending number; answers with the first empty route or -1. */
  private gather(order: number): number {
    const { routes, tried } = this;
    const { length, fleet } = routes;
    let empty = -1;
    let count = 0;
    if (fleet > MANY_ROUTES) {
      const { markedIn, neighbours } = this;
      const mark = ++this.marks;
      neighbours.makeRow(order);
      const row = order * neighbours.width;
      const { isAbsent, routeOf } = routes;
      for (let i = row; i < row + neighbours.width; i++) {
        const near = neighbours.nearest[i];
        if (isAbsent[near] === 0) {
          const route = routeOf[near];
          if (markedIn[route] !== mark) {
            markedIn[route] = mark;
            tried[count++] = route;
          }
        }
      }
      for (let route = 0; route < fleet; route++) {
        if (length[route] === 2) {
          empty = route;
          break;
        }
      }
    } else {
      for (let route = 0; route < fleet; route++) {
        if (length[route] > 2) tried[count++] = route;
        else if (empty < 0) empty = route;
      }
    }
    this.numTried = count;
    return empty;
  }

  /** Length of a route with this order alone; infinite where there is none, so that nothing else has it either. */
  alone(order: number): number {
    const { model } = this.routes;
    const { travel, early, late, service, numNodes } = model;
    const pickup = pickupOf(order);
    const drop = deliveryOf(order);
    if (model.demand[pickup] > model.problem.capacity) return Number.POSITIVE_INFINITY;
    const arrive = early[0] + travel[pickup];
    if (arrive > late[pickup]) return Number.POSITIVE_INFINITY;
    const between = travel[pickup * numNodes + drop];
    const arriveD = Math.max(arrive, early[pickup]) + service[pickup] + between;
    if (arriveD > late[drop]) return Number.POSITIVE_INFINITY;
    const home = travel[drop * numNodes];
    if (Math.max(arriveD, early[drop]) + service[drop] + home > late[0]) return Number.POSITIVE_INFINITY;
    return travel[pickup] + between + home;
  }
}
