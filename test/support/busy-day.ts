// A small recorded day with so many orders that couriers are scarce, so that every decision is one between orders.
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Day, DayOrder } from '../../shared/sim/day.ts';
import { grubhubDay } from './days.ts';

interface Parts {
  readonly release?: Partial<Policy['release']>;
  readonly search?: Partial<Policy['search']>;
  readonly positioning?: NonNullable<Policy['positioning']>;
}

/** Three orders for one of the small day. Few work units, 2,000 at most if left out: the search is not what is tested. */
export function busyDay({ release, search = { maxUnits: 2000 }, positioning }: Parts = {}): Day {
  const policy = {
    ...DEFAULT_POLICY,
    version: 2,
    search: { ...DEFAULT_POLICY.search, ...search },
    release: { ...DEFAULT_POLICY.release, ...release },
    ...(positioning === undefined ? {} : { positioning }),
  };
  const day = grubhubDay();
  const orders = [0, 3, 8].flatMap((minutes, copy) =>
    day.orders.map(({ order, placedAt }): DayOrder => {
      const { lat, lng } = order.dropoff.location;
      const location = { lat: (lat + 1700 * copy) % 5000, lng: (lng + 900 * copy) % 5000 };
      const [orderId, readyAt] = [`${order.orderId}-${copy}`, order.readyAt + 60 * minutes];
      const details = { ...order, orderId, readyAt, dropoff: { ...order.dropoff, location } };
      return { placedAt: placedAt + 60 * minutes, cancelAt: null, order: details };
    }),
  );
  orders.sort((a, b) => a.placedAt - b.placedAt);
  return { ...day, orders, policy, zone: { ...day.zone, policy: { policyId: policy.policyId, version: 2 } } };
}
