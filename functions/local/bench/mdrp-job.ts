// One benchmark day, run whole; the work that the threads of `bench mdrp` share. The row holds only numbers and names, so
// that it crosses the border between threads as it is.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Day } from '../../../shared/sim/day.ts';
import { MDRP_SOLUTION_FILES, writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { type DayResult, runDay } from '../../../shared/sim/run-day.ts';
import { describeFaults, readDay } from '../read-day.ts';

export interface MdrpJob {
  readonly folder: string;
  readonly seed: number;
  /** In place of the default policy; null: that one. */
  readonly policy: Policy | null;
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
  /** Of plans refused by the check, of cycles that failed, and of what the audit found. */
  readonly violations: number;
  readonly lost: number;
  readonly doubleBound: number;
  /** What the audit found first. */
  readonly findings: readonly string[];
}

/** Monday, 5 January 2026: any day will do, the format has minutes only. */
const START_AT = Date.UTC(2026, 0, 5) / 1000;

/** Runs the day of a folder. Throws when the folder is no such day, with all its faults. */
export async function runMdrpJob(job: MdrpJob): Promise<MdrpRow> {
  const read = await readDay(job.folder, { zoneId: `bench-${job.seed}`, startAt: START_AT });
  if (!read.ok) throw new Error(describeFaults(read.error));
  const day = withPolicy(read.value, job.policy);
  const stopwatch = () => performance.now();
  const result = await runDay(day, { seed: job.seed, stopwatch, world: { announceSec: ANNOUNCE_SEC } });
  if (job.out !== null) await writeSolution(join(job.out, `${day.name}-${job.seed}`), result);
  return rowOf(result, job.seed);
}

async function writeSolution(folder: string, { day, log }: DayResult): Promise<void> {
  const texts = writeMdrpSolution(day, log);
  await mkdir(folder, { recursive: true });
  for (const name of ['assignments', 'orders', 'couriers'] as const)
    await writeFile(join(folder, MDRP_SOLUTION_FILES[name]), texts[name]);
}

/** Shifts are known beforehand in this benchmark: couriers report an hour ahead. */
const ANNOUNCE_SEC = 3600;

/** A policy of the run's own goes in under another version, like any change of policy. */
function withPolicy(day: Day, policy: Policy | null): Day {
  if (policy === null) return day;
  const version = DEFAULT_POLICY.version + 1;
  const { policyId } = policy;
  return { ...day, policy: { ...policy, version }, zone: { ...day.zone, policy: { policyId, version } } };
}

function rowOf({ day, metrics, audit, ...result }: DayResult, seed: number): MdrpRow {
  const minutes = (seconds: number) => seconds / 60;
  const { mean, p90, p99, max } = metrics.clickToDoorSec;
  return {
    day: day.name,
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
    cycleMs: result.cycleMs,
    revisions: result.revisions,
    violations: result.checkViolations + result.cyclesFailed + audit.violations,
    lost: audit.lost,
    doubleBound: audit.doubleBound,
    findings: audit.findings.slice(0, 5).map((one) => `${one.rule} ${one.orderId ?? one.courierId}: ${one.detail}`),
  };
}
