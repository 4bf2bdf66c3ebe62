// Made-up pair problems on a plane, for warm-up and tests: every order can ride alone.
import type { Random } from '../../kernel/random.ts';
import type { PairProblem } from './problem.ts';

export interface PairShape {
  readonly orders: number;
  /** Time from `early` to `late` at a stop; the day has 1000. */
  readonly window: number;
  readonly capacity: number;
  readonly vehicles: number;
}

/** A made-up problem on a plane of 100 by 100: every order can ride alone. */
export function syntheticPairs(rng: Random, shape: PairShape): PairProblem {
  const size = 2 * shape.orders + 1;
  const x = Float64Array.from({ length: size }, () => rng.below(101));
  const y = Float64Array.from({ length: size }, () => rng.below(101));
  const travel = new Float64Array(size * size);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) travel[from * size + to] = length(x[to] - x[from], y[to] - y[from]);
  }
  const early = new Float64Array(size);
  const late = new Float64Array(size).fill(1000);
  for (let pickup = 1; pickup < size; pickup += 2) {
    const atPickup = Math.ceil(travel[pickup]) + rng.below(400);
    const atDelivery = atPickup + 10 + Math.ceil(travel[pickup * size + pickup + 1]) + rng.below(100);
    early[pickup] = atPickup;
    late[pickup] = atPickup + shape.window;
    early[pickup + 1] = atDelivery;
    late[pickup + 1] = atDelivery + shape.window;
  }
  const service = new Float64Array(size).fill(10);
  service[0] = 0;
  const load = Int32Array.from({ length: shape.orders }, () => 1 + rng.below(30));
  late[0] = 1000 + 2 * shape.window;
  return {
    numOrders: shape.orders,
    travel,
    early,
    late,
    service,
    load,
    capacity: shape.capacity,
    numVehicles: shape.vehicles,
  };
}

const length = (east: number, north: number): number => Math.sqrt(east * east + north * north);
