// Bundles by insertion: the orders of a restaurant, by their ready moments, each where it delays the others and itself
// least. After Reyes, Erera, Savelsbergh, Sahasrabudhe, O'Neil, "The Meal Delivery Routing Problem" (2018), section 4.1;
// the number of bundles follows from the target size there, which grows with the orders that a courier has to carry.
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';

export interface BundleOrder {
  readonly orderId: string;
  readonly readyAt: EpochSeconds;
}

/** What bundling has to know of the way: from the pickup to the first door, and from door to door, services included. */
export interface Ways<O extends BundleOrder> {
  fromStore(to: O): Seconds;
  between(from: O, to: O): Seconds;
}

/** Orders a bundle; more when orders outnumber couriers. */
export const targetSizeOf = (orders: number, couriers: number): number =>
  Math.max(1, Math.ceil(orders / Math.max(1, couriers)));

/** @param orders of one restaurant; @param count how many bundles at most, at least 1. */
export function bundle<O extends BundleOrder>(orders: readonly O[], count: number, ways: Ways<O>): (readonly O[])[] {
  const bundles: (readonly O[])[] = [];
  const byReadiness = orders.toSorted((a, b) => a.readyAt - b.readyAt || (a.orderId < b.orderId ? -1 : 1));
  for (const order of byReadiness) {
    if (bundles.length < count) bundles.push([order]);
    else insert(bundles, order, ways);
  }
  return bundles;
}

function insert<O extends BundleOrder>(bundles: (readonly O[])[], order: O, ways: Ways<O>): void {
  const candidates = bundles.flatMap((orders, index) => {
    const before = delayOf(orders, ways);
    return Array.from({ length: orders.length + 1 }, (_, place) => {
      const longer = orders.toSpliced(place, 0, order);
      return { index, longer, delay: delayOf(longer, ways) - before };
    });
  });
  const best = candidates.reduce((least, one) => (one.delay < least.delay ? one : least));
  bundles[best.index] = best.longer;
}

/** The sum of what orders wait for their mates, and for the doors before theirs. */
export function delayOf<O extends BundleOrder>(orders: readonly O[], ways: Ways<O>): Seconds {
  const pickupAt = Math.max(...orders.map(({ readyAt }) => readyAt));
  let onTheWay = 0;
  let delay = 0;
  orders.forEach((order, i) => {
    const before = orders[i - 1];
    onTheWay += before ? ways.between(before, order) : ways.fromStore(order);
    delay += pickupAt - order.readyAt + onTheWay - ways.fromStore(order);
  });
  return delay;
}
