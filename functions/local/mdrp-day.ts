// A Grubhub-format day, from its folder to its solution files: what `bench mdrp` and `simulate mdrp` have in common, so
// that the same day, conditions, seed and policy are the same run in both.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrderId } from '../../shared/kernel/ids.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Milliseconds } from '../../shared/kernel/units.ts';
import type { AuditReport } from '../../shared/sim/audit/audit.ts';
import type { Dispatcher } from '../../shared/sim/baseline/dispatcher.ts';
import { HungarianPolicy } from '../../shared/sim/baseline/hungarian-policy.ts';
import { PublishedPolicy } from '../../shared/sim/baseline/published-policy.ts';
import { runDispatcher } from '../../shared/sim/baseline/run-dispatcher.ts';
import { type Conditions, policyUnder, worldUnder } from '../../shared/sim/conditions.ts';
import type { Day } from '../../shared/sim/day.ts';
import { withFleet } from '../../shared/sim/fleet.ts';
import { leak } from '../../shared/sim/leak.ts';
import { MDRP_SOLUTION_FILES, type MdrpSolution, type MdrpTexts } from '../../shared/sim/mdrp-files.ts';
import { couriersText, ordersText } from '../../shared/sim/mdrp-instance-writer.ts';
import { judgeMdrp, type Verdict } from '../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../shared/sim/mdrp-writer.ts';
import { type DayMetrics, measure } from '../../shared/sim/metrics.ts';
import { runDay, type SnapshotRequest } from '../../shared/sim/run-day.ts';
import type { FileFault } from '../../shared/sim/tab-separated.ts';
import { isUncertain } from '../../shared/sim/uncertainty.ts';
import type { WorldLog } from '../../shared/sim/world-log.ts';
import type { Baseline, Planner } from './mdrp-planner.ts';
import { readDay, readTexts } from './read-day.ts';
import { withPolicy } from './with-policy.ts';

/** Monday, 5 January 2026: any day will do, the format has minutes only. */
const START_AT = Date.UTC(2026, 0, 5) / 1000;

export interface MdrpDay {
  readonly day: Day;
  /** As they are in the folder, with the couriers of the fleet that is asked for: the judge reads them for itself. */
  readonly texts: MdrpTexts;
}

/** The search draws its seed from the zone's name, and the choice of a changed fleet from the seed. */
export async function readMdrpDay(
  folder: string,
  seed: number,
  { fleetPct }: Conditions,
): Promise<Result<MdrpDay, readonly FileFault[]>> {
  const texts = await readTexts(folder);
  const read = await readDay(folder, { zoneId: `bench-${seed}`, startAt: START_AT });
  if (!texts.ok) return texts;
  if (!read.ok) return read;
  if (fleetPct === 100) return ok({ day: read.value, texts: texts.value });
  const day = withFleet(read.value, fleetPct, seed);
  return ok({ day, texts: { ...texts.value, couriers: couriersText(day) } });
}

/** What came of a day, whoever decided. */
export interface PlayedDay {
  readonly log: WorldLog;
  readonly metrics: DayMetrics;
  /** Real time of a decision. */
  readonly cycleMs: { readonly p50: Milliseconds; readonly p99: Milliseconds };
  /** Plans that the check refused, failed cycles, and what the audit found; none for a baseline, which has none of these. */
  readonly violations: number;
  readonly findings: readonly string[];
  /** Of the audit, and how many plans were made; 0 for a baseline. */
  readonly lost: number;
  readonly doubleBound: number;
  readonly revisions: number;
  /** Orders that went to another courier in the plan before anybody was told; 0 for a baseline. */
  readonly tentativeMoves: number;
}

/** Plays the day as `conditions` have it. The figures are those of the day as it is: a leak hides in no click-to-door. */
export async function playBy(
  planner: Planner,
  day: Day,
  seed: number,
  conditions: Conditions,
  snapshot: SnapshotRequest | null = null,
): Promise<PlayedDay> {
  const played = leak(day, 60 * conditions.foresightMin);
  const options = { seed, stopwatch, world: worldUnder(conditions) };
  if (planner.kind !== 'rebatch') {
    const { log, cycleMs } = runDispatcher(played, baselineOf(planner.kind, conditions), options);
    return {
      log,
      cycleMs,
      metrics: measure(day, log),
      violations: 0,
      findings: [],
      lost: 0,
      doubleBound: 0,
      revisions: 0,
      tentativeMoves: 0,
    };
  }
  const policy = policyUnder(planner.policy, conditions);
  const run = await runDay(withPolicy(played, policy), { ...options, ...(snapshot === null ? {} : { snapshot }) });
  const { log, cycleMs, audit, revisions, tentativeMoves } = run;
  const violations = run.checkViolations + run.cyclesFailed + audit.violations;
  const { lost, doubleBound } = audit;
  const findings = describeAudit(audit);
  const metrics = measure(day, log);
  return { log, cycleMs, metrics, violations, findings, lost, doubleBound, revisions, tentativeMoves };
}

const baselineOf = (kind: Baseline, { noticeMin, rules }: Conditions): Dispatcher =>
  kind === 'hungarian' ? new HungarianPolicy(60 * noticeMin) : new PublishedPolicy(60 * noticeMin, rules);

const stopwatch = (): Milliseconds => performance.now();

const SOLUTION_PARTS = ['assignments', 'orders', 'couriers'] as const;

export async function writeSolution(folder: string, texts: MdrpSolution): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const part of SOLUTION_PARTS) await writeFile(join(folder, MDRP_SOLUTION_FILES[part]), texts[part]);
}

export async function readSolution(folder: string): Promise<MdrpSolution> {
  const read = (part: keyof MdrpSolution): Promise<string> => readFile(join(folder, MDRP_SOLUTION_FILES[part]), 'utf8');
  return { assignments: await read('assignments'), orders: await read('orders'), couriers: await read('couriers') };
}

/** The orders that the run owns up to not having delivered. */
const undeliveredIn = ({ orders }: WorldLog): readonly OrderId[] =>
  orders.filter(({ deliveries }) => deliveries.length === 0).map(({ orderId }) => orderId);

/** One line a finding, for people. */
const describeAudit = ({ findings }: AuditReport): readonly string[] =>
  findings.map(({ rule, orderId, courierId, detail }) => `${rule} ${orderId ?? courierId}: ${detail}`);

/**
 * The judge's word on a day that was played and written down. With foresight, its rules are held against the placements
 * that were made known, and its figures are those of the day as it is.
 */
export function judgePlayed(
  { day, texts }: MdrpDay,
  conditions: Conditions,
  log: WorldLog,
  solution: MdrpSolution,
): Verdict {
  const undelivered = undeliveredIn(log);
  const { foresightMin, rules } = conditions;
  const terms = { rules, isUncertain: isUncertain(conditions) };
  const verdict = judgeMdrp(texts, solution, undelivered, terms);
  if (foresightMin === 0) return verdict;
  const known = leak(day, 60 * foresightMin);
  const instance = { ...texts, orders: ordersText(known) };
  return {
    ...verdict,
    findings: judgeMdrp(instance, writeMdrpSolution(known, log), undelivered, terms).findings,
  };
}
