// What a run of storms found, in lines to read.
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import type { Minimal } from './minimize.ts';
import type { StormOptions, StormResult } from './storm.ts';

export interface Totals {
  storms: number;
  orders: number;
  revisions: number;
  readonly faults: Map<FaultKind, number>;
}

export const noTotals = (): Totals => ({ storms: 0, orders: 0, revisions: 0, faults: new Map() });

export function addTo(totals: Totals, { orders, revisions, faults }: StormResult): void {
  totals.storms += 1;
  totals.orders += orders;
  totals.revisions += revisions;
  for (const [kind, count] of faults) totals.faults.set(kind, (totals.faults.get(kind) ?? 0) + count);
}

/** A line a kind of fault, then what it was all about. */
export function totalsText({ storms, orders, revisions, faults }: Totals): string {
  const lines = FAULT_KINDS.map((kind) => `  ${kind.padEnd(16)} ${String(faults.get(kind) ?? 0).padStart(9)}`);
  return [`faults injected in ${storms} storms`, ...lines, `orders ${orders}, revisions ${revisions}`].join('\n');
}

/** Lines of the end of the trace that are shown. */
const TRACE_LINES = 120;

export function minimalText({ options, result }: Minimal): string {
  const names = result.breaches.map(({ promise, what }) => `  promise ${promise}: ${what}`);
  const left = [...result.faults].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none';
  return [
    `seed ${options.seed} breaks a promise at step ${result.brokenAt}:`,
    ...names,
    `faults that it takes: ${left}`,
    `the last happenings (step, who, what):`,
    ...result.trace.slice(-TRACE_LINES),
    `again: ${commandOf(options)}`,
  ].join('\n');
}

/** The command that plays exactly this storm. */
export function commandOf({ seed, steps, leftOut }: StormOptions): string {
  const out = [...(leftOut?.kinds ?? []), ...(leftOut?.single ?? [])];
  return `npm run -s chaos -- --seed ${seed} --steps ${steps}${out.length === 0 ? '' : ` --without ${out.join(',')}`}`;
}
