// Paired differences between policies on the same days and seeds. The days of one seed of orders are variants of one day,
// so they are no independent draws: the standard error is clustered by it (Liang and Zeger, "Longitudinal data analysis
// using generalized linear models", Biometrika, 1986, for a mean).
import type { MdrpRow } from './mdrp-job.ts';

export interface Difference {
  /** The policy's mean minus the reference's. */
  readonly mean: number;
  /** Null when all days are of one seed of orders: nothing can be said. */
  readonly standardError: number | null;
}

export interface PolicyDifference {
  readonly policy: string;
  readonly reference: string;
  readonly days: number;
  readonly chargedExcess: Difference;
  readonly undeliveredPct: Difference;
  readonly costPerOrder: Difference;
  /** Days on which the policy's charged excess is less. */
  readonly better: number;
}

const FIGURES = ['chargedExcess', 'undeliveredPct', 'costPerOrder'] as const;
type Figure = (typeof FIGURES)[number];

/** One day's difference, and the seed of its orders. */
interface DayDifference {
  readonly cluster: string;
  readonly value: number;
}

/** Of each later policy from the first. */
export function differencesOf(rows: readonly MdrpRow[]): readonly PolicyDifference[] {
  const [first, ...others] = Map.groupBy(rows, ({ policy }) => policy);
  if (first === undefined) return [];
  const [reference, ofReference] = first;
  return others.map(([policy, own]) => {
    const by = (figure: Figure) => dayDifferences(own, ofReference, figure);
    return {
      policy,
      reference,
      days: by('chargedExcess').length,
      chargedExcess: differenceOf(by('chargedExcess')),
      undeliveredPct: differenceOf(by('undeliveredPct')),
      costPerOrder: differenceOf(by('costPerOrder')),
      better: by('chargedExcess').filter(({ value }) => value < 0).length,
    };
  });
}

/** Search seeds of a day are averaged. */
function dayDifferences(own: readonly MdrpRow[], others: readonly MdrpRow[], figure: Figure): readonly DayDifference[] {
  const meanByDay = (rows: readonly MdrpRow[]): ReadonlyMap<string, number> =>
    new Map([...Map.groupBy(rows, ({ day }) => day)].map(([day, list]) => [day, mean(list.map((row) => row[figure]))]));
  const reference = meanByDay(others);
  return [...meanByDay(own)].flatMap(([day, value]) => {
    const other = reference.get(day);
    return other === undefined ? [] : [{ cluster: /^\d*/.exec(day)?.[0] ?? '', value: value - other }];
  });
}

/** Mean and clustered standard error: sqrt(G / (G - 1) sum over clusters (sum of deviations)^2) / n. */
export function differenceOf(days: readonly DayDifference[]): Difference {
  const center = mean(days.map(({ value }) => value));
  const clusters = [...Map.groupBy(days, ({ cluster }) => cluster).values()];
  const count = clusters.length;
  if (count < 2) return { mean: center, standardError: null };
  const squares = clusters.map((list) => list.reduce((sum, { value }) => sum + value - center, 0) ** 2);
  const variance = (count / (count - 1)) * squares.reduce((sum, square) => sum + square, 0);
  return { mean: center, standardError: Math.sqrt(variance) / days.length };
}

/** A line a policy; none when there is only one. */
export function renderDifferences(differences: readonly PolicyDifference[]): readonly string[] {
  const signed = (value: number, digits: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(digits)}`;
  const say = ({ mean, standardError }: Difference, digits: number): string =>
    `${signed(mean, digits)}${standardError === null ? '' : ` (se ${standardError.toFixed(digits)})`}`;
  return differences.map(
    ({ policy, reference, days, better, ...figures }) =>
      `${policy} - ${reference}: charged excess ${say(figures.chargedExcess, 2)} min, ` +
      `undelivered ${say(figures.undeliveredPct, 3)} %, cost ${say(figures.costPerOrder, 2)}; ` +
      `less excess on ${better} of ${days} days`,
  );
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
