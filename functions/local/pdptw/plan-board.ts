// Where the searches of a portfolio tell each other their best plans: memory shared by their threads, and a barrier. A round
// is over when everybody still there has told a plan; everybody then takes the best of them, of equal ones
// the lowest seat's. Who has left is no longer waited for, so nobody waits for a search that is done, cut or dead.
import { type Exchange, isBetterPlan, type KeptPlan } from '../../../shared/app/solve-pairs.ts';

/** Ints of `control`: a count of everything that happened, to wait for; then the rounds told and whether it has left, by seat. */
const HAPPENED = 0;
const NUM_SEATS = 1;
const PER_SEAT = 2;
const FIRST_SEAT = 2;

export interface PlanBoard {
  readonly control: SharedArrayBuffer;
  /** Distances, [seat * 2 + round % 2]: nobody tells round r + 2 before all have read round r. */
  readonly distances: SharedArrayBuffer;
  /** Plans, laid out alike: orders left out, routes, then each route's length and nodes. */
  readonly plans: SharedArrayBuffer;
}

export function makeBoard(numSeats: number, numOrders: number): PlanBoard {
  const control = new SharedArrayBuffer(4 * (FIRST_SEAT + PER_SEAT * numSeats));
  new Int32Array(control)[NUM_SEATS] = numSeats;
  const planInts = 2 + 3 * numOrders; // at most a route an order, and two stops an order
  return {
    control,
    distances: new SharedArrayBuffer(8 * 2 * numSeats),
    plans: new SharedArrayBuffer(4 * 2 * numSeats * planInts),
  };
}

export interface Patience {
  /** How long a round may still be waited for; infinite: as long as it takes. */
  readonly remainingMs: () => number;
  /** Rounds that are waited for, those after it only told: for replays. */
  readonly rounds?: number;
}

export class Seat {
  /** Rounds whose outcome this seat has seen. */
  rounds = 0;
  private readonly seat: number;
  private readonly patience: Patience;
  private readonly control: Int32Array;
  private readonly distances: Float64Array;
  private readonly plans: Int32Array;
  private readonly planInts: number;
  private told = 0;
  private hasLeft = false;

  constructor(board: PlanBoard, seat: number, patience: Patience) {
    this.seat = seat;
    this.patience = patience;
    this.control = new Int32Array(board.control);
    this.distances = new Float64Array(board.distances);
    this.plans = new Int32Array(board.plans);
    this.planInts = this.plans.length / this.distances.length;
  }

  /** Tells a plan and waits for the others'; null: none is better, or it was waited for long enough. */
  readonly exchange: Exchange = (own: KeptPlan): KeptPlan | null => {
    if (this.hasLeft) return null;
    this.tell(own);
    if (this.rounds === (this.patience.rounds ?? Number.POSITIVE_INFINITY) || !this.waitForAll()) {
      this.leave();
      return null;
    }
    this.rounds++;
    let best = own;
    for (let seat = 0; seat < (this.control[NUM_SEATS] ?? 0); seat++) {
      if (seat === this.seat || this.toldBy(seat) < this.told) continue;
      const other = this.read(seat);
      if (isBetterPlan(other, best)) best = other;
    }
    return best === own ? null : best;
  };

  /** From now on nobody waits for this seat. */
  leave(): void {
    this.hasLeft = true;
    leaveBoard(this.control, this.seat);
  }

  private tell({ absent, distance, routes }: KeptPlan): void {
    this.told++;
    const slot = this.slotOf(this.seat);
    this.distances[slot] = distance;
    let at = slot * this.planInts;
    const put = (value: number) => {
      this.plans[at++] = value;
    };
    put(absent);
    put(routes.length);
    for (const route of routes) {
      put(route.length);
      for (const node of route) put(node);
    }
    Atomics.store(this.control, FIRST_SEAT + PER_SEAT * this.seat, this.told);
    signal(this.control);
  }

  private read(seat: number): KeptPlan {
    const slot = this.slotOf(seat);
    let at = slot * this.planInts;
    const next = () => this.plans[at++] ?? 0;
    const absent = next();
    const routes = Array.from({ length: next() }, () => Array.from({ length: next() }, next));
    return { absent, distance: this.distances[slot] ?? 0, routes };
  }

  private slotOf(seat: number): number {
    return 2 * seat + (this.told % 2);
  }

  private toldBy(seat: number): number {
    return Atomics.load(this.control, FIRST_SEAT + PER_SEAT * seat);
  }

  /** False: the patience is at its end. */
  private waitForAll(): boolean {
    for (;;) {
      const happened = Atomics.load(this.control, HAPPENED);
      if (this.isComplete()) return true;
      const ms = this.patience.remainingMs();
      if (ms <= 0) return false;
      Atomics.wait(this.control, HAPPENED, happened, ms);
    }
  }

  private isComplete(): boolean {
    for (let seat = 0; seat < (this.control[NUM_SEATS] ?? 0); seat++) {
      const hasLeft = Atomics.load(this.control, FIRST_SEAT + PER_SEAT * seat + 1) === 1;
      if (!hasLeft && this.toldBy(seat) < this.told) return false;
    }
    return true;
  }
}

/** For whoever knows that a seat will tell nothing any more. */
export function leaveBoard(control: Int32Array, seat: number): void {
  Atomics.store(control, FIRST_SEAT + PER_SEAT * seat + 1, 1);
  signal(control);
}

function signal(control: Int32Array): void {
  Atomics.add(control, HAPPENED, 1);
  Atomics.notify(control, HAPPENED);
}
