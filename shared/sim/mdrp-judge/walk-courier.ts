// One courier's day, walked along its bundles in the order of their pickups: every stop needs the move that leads there,
// the time to get there, and its whole service. Under the published rules an idle courier may move to any restaurant, also
// before it is assigned what it picks up there; the service begins when it is both there and assigned. What the walk cannot confirm it takes as early as the rules allow, so
// that one lie is one finding.
import { MDRP_SOLUTION_FILES } from '../mdrp-files.ts';
import { type JudgeFinding, type Note, noteIn } from './finding.ts';
import { type Instance, type InstanceCourier, isSamePlace, type Place, travelMinutes } from './instance.ts';
import type { Terms } from './rules.ts';
import type { Assignment, Delivery, Move } from './solution.ts';
import { isBefore } from './time.ts';

const ON_LOCATION = '0';

export interface CourierCase {
  readonly instance: Instance;
  readonly courier: InstanceCourier;
  /** Its own, in the order of time. */
  readonly moves: readonly Move[];
  readonly terms: Terms;
}

/** Where the courier has to be next, and the line that says so. */
interface Stop {
  readonly what: string;
  readonly place: Place;
  readonly serviceAt: number;
  /** Before and after the service moment alike. */
  readonly half: number;
  readonly assignedAt: number;
  readonly note: Note;
  readonly line: number;
}

export class CourierWalk {
  private readonly instance: Instance;
  private readonly courier: InstanceCourier;
  private readonly moves: readonly Move[];
  private readonly isFreeToMove: boolean;
  private readonly isUncertain: boolean;
  private readonly noteMove: Note;
  private readonly noteAssignment: Note;
  private readonly noteDelivery: Note;
  private next = 0;
  private place: Place;
  private freeAt: number;
  /** True after a stop: leaving before `freeAt` cuts its service. */
  private isServed = false;
  private droppedAt = Number.NEGATIVE_INFINITY;

  constructor({ instance, courier, moves, terms }: CourierCase, findings: JudgeFinding[]) {
    this.instance = instance;
    this.courier = courier;
    this.moves = moves;
    this.isFreeToMove = terms.rules === 'published';
    this.isUncertain = terms.isUncertain;
    this.noteMove = noteIn(findings, MDRP_SOLUTION_FILES.couriers);
    this.noteAssignment = noteIn(findings, MDRP_SOLUTION_FILES.assignments);
    this.noteDelivery = noteIn(findings, MDRP_SOLUTION_FILES.orders);
    this.place = courier;
    this.freeAt = courier.on;
  }

  /** @param assignments all of this courier's. */
  run(assignments: readonly Assignment[], deliveries: ReadonlyMap<string, Delivery>): void {
    for (const assignment of assignments.toSorted((a, b) => a.pickupAt - b.pickupAt || a.line - b.line))
      this.carryOut(assignment, deliveries);
    for (const move of this.moves.slice(this.next)) this.idleMove(move);
  }

  private carryOut(assignment: Assignment, deliveries: ReadonlyMap<string, Delivery>): void {
    const { line, at: assignedAt, pickupAt, courier, orders } = assignment;
    if (isBefore(pickupAt, this.droppedAt))
      this.noteAssignment(line, 'INTERLEAVED', `${courier} picks up at ${pickupAt}, drops until ${this.droppedAt}`);
    const isKeptWord = this.isUncertain && !isBefore(this.courier.off, assignedAt);
    if (isBefore(this.courier.off, pickupAt) && !isKeptWord)
      this.noteAssignment(line, 'PICKUP_AFTER_SHIFT', `${courier} picks up at ${pickupAt}, off at ${this.courier.off}`);
    const first = orders.map((order) => this.instance.orders.get(order)).find((known) => known !== undefined);
    const restaurant = first && this.instance.restaurants.get(first.restaurant);
    if (!restaurant) return;
    const pickup: Stop = {
      what: `the pickup at ${first.restaurant}`,
      place: restaurant,
      serviceAt: pickupAt,
      half: this.instance.halfPickup,
      assignedAt,
      note: this.noteAssignment,
      line,
    };
    this.serve(pickup, this.isFreeToMove ? this.comeTo(pickup) : this.travelTo(pickup));
    let before = Number.NEGATIVE_INFINITY;
    for (const order of orders) {
      const door = this.instance.orders.get(order);
      const delivery = deliveries.get(order);
      if (!door || !delivery) continue;
      const { dropoffAt } = delivery;
      if (isBefore(dropoffAt, before))
        this.noteDelivery(delivery.line, 'COMMITMENT_CHANGED', `${order} is dropped at ${dropoffAt}, out of sequence`);
      before = dropoffAt;
      this.droppedAt = Math.max(this.droppedAt, dropoffAt);
      const drop: Stop = {
        what: `the door of ${order}`,
        place: door,
        serviceAt: dropoffAt,
        half: this.instance.halfDropoff,
        assignedAt,
        note: this.noteDelivery,
        line: delivery.line,
      };
      this.serve(drop, this.travelTo(drop));
    }
  }

  /** @param arriveAt from when on it can be served. */
  private serve(stop: Stop, arriveAt: number): void {
    const { what, serviceAt, half } = stop;
    if (isBefore(serviceAt, arriveAt))
      stop.note(stop.line, 'TOO_FAST', `${what} is at ${serviceAt}, the courier cannot be there before ${arriveAt}`);
    else if (isBefore(serviceAt, arriveAt + half))
      stop.note(
        stop.line,
        'SERVICE_CUT_SHORT',
        `${what} is at ${serviceAt}, ${half} min after the arrival at ${arriveAt} are due`,
      );
    this.place = stop.place;
    this.freeAt = serviceAt + half;
    this.isServed = true;
  }

  /** When the courier is at the stop at the earliest. */
  private travelTo(stop: Stop): number {
    if (isSamePlace(this.place, stop.place)) return Math.max(this.freeAt, stop.assignedAt);
    const found = this.moves.findIndex((move, i) => i >= this.next && this.leadsTo(move, stop.place));
    if (found < 0) {
      stop.note(stop.line, 'MOVE_MISSING', `no move leads to ${stop.what}`);
      return Math.max(this.freeAt, stop.assignedAt) + travelMinutes(this.instance, this.place, stop.place);
    }
    for (const move of this.moves.slice(this.next, found)) this.strayMove(move);
    this.next = found + 1;
    const move = this.moves[found] as Move;
    if (isBefore(move.departAt, stop.assignedAt))
      this.noteMove(
        move.line,
        'MOVE_BEFORE_ASSIGNMENT',
        `${move.courier} leaves at ${move.departAt}, assigned at ${stop.assignedAt}`,
      );
    return this.drive(move, stop.place);
  }

  /** As `travelTo`, for a pickup by a courier who moves as it likes until then: all moves that begin before the pickup. */
  private comeTo(stop: Stop): number {
    const moves = this.moves.slice(this.next).filter(({ departAt }) => isBefore(departAt, stop.serviceAt));
    for (const move of moves) this.idleMove(move);
    this.next += moves.length;
    if (isSamePlace(this.place, stop.place)) return Math.max(this.freeAt, stop.assignedAt);
    stop.note(stop.line, 'MOVE_MISSING', `no move leads to ${stop.what}`);
    return Math.max(this.freeAt + travelMinutes(this.instance, this.place, stop.place), stop.assignedAt);
  }

  private leadsTo({ destination }: Move, place: Place): boolean {
    const there = this.placeOf(destination);
    return there !== undefined && isSamePlace(there, place);
  }

  /** Without an assignment: allowed to a restaurant, if the rules let a courier move then. */
  private idleMove(move: Move): void {
    if (this.isFreeToMove && this.instance.restaurants.has(move.destination)) this.moveTo(move);
    else this.strayMove(move);
  }

  private strayMove(move: Move): void {
    const { line, courier, departAt, destination } = move;
    this.noteMove(
      line,
      'MOVE_UNASSIGNED',
      `${courier} leaves at ${departAt} for ${destination}, which is not its next stop`,
    );
    this.moveTo(move);
  }

  private moveTo(move: Move): void {
    const there = this.placeOf(move.destination);
    if (!there) return;
    this.freeAt = this.drive(move, there);
    this.place = there;
    this.isServed = false;
  }

  /** Judges a move's beginning; answers its end. */
  private drive({ line, courier, departAt, origin }: Move, to: Place): number {
    const from = this.placeOf(origin);
    if (from && !isSamePlace(from, this.place))
      this.noteMove(line, 'TWO_PLACES', `${courier} leaves from ${origin} at ${departAt}, but is not there`);
    if (isBefore(departAt, this.courier.on))
      this.noteMove(line, 'WORK_BEFORE_SHIFT', `${courier} leaves at ${departAt}, on from ${this.courier.on}`);
    else if (isBefore(departAt, this.freeAt))
      this.noteMove(
        line,
        this.isServed ? 'SERVICE_CUT_SHORT' : 'TWO_PLACES',
        `${courier} leaves ${origin} at ${departAt}, busy until ${this.freeAt}`,
      );
    return departAt + travelMinutes(this.instance, from ?? this.place, to);
  }

  /** Undefined for a name that the day does not have, which `judge` reports. */
  private placeOf(name: string): Place | undefined {
    if (name === ON_LOCATION) return this.courier;
    return this.instance.restaurants.get(name) ?? this.instance.orders.get(name);
  }
}
