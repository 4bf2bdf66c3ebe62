// `simulate mdrp`: lives through one Grubhub-format day, writes what happened in the benchmark's
// files, and lets the judge read those.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { describeConditions } from '../../../shared/sim/conditions.ts';
import type { Day } from '../../../shared/sim/day.ts';
import type { MdrpFigures } from '../../../shared/sim/mdrp-judge/figures.ts';
import { describeFindings, type Verdict } from '../../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import type { SnapshotRequest } from '../../../shared/sim/run-day.ts';
import {
  judgePlayed,
  type MdrpDay,
  type PlayedDay,
  playBy,
  readMdrpDay,
  readSolution,
  writeSolution,
} from '../mdrp-day.ts';
import { readPlanner } from '../mdrp-planner.ts';
import { describeFaults } from '../read-day.ts';
import { describeStability, type StabilityFigures, stabilityFigures } from '../stability-figures.ts';
import { TERMINAL, type Voice } from '../voice.ts';
import { type MdrpOptions, mdrpOptionsCommand, readMdrpOptions } from './mdrp-options.ts';

/** The content of metrics.json: minutes, and money as in the instance. */
export interface MdrpMetrics extends MdrpFigures {
  readonly decisionMs: { readonly p50: number; readonly p99: number };
  readonly stability: StabilityFigures;
  /** Of plans refused by the check, failed cycles, the audit's findings, and the judge's. */
  readonly violations: number;
}

/** 0: the day was played and is sound; 1: a violation; 2: it could not be played as asked. */
export const mdrpCommand = (): Command =>
  mdrpOptionsCommand().action(async (given: Readonly<Record<string, unknown>>) => {
    process.exitCode = await simulateMdrp(given, TERMINAL);
  });

/** Answers the exit code. */
export async function simulateMdrp(given: Readonly<Record<string, unknown>>, voice: Voice): Promise<number> {
  const refuse = (faults: readonly string[]): number => {
    voice.complain(`${faults.join('\n')}\n`);
    return 2;
  };
  const options = readMdrpOptions(given);
  if ('faults' in options) return refuse(options.faults);
  const [input, planner, out] = await Promise.all([
    readInput(options),
    readPlanner(options.policy),
    makeFolder(options),
  ]);
  if (!input.ok || !planner.ok || !out.ok)
    return refuse([input, planner, out].flatMap((one) => (one.ok ? [] : one.error)));
  const { day } = input.value;
  const { conditions, seed } = options;
  voice.say(
    `${day.name}: ${day.orders.length} orders, ${day.couriers.length} couriers, ${describeConditions(conditions).join(', ')} ...\n`,
  );
  const kept: { text: string | null } = { text: null };
  const result = await playBy(planner.value, day, seed, conditions, keepSnapshot(options, day, kept));
  const faults = await writeSnapshot(options, kept.text);
  if (faults.length > 0) return refuse(faults);
  await writeSolution(options.out, writeMdrpSolution(day, result.log));
  const verdict = judgePlayed(input.value, conditions, result.log, await readSolution(options.out));
  const metrics = metricsOf(result, verdict);
  await writeFile(join(options.out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
  voice.say(renderMetrics(metrics, result, verdict));
  return metrics.violations > 0 ? 1 : 0;
}

/** Keeps what `solve snapshot` reads, once the day is so far. */
function keepSnapshot(
  { snapshot: asked }: MdrpOptions,
  day: Day,
  kept: { text: string | null },
): SnapshotRequest | null {
  if (asked === null) return null;
  const take = (snapshot: Snapshot, revision: number) => {
    kept.text = `${JSON.stringify({ ...snapshot, revision }, null, 2)}\n`;
  };
  return { at: day.startAt + 60 * asked.minute, take };
}

/** What is wrong with it, if anything. */
async function writeSnapshot({ snapshot }: MdrpOptions, text: string | null): Promise<readonly string[]> {
  if (snapshot === null) return [];
  const { file, minute } = snapshot;
  if (text === null) {
    return [`SNAPSHOT_NOT_TAKEN: --snapshot-at ${minute}: the day ended before. Give an earlier minute.`];
  }
  return writeFile(file, text).then(
    () => [],
    (error: Error) => [`FILE_UNUSABLE: --snapshot ${file}: ${error.message}. Name another.`],
  );
}

async function readInput(options: MdrpOptions): Promise<Result<MdrpDay, readonly string[]>> {
  const read = await readMdrpDay(options.in, options.seed, options.conditions);
  return read.ok
    ? read
    : err([`DAY_UNREADABLE: --in ${options.in}: the day cannot be played.`, describeFaults(read.error)]);
}

async function makeFolder({ out }: MdrpOptions): Promise<Result<null, readonly string[]>> {
  try {
    await mkdir(out, { recursive: true });
    return ok(null);
  } catch (error) {
    return err([`FOLDER_UNUSABLE: --out ${out}: ${error instanceof Error ? error.message : error}.`]);
  }
}

const metricsOf = (
  { cycleMs, violations, metrics, tentativeMoves }: PlayedDay,
  { figures, findings }: Verdict,
): MdrpMetrics => ({
  ...figures,
  decisionMs: cycleMs,
  stability: stabilityFigures(metrics, tentativeMoves),
  violations: violations + findings.length,
});

function renderMetrics(metrics: MdrpMetrics, played: PlayedDay, verdict: Verdict): string {
  const min = (minutes: number): string => minutes.toFixed(2);
  const { undelivered } = verdict;
  const named =
    undelivered.length === 0 ? '' : `: ${undelivered.slice(0, 10).join(', ')}${undelivered.length > 10 ? ', ...' : ''}`;
  const rows: readonly (readonly [string, string])[] = [
    ['orders', String(metrics.orders)],
    ['undelivered', `${undelivered.length} (${metrics.undeliveredPct.toFixed(3)} %)${named}`],
    [
      'click-to-door, min',
      `${min(metrics.ctd)}, 90 % ${min(metrics.ctd90)}, 99 % ${min(metrics.ctd99)}, max ${min(metrics.ctdMax)}, ` +
        `over 90 min: ${played.metrics.over90Min}`,
    ],
    ['above the target, min', min(metrics.overage)],
    ['ready-to-pickup, min', min(metrics.rtp)],
    ['bound, min', min(metrics.bound)],
    ['excess, min', `${min(metrics.excess)}, charged ${min(metrics.chargedExcess)}`],
    [
      '  of it',
      `courier ${min(metrics.courierWait)}, bundle ${min(metrics.bundleWait)}, detour ${min(metrics.detour)}`,
    ],
    ['cost per order', metrics.costPerOrder.toFixed(2)],
    ['orders per bundle', metrics.ordersPerBundle.toFixed(2)],
    ['courier utilisation', `${played.metrics.utilisationPct.toFixed(1)} %`],
    ...describeStability(metrics.stability),
    ['decision time', `p50 ${Math.round(metrics.decisionMs.p50)} ms, p99 ${Math.round(metrics.decisionMs.p99)} ms`],
    ['violations', String(metrics.violations)],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(22)}  ${value}`);
  const findings = [...describeFindings(verdict.findings), ...played.findings].slice(0, 20);
  return [...lines, ...findings.map((finding) => `  ${finding}`), ''].join('\n');
}
