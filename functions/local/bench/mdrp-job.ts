// One benchmark day, run whole; the work that the threads of `bench mdrp` share. The row holds only numbers and names, so
// that it crosses the border between threads as it is.
import { join } from 'node:path';
import type { Conditions } from '../../../shared/sim/conditions.ts';
import type { MdrpFigures } from '../../../shared/sim/mdrp-judge/figures.ts';
import { describeFindings, type Verdict } from '../../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { judgePlayed, type PlayedDay, playBy, readMdrpDay, writeSolution } from '../mdrp-day.ts';
import type { Planner } from '../mdrp-planner.ts';
import { describeFaults } from '../read-day.ts';
import { type StabilityFigures, stabilityFigures } from '../stability-figures.ts';
import { askOracle, type OracleBudget, type OracleRow } from './mdrp-oracle.ts';

export interface MdrpJob {
  readonly folder: string;
  readonly seed: number;
  /** What the planner is called in the report. */
  readonly policy: string;
  readonly planner: Planner;
  readonly conditions: Conditions;
  /** Where the solution files go, in a folder a day and seed; null: nowhere. */
  readonly out: string | null;
  /** How hard a search in hindsight tries; null: none is asked for. */
  readonly oracle: OracleBudget | null;
}

/** The judge's figures, and what no file tells: minutes, and money as in the instance. */
export interface MdrpRow extends MdrpFigures {
  readonly policy: string;
  readonly day: string;
  readonly seed: number;
  readonly undelivered: number;
  readonly over90Min: number;
  readonly utilisationPct: number;
  readonly stability: StabilityFigures;
  readonly decisionMs: { readonly p50: number; readonly p99: number };
  readonly revisions: number;
  /** Of plans refused by the check, of cycles that failed, and of what the audit and the judge found. */
  readonly violations: number;
  readonly lost: number;
  readonly doubleBound: number;
  /** What they found first. */
  readonly findings: readonly string[];
  readonly oracle: OracleRow | null;
}

/** Runs the day of a folder. Throws when the folder is no such day, with all its faults. */
export async function runMdrpJob({
  folder,
  seed,
  policy,
  planner,
  conditions,
  out,
  ...job
}: MdrpJob): Promise<MdrpRow> {
  const read = await readMdrpDay(folder, seed, conditions);
  if (!read.ok) throw new Error(describeFaults(read.error));
  const { day } = read.value;
  const played = await playBy(planner, day, seed, conditions);
  const solution = writeMdrpSolution(day, played.log);
  if (out !== null) await writeSolution(join(out, `${day.name}-${seed}`), solution);
  const verdict = judgePlayed(read.value, conditions, played.log, solution);
  const oracle = job.oracle && (await askOracle(read.value, played.log, planner, seed, job.oracle));
  return { policy, day: day.name, seed, ...figuresOf(played, verdict, oracle), oracle };
}

const figuresOf = (
  { metrics, violations, findings, cycleMs, revisions, lost, doubleBound, tentativeMoves }: PlayedDay,
  verdict: Verdict,
  oracle: OracleRow | null,
) => ({
  ...verdict.figures,
  undelivered: verdict.undelivered.length,
  over90Min: metrics.over90Min,
  utilisationPct: metrics.utilisationPct,
  stability: stabilityFigures(metrics, tentativeMoves),
  decisionMs: cycleMs,
  revisions,
  violations: violations + verdict.findings.length + (oracle?.findings.length ?? 0),
  lost,
  doubleBound,
  findings: [...findings, ...describeFindings(verdict.findings), ...(oracle?.findings ?? [])].slice(0, 5),
});
