// Warms the engine up before the first real problem: a cold one does a sixth of its steady work in its first 100 ms.
// Call it while the function starts. Several kinds of pressure, so that no branch is first met in production.
import { Random } from '../kernel/random.ts';
import type { SearchParams } from './result.ts';
import { search } from './search.ts';
import { syntheticProblem } from './synthetic.ts';

const SIZES = [
  { orders: 60, couriers: 25, stores: 12 },
  { orders: 40, couriers: 6, stores: 4 },
] as const;

/** Searches made-up problems for about this many work units; 300,000 take some 100 ms on a cold core. */
export function prewarm(units: number): void {
  const params: SearchParams = {
    maxUnits: Math.ceil(units / (2 * SIZES.length)),
    startTemperature: 120_000,
    endTemperature: 2_000,
    ruinSize: 8,
    blinkBp: 100,
    checks: 'none',
  };
  for (const [seed, size] of SIZES.entries()) {
    const problem = syntheticProblem(new Random(seed), size);
    const first = search(problem, [], params, new Random(seed), () => false);
    const priced = { ...problem, weights: { ...problem.weights, travel: 100, activation: 1000 } };
    search(priced, first.plan, params, new Random(seed), () => false);
  }
}
