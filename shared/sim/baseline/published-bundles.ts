// Bundles of one restaurant as the published policy makes them: insertion by ready time where the cost of the routes grows
// least, then each order once taken out and put where it costs least. After Reyes, Erera, Savelsbergh, Sahasrabudhe,
// O'Neil, "The Meal Delivery Routing Problem" (2018); that a bundle costs the duration of its route plus the delay of its
// orders, second for second, is our reading.
import type { Seconds } from '../../kernel/units.ts';
import { type BundleOrder, delayOf, type Ways } from './bundles.ts';

type Bundles<O> = readonly (readonly O[])[];

/** @param count how many bundles at most, at least 1; fewer when orders cost less together. */
export function publishedBundles<O extends BundleOrder>(
  orders: readonly O[],
  count: number,
  ways: Ways<O>,
): Bundles<O> {
  const byReadiness = orders.toSorted((a, b) => a.readyAt - b.readyAt || (a.orderId < b.orderId ? -1 : 1));
  let bundles: Bundles<O> = [];
  for (const order of byReadiness) bundles = inserted(bundles, order, count, ways);
  for (const order of byReadiness) {
    const others = bundles.map((one) => one.filter((mate) => mate !== order)).filter((one) => one.length > 0);
    const again = inserted(others, order, count, ways);
    if (costOf(again, ways) < costOf(bundles, ways)) bundles = again;
  }
  return bundles;
}

/** With the order at the cheapest place, a bundle of its own included when there may be another. */
function inserted<O extends BundleOrder>(bundles: Bundles<O>, order: O, count: number, ways: Ways<O>): Bundles<O> {
  let least = bundles.length < count ? routeCost([order], ways) : Number.POSITIVE_INFINITY;
  let best: Bundles<O> = [...bundles, [order]];
  bundles.forEach((bundle, index) => {
    const before = routeCost(bundle, ways);
    for (let place = 0; place <= bundle.length; place++) {
      const longer = bundle.toSpliced(place, 0, order);
      const added = routeCost(longer, ways) - before;
      if (added >= least) continue;
      least = added;
      best = bundles.with(index, longer);
    }
  });
  return best;
}

const costOf = <O extends BundleOrder>(bundles: Bundles<O>, ways: Ways<O>): Seconds =>
  bundles.reduce((sum, bundle) => sum + routeCost(bundle, ways), 0);

/** From the store to the last door, and what its orders wait for mates and for the doors before theirs. */
export function routeCost<O extends BundleOrder>(orders: readonly O[], ways: Ways<O>): Seconds {
  let route = 0;
  orders.forEach((order, i) => {
    const before = orders[i - 1];
    route += before ? ways.between(before, order) : ways.fromStore(order);
  });
  return route + delayOf(orders, ways);
}
