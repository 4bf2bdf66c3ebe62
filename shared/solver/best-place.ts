// The cheapest place found so far in a scan for one order, and the work done to find it.
import type { Random } from '../kernel/random.ts';

/** As a drop position: the order has a block of its own. */
export const NEW_BLOCK = -1;

/** Places in `points`. */
export const BEST = 0;
export const TIME = 1;

export class BestPlace {
  /** Positions evaluated, and one for each order asked for; the search adds its steps. */
  units = 0;
  /** Places tested: for measuring only. */
  tested = 0;
  /** -1: no place below the limit. */
  courier = -1;
  block = 0;
  position = NEW_BLOCK;
  /**
   * [BEST] points that the place costs, or the limit; [TIME] seconds, when the courier can leave the place being tried.
   * Fields would box numbers that change in inner loops.
   */
  readonly points = new Float64Array(2);
  private readonly rng: Random;
  private blinkBelow = 0;

  constructor(rng: Random) {
    this.rng = rng;
  }

  /**
   * Begins the scan for an order.
   * @param limit points: a place has to be cheaper.
   * @param blinkBp chance in basis points that a position is passed over (Christiaens and Vanden Berghe 2020, section 4.3).
   */
  begin(limit: number, blinkBp: number): void {
    this.blinkBelow = Math.floor((blinkBp * 4294967296) / 10000);
    this.courier = -1;
    this.units++;
    this.points[BEST] = limit;
  }

  keep(courier: number, block: number, position: number): void {
    this.courier = courier;
    this.block = block;
    this.position = position;
  }

  /** Counts a position, and says whether it is passed over. */
  blinks(): boolean {
    this.units++;
    this.tested++;
    return this.blinkBelow > 0 && this.rng.uint32() < this.blinkBelow;
  }
}
