// The same day up to a moment, and another one after it: what is not placed by then keeps its moments of placement, and
// nothing else.
import { Random } from '../../shared/kernel/random.ts';
import type { Day, DayOrder } from '../../shared/sim/day.ts';

/** Permutes ids, restaurants, doors and times of preparation among the orders placed at `at` or later, each on its own. */
export function shuffleFuture(day: Day, at: number, seed: number): Day {
  const rng = new Random(seed);
  const past = day.orders.filter(({ placedAt }) => placedAt < at);
  const future = day.orders.filter(({ placedAt }) => placedAt >= at);
  const ids = shuffled(future, rng);
  const stores = shuffled(future, rng);
  const doors = shuffled(future, rng);
  const preparations = shuffled(future, rng);
  const other = future.map((one, i): DayOrder => {
    const [id, store, door, preparation] = [ids[i], stores[i], doors[i], preparations[i]];
    if (!id || !store || !door || !preparation) return one;
    const readyAt = one.placedAt + preparation.order.readyAt - preparation.placedAt;
    const order = { ...one.order, orderId: id.order.orderId, storeId: store.order.storeId, readyAt };
    return { ...one, order: { ...order, dropoff: door.order.dropoff } };
  });
  return { ...day, orders: [...past, ...other] };
}

/** Fisher and Yates. */
function shuffled<T>(values: readonly T[], rng: Random): readonly T[] {
  const rest = [...values];
  return values.map(() => rest.splice(rng.below(rest.length), 1)[0] as T);
}
