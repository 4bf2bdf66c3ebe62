// What nobody knows beforehand in a simulated day: when an order will really be ready, and how long a drive really takes.
// Errors are lognormal around the truth, exp(sigma z - sigma^2 / 2), so that they are right on average. Each is drawn from
// the names of what it is about and the day's chance alone: one more order, or another route, shifts no other error.
import { type Location, locationKey } from '../domain/location.ts';
import type { CourierId } from '../kernel/ids.ts';
import { hash32, Random } from '../kernel/random.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { DayOrder } from './day.ts';

export interface UncertaintyOptions {
  /** Relative standard deviation of preparation times as the stores estimate them. */
  readonly prepSigma: number;
  /** The same of drives, before those that would be faster than the travel model are set to it. */
  readonly travelSigma: number;
  /** Moments and durations are multiples of this. */
  readonly stepSec: Seconds;
}

/** Whether anything takes longer than it could be known to; the judges of such a day are told. */
export const isUncertain = ({ prepSigma = 0, travelSigma = 0 }: Partial<UncertaintyOptions>): boolean =>
  prepSigma > 0 || travelSigma > 0;

/** A drive that is about to begin. */
export interface Departure {
  readonly courierId: CourierId;
  readonly at: EpochSeconds;
  readonly to: Location;
}

export class Uncertainty {
  private readonly options: UncertaintyOptions;
  private readonly chance: number;

  constructor(options: UncertaintyOptions, chance: number) {
    this.options = options;
    this.chance = chance;
  }

  /** Whether stores only estimate, and say so when an order is ready. */
  get isPrepUncertain(): boolean {
    return this.options.prepSigma > 0;
  }

  /** When the store says, at the placement, that the order will be ready; never before the placement. */
  estimatedReadyAt({ order, placedAt }: DayOrder): EpochSeconds {
    const { prepSigma, stepSec } = this.options;
    if (prepSigma === 0) return order.readyAt;
    const prep = (order.readyAt - placedAt) * this.error(prepSigma, `prep:${order.orderId}`);
    return Math.max(placedAt, Math.round((placedAt + prep) / stepSec) * stepSec);
  }

  /**
   * How long a drive takes that should take `expected`: that, or longer. The travel model is the free way, so nobody is
   * faster, and what the bound and the judges count on stays true. The mean is 2 Phi(sigma / 2) of it, 8 % more at 0.2,
   * and rounding up comes on top.
   */
  driveSec(expected: Seconds, { courierId, at, to }: Departure): Seconds {
    const { travelSigma, stepSec } = this.options;
    if (travelSigma === 0) return expected;
    const taken = expected * this.error(travelSigma, `drive:${courierId}:${at}:${locationKey(to)}`);
    return Math.max(expected, Math.ceil(taken / stepSec) * stepSec);
  }

  private error(sigma: number, name: string): number {
    const z = standardNormal(new Random(hash32(`${this.chance}:${name}`)));
    return Math.exp(sigma * z - sigma ** 2 / 2);
  }
}

/** The sum of twelve uniform draws (Irwin and Hall): mean 0, variance 1, normal enough up to three deviations. */
function standardNormal(rng: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += rng.unit();
  return sum;
}
