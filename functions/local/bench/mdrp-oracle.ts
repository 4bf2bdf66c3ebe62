// `bench mdrp --oracle`: what a search in hindsight makes of each played day, as a target, and the flags of it.
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { type Conditions, describeConditions, NEUTRAL } from '../../../shared/sim/conditions.ts';
import { describeFindings } from '../../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { type Hindsight, searchInHindsight } from '../../../shared/sim/oracle/oracle.ts';
import type { WorldLog } from '../../../shared/sim/world-log.ts';
import { judgePlayed, type MdrpDay } from '../mdrp-day.ts';
import type { Planner } from '../mdrp-planner.ts';
import { openBox } from '../pdptw/box.ts';

/** Of each of the two searches of a day. */
export type OracleBudget = { readonly units: number } | { readonly seconds: number };

export interface OracleFlags {
  readonly oracle: boolean;
  readonly units?: number;
  readonly seconds?: number;
}

/** About 20 s for a day of 500 orders. */
export const DEFAULT_UNITS = 10_000_000;

/** Null: none is asked for. It knows the day as it is; another fleet makes another day, which is no hindrance. */
export function oracleBudget(
  { oracle, units, seconds }: OracleFlags,
  conditions: Conditions,
): Result<OracleBudget | null, readonly string[]> {
  if (!oracle)
    return units === undefined && seconds === undefined ? ok(null) : err(['--units, --seconds: add --oracle']);
  if (units !== undefined && seconds !== undefined) return err(['--units, --seconds: give one of them']);
  const [, ...others] = describeConditions({ ...conditions, fleetPct: 100 });
  if (conditions.rules !== 'basic' || others.length > 0)
    return err([
      `--oracle: it is for the day as it is, under basic rules, not for ${[`${conditions.rules} rules`, ...others].join(', ')}`,
    ]);
  return ok(seconds === undefined ? { units: units ?? DEFAULT_UNITS } : { seconds });
}

/** Minutes, and money as in the instance. */
export interface OracleFigures {
  readonly chargedExcess: number;
  readonly undeliveredPct: number;
  readonly costPerOrder: number;
  readonly iterations: number;
  readonly units: number;
}

export interface OracleRow {
  /** Nobody sets out before the placement: what could have been done. The judge has read its files. */
  readonly released: OracleFigures;
  /** Placements ignored. */
  readonly relaxed: OracleFigures;
  readonly findings: readonly string[];
}

/** @param log what was done in the day; the search begins with it. */
export async function askOracle(
  played: MdrpDay,
  log: WorldLog,
  planner: Planner,
  seed: number,
  budget: OracleBudget,
): Promise<OracleRow> {
  const policy = (planner.kind === 'rebatch' ? planner.policy : null) ?? DEFAULT_POLICY;
  const effort =
    'units' in budget
      ? { units: budget.units, openBox: null }
      : { units: DEFAULT_UNITS, openBox: () => openBox(budget.seconds, 'wall') };
  const { released, relaxed } = await searchInHindsight(played.day, log, { policy, seed, ...effort });
  const verdict = judgePlayed(played, NEUTRAL, released.log, writeMdrpSolution(played.day, released.log));
  const { chargedExcess, undeliveredPct, costPerOrder } = verdict.figures;
  return {
    released: { ...figuresOf(released), chargedExcess, undeliveredPct, costPerOrder },
    relaxed: figuresOf(relaxed),
    findings: describeFindings(verdict.findings).map((finding) => `oracle: ${finding}`),
  };
}

const figuresOf = ({ metrics, iterations, units }: Hindsight): OracleFigures => ({
  chargedExcess: metrics.chargedExcessSec / 60,
  undeliveredPct: (100 * metrics.undelivered) / Math.max(1, metrics.orders),
  costPerOrder: metrics.costPerOrderCents / 100,
  iterations,
  units,
});
