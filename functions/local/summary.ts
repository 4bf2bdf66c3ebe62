// The end of a day: what became of every order, as the system has it, judged against what the world saw happen.
import { isClosed, type Order } from '../../shared/domain/order.ts';
import type { ReasonCode } from '../../shared/domain/plan.ts';
import type { PlanRevision } from '../../shared/domain/revision.ts';
import type { Milliseconds } from '../../shared/kernel/units.ts';
import type { AuditReport } from '../../shared/sim/audit/audit.ts';
import type { Day } from '../../shared/sim/day.ts';
import { measure } from '../../shared/sim/metrics.ts';
import type { WorldLog } from '../../shared/sim/world-log.ts';

/** The keys of the JSON file; seconds and percent, cents, milliseconds. */
export interface Summary {
  readonly day: string;
  readonly seed: number;
  /** Placed. */
  readonly orders: number;
  readonly delivered: number;
  readonly cancelled: number;
  /** Still on their way when the clock stopped. */
  readonly open: number;
  /** The day is over, and they were not delivered. */
  readonly undelivered: number;
  /** Why the last plan has no courier for those that are left. */
  readonly reasons: Readonly<Partial<Record<ReasonCode, number>>>;
  readonly onTimePct: number;
  readonly clickToDoorSec: { readonly mean: number; readonly p90: number };
  readonly excessSec: number;
  readonly ordersPerBatch: number;
  readonly utilisationPct: number;
  readonly costPerOrderCents: number;
  readonly revisions: number;
  readonly cycleMs: { readonly p50: Milliseconds; readonly p99: Milliseconds };
  /** Found by the check in the functions and by the judge of what happened. */
  readonly violations: number;
  readonly lost: number;
  readonly doubleBound: number;
  readonly findings: AuditReport['findings'];
  /** Messages that were parked, or failed too often. */
  readonly deadLetters: number;
  /** Injected since this run began, by kind; only with --faults. */
  readonly faults?: Readonly<Record<string, number>>;
}

export interface Ended {
  readonly day: Day;
  readonly log: WorldLog;
  readonly seed: number;
  /** The whole day was played: what is not delivered by now will not be. */
  readonly isOver: boolean;
  readonly cycleMs: Summary['cycleMs'];
  readonly checkViolations: number;
  readonly deadLetters: number;
}

export function summaryOf(
  ended: Ended,
  orders: readonly Order[],
  last: Pick<PlanRevision, 'revision' | 'plan'> | null,
  report: AuditReport,
): Summary {
  const reasons: Partial<Record<ReasonCode, number>> = {};
  const unclosed = new Set(orders.filter((order) => !isClosed(order)).map((order) => order.orderId));
  for (const { orderId, reason } of last?.plan.unassigned ?? [])
    if (unclosed.has(orderId)) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { ...figures(ended, orders), revisions: last?.revision ?? 0, reasons, ...verdict(report, ended) };
}

function figures({ day, log, seed, isOver, cycleMs, deadLetters }: Ended, orders: readonly Order[]) {
  const metrics = measure(day, log);
  const count = (isCounted: (order: Order) => boolean): number => orders.filter(isCounted).length;
  const unclosed = count((order) => !isClosed(order));
  return {
    day: day.name,
    seed,
    orders: metrics.orders,
    delivered: count((order) => order.stage === 'delivered'),
    cancelled: count((order) => order.stage === 'cancelled'),
    open: isOver ? 0 : unclosed,
    undelivered: count((order) => order.stage === 'failed') + (isOver ? unclosed : 0),
    onTimePct: metrics.onTimePct,
    clickToDoorSec: { mean: metrics.clickToDoorSec.mean, p90: metrics.clickToDoorSec.p90 },
    excessSec: metrics.excessSec,
    ordersPerBatch: metrics.ordersPerBatch,
    utilisationPct: metrics.utilisationPct,
    costPerOrderCents: metrics.costPerOrderCents,
    cycleMs,
    deadLetters,
  };
}

function verdict(report: AuditReport, { checkViolations }: Ended) {
  return {
    violations: checkViolations + report.violations,
    lost: report.lost,
    doubleBound: report.doubleBound,
    findings: report.findings.slice(0, 100),
  };
}

/** The table at the end of a day; `more` rows are for what a command knows beside it. */
export function renderSummary(summary: Summary, more: readonly (readonly [string, string])[] = []): string {
  const minutes = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;
  const reasons = Object.entries(summary.reasons).map(([reason, count]) => `${reason} ${count}`);
  const rows: (readonly [string, string])[] = [
    ['orders', String(summary.orders)],
    ['delivered', String(summary.delivered)],
    ...(summary.cancelled > 0 ? ([['cancelled', String(summary.cancelled)]] as [string, string][]) : []),
    ['open', String(summary.open)],
    ['undelivered', String(summary.undelivered)],
    ...(reasons.length > 0 ? ([['without a courier', reasons.join(', ')]] as [string, string][]) : []),
    ['on time', `${summary.onTimePct.toFixed(1)} %`],
    ['click-to-door', `${minutes(summary.clickToDoorSec.mean)}, 90 % within ${minutes(summary.clickToDoorSec.p90)}`],
    ['orders per batch', summary.ordersPerBatch.toFixed(2)],
    ['courier utilisation', `${summary.utilisationPct.toFixed(1)} %`],
    ...more,
    ['revisions', String(summary.revisions)],
    ['cycle time', `p50 ${Math.round(summary.cycleMs.p50)} ms, p99 ${Math.round(summary.cycleMs.p99)} ms`],
    ['violations', String(summary.violations)],
    ['lost, double-bound', `${summary.lost}, ${summary.doubleBound}`],
    ['dead letters', String(summary.deadLetters)],
    ...(summary.faults ? ([['faults injected', describeFaults(summary.faults)]] as const) : []),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}   ${value}`);
  const findings = summary.findings.slice(0, 10).map(({ rule, detail }) => `  ${rule}: ${detail}`);
  return [`\n${summary.day}`, ...lines, ...findings, ''].join('\n');
}

const describeFaults = (faults: Readonly<Record<string, number>>): string =>
  Object.entries(faults)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
