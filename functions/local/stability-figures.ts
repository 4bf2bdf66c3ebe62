// How steady a day was for couriers, as reports have it: per order, and in minutes. docs/glossary.md defines them.
import type { DayMetrics } from '../../shared/sim/metrics.ts';

export interface StabilityFigures {
  /** An order each. */
  readonly planChanges: number;
  readonly tentativeChanges: number;
  readonly declines: number;
  readonly timeOuts: number;
  /** Minutes. */
  readonly notice: number;
  readonly notice10: number;
}

export function stabilityFigures({ orders, stability }: DayMetrics, tentativeMoves: number): StabilityFigures {
  const { planChangesPerOrder, declinesPerOrder, timeOutsPerOrder, noticeSec } = stability;
  return {
    planChanges: planChangesPerOrder,
    tentativeChanges: tentativeMoves / Math.max(1, orders),
    declines: declinesPerOrder,
    timeOuts: timeOutsPerOrder,
    notice: noticeSec.mean / 60,
    notice10: noticeSec.p10 / 60,
  };
}

/** Two lines of a summary. */
export const describeStability = (figures: StabilityFigures): readonly (readonly [string, string])[] => [
  [
    'plan changes an order',
    `${figures.planChanges.toFixed(3)} of what couriers were told, ${figures.tentativeChanges.toFixed(2)} before; ` +
      `${figures.declines.toFixed(3)} declined, ${figures.timeOuts.toFixed(3)} timed out`,
  ],
  ['notice, min', `${figures.notice.toFixed(2)}, 90 % at least ${figures.notice10.toFixed(2)}`],
];
