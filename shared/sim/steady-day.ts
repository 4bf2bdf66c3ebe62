// A zone that stays as it is once couriers are under way: as many orders are placed a minute as are delivered, because an
// order is open for so long on average. The town, the crew and the orders are those of a rush hour.
import type { ZoneId } from '../kernel/ids.ts';
import { Random } from '../kernel/random.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Day, DayOrder } from './day.ts';
import { rushHour } from './rush-hour.ts';

export interface SteadyOptions {
  readonly zoneId: ZoneId;
  readonly seed: number;
  /** Open orders, once it is steady. */
  readonly orders: number;
  readonly couriers: number;
  /** From placed to delivered, on average: 20 and more. `orders / openMin` are placed a minute. */
  readonly openMin: number;
  readonly startAt: EpochSeconds;
  /** Minutes until it is steady: until then orders come and hardly any is delivered, so it begins with fewer. */
  readonly settlingMin: number;
  /** How long orders keep coming. */
  readonly minutes: number;
}

const MINUTE: Seconds = 60;
/** From ready to the door, on average: what is left of an order's time is preparation. */
const CARRIED_MIN = 15;
const SHIFT_SEC: Seconds = 8 * 3600;

export function steadyDay(options: SteadyOptions): Day {
  const { zoneId, seed, orders, couriers, openMin, startAt, settlingMin, minutes } = options;
  const everySec = (openMin * MINUTE) / orders;
  const first = Math.round(orders - (Math.min(settlingMin, CARRIED_MIN) * MINUTE) / everySec);
  const later = Math.ceil((minutes * MINUTE) / everySec);
  const town = rushHour({ orders: first + later, couriers, seed });
  const rng = new Random(seed).fork('readiness');
  const prepSec = Math.round((openMin - CARRIED_MIN) * MINUTE);
  const { policy, cadenceSec, timeBoxMs, travel, killSwitch } = town.zone;
  return {
    name: `steady ${orders} x ${openMin} min`,
    zoneId,
    startAt,
    fromAt: startAt,
    toAt: null,
    zone: { policy, cadenceSec, timeBoxMs, travel, killSwitch },
    policy: null,
    stores: town.stores.map(({ zoneId: _, configuredAt: __, ...store }) => store),
    couriers: town.couriers.map(({ courierId, mode, capacity, skills, pay }, i) => ({
      courier: { courierId, mode, capacity, skills, pay, shift: { startAt, endAt: startAt + SHIFT_SEC } },
      home: town.positions[i]?.location ?? { lat: 0, lng: 0 },
    })),
    orders: town.orders.map((order, i): DayOrder => {
      const placedAt = startAt + Math.max(0, Math.floor((i - first + 1) * everySec));
      // Of those that are there from the start each is somewhere in its preparation; the others have all of it before them.
      const readyAt = placedAt + (i < first ? rng.below(prepSec) : Math.round((prepSec * (50 + rng.below(101))) / 100));
      const { storeId, load, requirements, dropoff, priority, batchable } = order;
      const promiseBy = readyAt + order.promiseBy - order.readyAt;
      const orderId = `${zoneId}-${order.orderId}`;
      const details = { orderId, storeId, readyAt, promiseBy, load, requirements, dropoff, priority, batchable };
      return { order: details, placedAt, cancelAt: null };
    }),
  };
}
