// The same day with more couriers or fewer: a probe of how short the day is of them.
import { Random } from '../kernel/random.ts';
import type { Day, DayCourier } from './day.ts';

/**
 * Copies couriers, under new ids, or leaves some out, until there are `percent` of those recorded; which ones is spread
 * evenly over the shifts, from a beginning that `seed` chooses.
 */
export function withFleet(day: Day, percent: number, seed: number): Day {
  const { couriers } = day;
  const more = Math.max(1, Math.round((couriers.length * percent) / 100)) - couriers.length;
  if (more === 0) return day;
  const chosen = spreadChoice(couriers, Math.abs(more), new Random(seed).fork('fleet'));
  if (more > 0) return { ...day, couriers: [...couriers, ...copiesOf(chosen, couriers)] };
  const isLeftOut = new Set(chosen);
  return { ...day, couriers: couriers.filter((one) => !isLeftOut.has(one)) };
}

/** `count` of them, in equal steps along the beginnings of the shifts; one more than once when there are too few. */
function spreadChoice(couriers: readonly DayCourier[], count: number, rng: Random): readonly DayCourier[] {
  const byShift = couriers.toSorted(
    ({ courier: a }, { courier: b }) =>
      a.shift.startAt - b.shift.startAt || a.shift.endAt - b.shift.endAt || (a.courierId < b.courierId ? -1 : 1),
  );
  const start = rng.below(1000) / 1000;
  const places = Array.from({ length: count }, (_, i) => Math.floor(((i + start) * byShift.length) / count));
  return places.flatMap((place) => byShift[place] ?? []);
}

function copiesOf(chosen: readonly DayCourier[], couriers: readonly DayCourier[]): readonly DayCourier[] {
  const taken = new Set(couriers.map(({ courier }) => courier.courierId));
  return chosen.map(({ courier, home }) => {
    let copy = 2;
    while (taken.has(`${courier.courierId}-${copy}`)) copy += 1;
    const courierId = `${courier.courierId}-${copy}`;
    taken.add(courierId);
    return { home, courier: { ...courier, courierId } };
  });
}
