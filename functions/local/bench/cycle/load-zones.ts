// The zones of a load, each a world of its own, with everything that happens in them.
import type { DomainEvent } from '../../../../shared/domain/event.ts';
import { Random } from '../../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../../shared/kernel/units.ts';
import { steadyDay } from '../../../../shared/sim/steady-day.ts';
import { World } from '../../../../shared/sim/world.ts';
import type { CycleCase } from './cycle-case.ts';

export interface LoadedZone {
  readonly zoneId: string;
  readonly world: World;
}

export interface LoadTimes {
  readonly startAt: EpochSeconds;
  /** Minutes before measuring, in steps of one: couriers get under way. */
  readonly warmUpMin: number;
  /** Steps that are measured. */
  readonly steps: number;
  readonly stepSec: Seconds;
}

const ORDERS_A_COURIER = 5;
/** Couriers answer in the next step, and report where they are as often as they should at the most. */
const ANSWER_SEC: Seconds = 10;
const POSITION_SEC: Seconds = 15;

export function zonesOf(
  load: CycleCase,
  seed: number,
  { startAt, warmUpMin, steps, stepSec }: LoadTimes,
): LoadedZone[] {
  const minutes = warmUpMin + Math.ceil((steps * stepSec) / 60) + 1;
  return Array.from({ length: load.zones }, (_, i) => {
    const zoneId = `zone-${String(i + 1).padStart(3, '0')}`;
    const { orders, openMin } = load;
    const couriers = Math.max(2, Math.round(orders / ORDERS_A_COURIER));
    const day = steadyDay({
      zoneId,
      seed: seed + i,
      orders,
      couriers,
      openMin,
      startAt,
      settlingMin: warmUpMin,
      minutes,
    });
    const world = new World(day, { answerSec: ANSWER_SEC, positionSec: POSITION_SEC }, new Random(seed + i));
    return { zoneId, world };
  });
}

export const placedIn = (events: readonly DomainEvent[]): number =>
  events.filter(({ type }) => type === 'order_placed').length;
