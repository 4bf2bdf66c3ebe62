// A Grubhub-format day, from its folder to its solution files: what `bench mdrp` and `simulate mdrp` have in common, so
// that the same day, seed and policy are the same run in both.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { OrderId } from '../../shared/kernel/ids.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Milliseconds } from '../../shared/kernel/units.ts';
import type { AuditReport } from '../../shared/sim/audit/audit.ts';
import { HungarianPolicy } from '../../shared/sim/baseline/hungarian-policy.ts';
import { runDispatcher } from '../../shared/sim/baseline/run-dispatcher.ts';
import type { Day } from '../../shared/sim/day.ts';
import { MDRP_SOLUTION_FILES, type MdrpSolution, type MdrpTexts } from '../../shared/sim/mdrp-files.ts';
import type { DayMetrics } from '../../shared/sim/metrics.ts';
import { type DayResult, runDay, type SnapshotRequest } from '../../shared/sim/run-day.ts';
import type { FileFault } from '../../shared/sim/tab-separated.ts';
import type { WorldLog } from '../../shared/sim/world-log.ts';
import { readDay, readTexts } from './read-day.ts';

/** Monday, 5 January 2026: any day will do, the format has minutes only. */
const START_AT = Date.UTC(2026, 0, 5) / 1000;

/** Shifts are known beforehand in this benchmark: couriers report an hour ahead. */
const ANNOUNCE_SEC = 3600;

export interface MdrpDay {
  readonly day: Day;
  /** As they are in the folder: the judge reads them for itself. */
  readonly texts: MdrpTexts;
}

/** The search draws its seed from the zone's name. */
export async function readMdrpDay(folder: string, seed: number): Promise<Result<MdrpDay, readonly FileFault[]>> {
  const texts = await readTexts(folder);
  const day = await readDay(folder, { zoneId: `bench-${seed}`, startAt: START_AT });
  if (!texts.ok) return texts;
  return day.ok ? ok({ day: day.value, texts: texts.value }) : day;
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
}

/** Who decides: our own planner under a policy (null: the default one), or a baseline to compare with. */
export type Planner = { readonly kind: 'rebatch'; readonly policy: Policy | null } | { readonly kind: 'hungarian' };

export async function playBy(
  planner: Planner,
  day: Day,
  seed: number,
  snapshot: SnapshotRequest | null = null,
): Promise<PlayedDay> {
  if (planner.kind === 'hungarian') {
    const run = runDispatcher(day, new HungarianPolicy(), { seed, stopwatch, world: { announceSec: ANNOUNCE_SEC } });
    return { ...run, violations: 0, findings: [] };
  }
  const result = await playMdrpDay(day, planner.policy, seed, snapshot);
  const violations = result.checkViolations + result.cyclesFailed + result.audit.violations;
  return { ...result, violations, findings: describeAudit(result.audit) };
}

const stopwatch = (): Milliseconds => performance.now();

/** Through the use cases, under a policy of the run's own or, with null, the default one. */
export const playMdrpDay = (
  day: Day,
  policy: Policy | null,
  seed: number,
  snapshot: SnapshotRequest | null = null,
): Promise<DayResult> =>
  runDay(withPolicy(day, policy), {
    seed,
    stopwatch,
    world: { announceSec: ANNOUNCE_SEC },
    ...(snapshot === null ? {} : { snapshot }),
  });

/** A policy of the run's own goes in under another version, like any change of policy. */
function withPolicy(day: Day, policy: Policy | null): Day {
  if (policy === null) return day;
  const version = DEFAULT_POLICY.version + 1;
  const { policyId } = policy;
  return { ...day, policy: { ...policy, version }, zone: { ...day.zone, policy: { policyId, version } } };
}

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
export const undeliveredIn = ({ orders }: WorldLog): readonly OrderId[] =>
  orders.filter(({ deliveries }) => deliveries.length === 0).map(({ orderId }) => orderId);

/** One line a finding, for people. */
export const describeAudit = ({ findings }: AuditReport): readonly string[] =>
  findings.map(({ rule, orderId, courierId, detail }) => `${rule} ${orderId ?? courierId}: ${detail}`);
