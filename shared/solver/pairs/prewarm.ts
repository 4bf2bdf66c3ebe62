// Warms the pair engine up before the first real problem, on made-up problems of several shapes, so that no branch is
// first met in earnest.
import { Random } from '../../kernel/random.ts';
import { DEFAULT_PAIR_PARAMS } from './result.ts';
import { searchPairs } from './search.ts';
import { syntheticPairs } from './synthetic.ts';

/** Tight and wide windows: many short routes, few long ones. */
const SHAPES = [
  { orders: 50, window: 60, capacity: 200, vehicles: 25 },
  { orders: 100, window: 60, capacity: 200, vehicles: 50 },
  { orders: 50, window: 400, capacity: 1000, vehicles: 25 },
] as const;

/** @param units work units for each of three problems; 10 million take some 150 ms. */
export function prewarmPairs(units = 10_000_000): void {
  for (const [seed, shape] of SHAPES.entries()) {
    const rng = new Random(seed + 1);
    const { plan } = searchPairs(
      syntheticPairs(rng, shape),
      [],
      { ...DEFAULT_PAIR_PARAMS, maxUnits: units },
      rng,
      never,
    );
    if (seed === 0)
      searchPairs(syntheticPairs(new Random(1), shape), plan, { ...DEFAULT_PAIR_PARAMS, maxUnits: 0 }, rng, never);
  }
}

const never = (): boolean => false;
