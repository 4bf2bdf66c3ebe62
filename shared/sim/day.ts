// A day to live through: what a zone has, who works when, and which orders will come. Only the world knows it whole; the
// system under test hears of each order when it is placed.
import type { CourierDetails } from '../domain/courier.ts';
import type { Location } from '../domain/location.ts';
import type { OrderDetails } from '../domain/order.ts';
import type { Policy } from '../domain/policy.ts';
import type { Store } from '../domain/store.ts';
import type { ZoneSettings } from '../domain/zone.ts';
import type { ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';

export interface Day {
  readonly name: string;
  readonly zoneId: ZoneId;
  /** Minute 0, on a whole minute. */
  readonly startAt: EpochSeconds;
  /** When the clock begins to run. */
  readonly fromAt: EpochSeconds;
  /** When the clock stops; null: when no order is left and none will come, or nobody is left to work. */
  readonly toAt: EpochSeconds | null;
  readonly zone: Omit<ZoneSettings, 'zoneId' | 'configuredAt'>;
  /** Null: the policy that the zone refers to is there already. */
  readonly policy: Policy | null;
  readonly stores: readonly Omit<Store, 'zoneId' | 'configuredAt'>[];
  readonly couriers: readonly DayCourier[];
  /** In the order in which they are placed. */
  readonly orders: readonly DayOrder[];
}

export interface DayCourier {
  readonly courier: Omit<CourierDetails, 'zoneId'>;
  /** Where the shift begins. */
  readonly home: Location;
}

export interface DayOrder {
  readonly order: Omit<OrderDetails, 'zoneId' | 'placedAt'>;
  readonly placedAt: EpochSeconds;
  /** When the customer calls it off, unless it is picked up by then; null: never. */
  readonly cancelAt: EpochSeconds | null;
}

/**
 * The part of a day from one minute to another: orders placed in [from, to), couriers whose shift overlaps it; the clock
 * runs from `from` to `to`. All moments stay as they are. Throws RangeError unless 0 <= from < to, whole minutes.
 */
export function slice(day: Day, fromMin: number, toMin: number): Day {
  if (!Number.isInteger(fromMin) || !Number.isInteger(toMin) || fromMin < 0 || fromMin >= toMin) {
    throw new RangeError(`a slice runs from a whole minute to a later one, not from ${fromMin} to ${toMin}`);
  }
  const fromAt = day.startAt + 60 * fromMin;
  const toAt = day.startAt + 60 * toMin;
  return {
    ...day,
    name: `${day.name} ${fromMin}-${toMin}`,
    fromAt,
    toAt,
    couriers: day.couriers.filter(({ courier }) => courier.shift.startAt < toAt && courier.shift.endAt > fromAt),
    orders: day.orders.filter(({ placedAt }) => placedAt >= fromAt && placedAt < toAt),
  };
}
