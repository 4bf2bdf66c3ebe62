// One optimal assignment of bundles to couriers, in which a bundle may stay behind.
import { assign } from './assignment.ts';
import type { Bundle } from './desk.ts';
import type { Worker } from './worker.ts';

/**
 * Each bundle's courier, or null.
 * @param costOf finite; of null, what it costs that nobody takes the bundle.
 */
export function matchBundles(
  bundles: readonly Bundle[],
  workers: readonly Worker[],
  costOf: (bundle: Bundle, worker: Worker | null) => number,
): readonly (Worker | null)[] {
  const width = workers.length + 1;
  const costs = new Float64Array(bundles.length * width);
  bundles.forEach((bundle, row) => {
    for (let column = 0; column < width; column++)
      costs[row * width + column] = costOf(bundle, workers[column] ?? null);
  });
  // A column for each worker, and one for each bundle that stays behind.
  const columns = assign(
    bundles.length,
    workers.length + bundles.length,
    (row, column) => costs[row * width + Math.min(column, workers.length)] ?? 0,
  );
  return bundles.map((_, row) => workers[columns[row] ?? -1] ?? null);
}
