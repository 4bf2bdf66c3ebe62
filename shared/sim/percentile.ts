// Percentiles by nearest rank.

/** The smallest value that at least `percent` of all are not above; `sorted` ascending. 0 for none. */
export const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
