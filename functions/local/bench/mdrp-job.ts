// One benchmark day, run whole; the work that the threads of `bench mdrp` share. The row holds only numbers and names, so
// that it crosses the border between threads as it is.
import { join } from 'node:path';
import type { Conditions } from '../../../shared/sim/conditions.ts';
import type { JudgeFinding } from '../../../shared/sim/mdrp-judge/finding.ts';
import { describeFindings } from '../../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { judgePlayed, type PlayedDay, playBy, readMdrpDay, writeSolution } from '../mdrp-day.ts';
import type { Planner } from '../mdrp-planner.ts';
import { describeFaults } from '../read-day.ts';

export interface MdrpJob {
  readonly folder: string;
  readonly seed: number;
  readonly planner: Planner;
  readonly conditions: Conditions;
  /** Where the solution files go, in a folder a day and seed; null: nowhere. */
  readonly out: string | null;
}

export interface MdrpRow {
  readonly day: string;
  readonly seed: number;
  readonly orders: number;
  readonly undelivered: number;
  /** Minutes. */
  readonly clickToDoor: { readonly mean: number; readonly p90: number; readonly p99: number; readonly max: number };
  readonly over90Min: number;
  readonly readyToPickupMin: number;
  readonly excessMin: number;
  readonly chargedExcessMin: number;
  readonly courierWaitMin: number;
  readonly batchWaitMin: number;
  readonly detourMin: number;
  /** In the day's unit of money. */
  readonly costPerOrder: number;
  readonly ordersPerBatch: number;
  readonly utilisationPct: number;
  readonly cycleMs: { readonly p50: number; readonly p99: number };
  readonly revisions: number;
  /** Of plans refused by the check, of cycles that failed, and of what the audit and the judge found. */
  readonly violations: number;
  readonly lost: number;
  readonly doubleBound: number;
  /** What they found first. */
  readonly findings: readonly string[];
}

/** Runs the day of a folder. Throws when the folder is no such day, with all its faults. */
export async function runMdrpJob({ folder, seed, planner, conditions, out }: MdrpJob): Promise<MdrpRow> {
  const read = await readMdrpDay(folder, seed, conditions);
  if (!read.ok) throw new Error(describeFaults(read.error));
  const { day } = read.value;
  const played = await playBy(planner, day, seed, conditions);
  const solution = writeMdrpSolution(day, played.log);
  if (out !== null) await writeSolution(join(out, `${day.name}-${seed}`), solution);
  return rowOf(day.name, seed, played, judgePlayed(read.value, conditions, played.log, solution).findings);
}

function rowOf(day: string, seed: number, { metrics, ...played }: PlayedDay, judged: readonly JudgeFinding[]): MdrpRow {
  const minutes = (seconds: number) => seconds / 60;
  const { mean, p90, p99, max } = metrics.clickToDoorSec;
  return {
    day,
    seed,
    orders: metrics.orders,
    undelivered: metrics.undelivered,
    clickToDoor: { mean: minutes(mean), p90: minutes(p90), p99: minutes(p99), max: minutes(max) },
    over90Min: metrics.over90Min,
    readyToPickupMin: minutes(metrics.readyToPickupSec.mean),
    excessMin: minutes(metrics.excessSec),
    chargedExcessMin: minutes(metrics.chargedExcessSec),
    courierWaitMin: minutes(metrics.excessParts.courierWaitSec),
    batchWaitMin: minutes(metrics.excessParts.batchWaitSec),
    detourMin: minutes(metrics.excessParts.detourSec),
    costPerOrder: metrics.costPerOrderCents / 100,
    ordersPerBatch: metrics.ordersPerBatch,
    utilisationPct: metrics.utilisationPct,
    cycleMs: played.cycleMs,
    revisions: played.revisions,
    violations: played.violations + judged.length,
    lost: played.lost,
    doubleBound: played.doubleBound,
    findings: [...played.findings, ...describeFindings(judged)].slice(0, 5),
  };
}
