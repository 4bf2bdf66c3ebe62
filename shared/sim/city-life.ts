// What makes a made-up city day richer than the recorded ones: grocers whose orders have to be picked, stores that close,
// customers who call off. Drawn from the seed and each order's own name, so that none of it changes the rest of the day.
import { hash32, Random } from '../kernel/random.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Day, DayOrder } from './day.ts';

export interface CityLife {
  readonly seed: number;
  /** Chance that a customer calls an order off, in percent. */
  readonly cancelPct: number;
}

const MINUTE: Seconds = 60;
/** Picking a bag from the shelves, from and to. */
const PICKING_SEC = [30, 75] as const;
/** A customer calls off so long after the placement. */
const CANCEL_AFTER_SEC = [MINUTE, 20 * MINUTE] as const;
/** Grocers open at 8:00 and close at 22:45; kitchens from 10:00 to 23:30. */
const GROCERY_HOURS = { fromMin: 8 * 60, toMin: 22 * 60 + 45 };
const KITCHEN_HOURS = { fromMin: 10 * 60, toMin: 23 * 60 + 30 };

export function withCityLife(day: Day, { seed, cancelPct }: CityLife): Day {
  const luck = (what: string, { order }: DayOrder) => new Random(hash32(`${seed}:${what}:${order.orderId}`));
  return {
    ...day,
    stores: day.stores.map((store) => ({ ...store, openHours: [hoursOf(store.storeId, day.startAt)] })),
    orders: day.orders.map((one) => ({
      ...one,
      order: isGrocery(one.order.storeId)
        ? { ...one.order, pickingSec: one.order.load.bags * between(luck('picking', one), PICKING_SEC) }
        : one.order,
      cancelAt: cancelAt(one, cancelPct, luck('cancel', one)),
    })),
  };
}

const isGrocery = (storeId: string): boolean => storeId.startsWith('grocery');

function hoursOf(storeId: string, startAt: EpochSeconds) {
  const { fromMin, toMin } = isGrocery(storeId) ? GROCERY_HOURS : KITCHEN_HOURS;
  return { openAt: startAt + fromMin * MINUTE, closeAt: startAt + toMin * MINUTE };
}

function cancelAt({ placedAt }: DayOrder, cancelPct: number, rng: Random): EpochSeconds | null {
  return rng.below(10_000) < 100 * cancelPct ? placedAt + between(rng, CANCEL_AFTER_SEC) : null;
}

/** Both ends included. */
const between = (rng: Random, [low, high]: readonly [number, number]): number => low + rng.below(high - low + 1);
