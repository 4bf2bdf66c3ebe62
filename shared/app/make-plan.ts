// From a snapshot to a plan that the judge accepts: travel times, encode, search, decode, check. The ladder makes it never
// worse: the full search, else the last plan repaired, else greedy insertion; where no rung holds, the caller keeps what is.

import type { Violation } from '../domain/check/violation.ts';
import { check } from '../domain/check.ts';
import type { Plan, Rung } from '../domain/plan.ts';
import type { SolveRecord } from '../domain/revision.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { Random } from '../kernel/random.ts';
import type { Milliseconds } from '../kernel/units.ts';
import type { BlockPlan, Problem } from '../solver/problem.ts';
import type { Pace, SearchParams, SearchResult } from '../solver/result.ts';
import { MOST_UNITS } from '../solver/result.ts';
import { search } from '../solver/search.ts';
import { decode } from './decode.ts';
import { type Encoded, encode, modesOf, placesOf } from './encode.ts';
import type { RouteSelection, Telemetry, TravelMatrix } from './ports.ts';
import { searchExactly } from './search-exactly.ts';
import { searchParams } from './search-params.ts';
import type { SolveTrace } from './solve-trace.ts';
import type { Ports } from './use-case-ports.ts';

/** Longer than this nobody waits for exact help, if there is no deadline at all. */
const MOST_HELP_MS: Milliseconds = 60_000;

type PlanPorts = Pick<Ports, 'clock' | 'travel' | 'telemetry'>;

export interface PlanRequest {
  readonly snapshot: Snapshot;
  /** The number that the plan will have if it is committed. */
  readonly revision: number;
  readonly seed: number;
  /** The search ends by then, on the clock's real milliseconds. */
  readonly deadlineMs: Milliseconds;
  /** What travel and encoding take is added to the deadline, up to this; left out: nothing is. */
  readonly lastMs?: Milliseconds;
  /** True: no search; a zone that keeps failing gets the cheap rungs only, and so does one in which nothing has happened. */
  readonly isCheap: boolean;
  readonly readMs: Milliseconds;
  /** Makes the time box the budget of the search, stretch by stretch, instead of the policy's work units. */
  readonly pace?: Pace;
  /** Ends a rung where a run that did so many units was cut; for replays. */
  readonly cuts?: Readonly<Partial<Record<Rung, number>>>;
  /** Gets travel times and every rung that is tried, those that are refused among them. */
  readonly trace?: SolveTrace;
  /** Exact help after the search; off, if left out. The search has to leave it time: `searchUntilMs`. */
  readonly help?: RouteSelection;
  /** The search with exact help ends by then; the deadline, if left out. */
  readonly searchUntilMs?: Milliseconds;
}

export interface PlanMade {
  readonly plan: Plan;
  readonly solve: SolveRecord;
  /** What was searched and what was found there, for explanations. */
  readonly encoded: Encoded;
  readonly blocks: BlockPlan;
  /** Whether an earlier rung than the one that made the plan was tried in vain. */
  readonly fell: boolean;
  /** What exact help chose, for replays; null: nothing, or nobody was asked. */
  readonly chosen: readonly number[] | null;
}

/** The best plan that passes the check; null when none does, which is an incident. */
export async function makePlan(ports: PlanPorts, request: PlanRequest): Promise<PlanMade | null> {
  const { snapshot } = request;
  const started = ports.clock.elapsedMs();
  const travel = await ports.travel.matrix(snapshot.zone.travel, modesOf(snapshot), placesOf(snapshot));
  if (request.trace) request.trace.travel = travel;
  const encoded = encode(snapshot, travel);
  const encodeMs = ports.clock.elapsedMs() - started;
  const deadlineMs = Math.max(request.deadlineMs, Math.min(request.deadlineMs + encodeMs, request.lastMs ?? 0));
  const rungs: readonly Rung[] = request.isCheap ? ['repair', 'greedy'] : ['search', 'repair', 'greedy'];
  for (const rung of rungs) {
    const searchFrom = ports.clock.elapsedMs();
    const params = paramsOf(request, rung, encoded.problem.numOrders);
    const warmStart: BlockPlan = rung === 'greedy' ? [] : encoded.warmStart;
    const found = await findPlan(ports, { ...request, deadlineMs }, encoded.problem, warmStart, params, rung);
    const { result, chosen } = found;
    const checkFrom = ports.clock.elapsedMs();
    const plan = decode(encoded, result, snapshot, travel, request.revision);
    const violations = judge(ports, plan, snapshot, travel, rung);
    const { units, iterations, stopReason } = result;
    const { maxUnits } = params;
    request.trace?.tries.push({ rung, units, maxUnits, iterations, stopReason, violations, plan });
    if (violations.length > 0) continue;
    const timing = {
      read: request.readMs,
      encode: Math.round(encodeMs),
      search: Math.round(checkFrom - searchFrom),
      check: Math.round(ports.clock.elapsedMs() - checkFrom),
    };
    const { policyId, version } = snapshot.policy;
    const costOfKeep = snapshot.lastPlan === null ? null : result.startCost.total;
    return {
      plan,
      solve: {
        rung,
        seed: request.seed,
        units,
        maxUnits,
        iterations,
        stopReason,
        policy: { policyId, version },
        timing,
        costOfKeep,
        costOfPlan: result.cost.total,
      },
      encoded,
      blocks: result.plan,
      fell: rung !== rungs[0],
      chosen,
    };
  }
  return null;
}

interface Found {
  readonly result: SearchResult;
  readonly chosen: readonly number[] | null;
}

/** Searches, with exact help if that is asked for. */
async function findPlan(
  { clock, telemetry }: PlanPorts,
  { seed, deadlineMs, searchUntilMs = deadlineMs, help }: PlanRequest,
  problem: Problem,
  warmStart: BlockPlan,
  params: SearchParams,
  rung: Rung,
): Promise<Found> {
  const rng = new Random(seed);
  if (help === undefined || rung !== 'search') {
    const stop = () => clock.elapsedMs() >= deadlineMs;
    return { result: search(problem, warmStart, params, rng, stop), chosen: null };
  }
  const stop = () => clock.elapsedMs() >= searchUntilMs;
  const limitMs = () => Math.min(MOST_HELP_MS, deadlineMs - clock.elapsedMs());
  const { chosen, ...result } = await searchExactly(problem, warmStart, params, rng, stop, {
    selection: forgiving(help, telemetry),
    limitMs,
  });
  return { result, chosen };
}

/** A solver that fails is a pity and no more: the search has its own plan. */
const forgiving = (selection: RouteSelection, telemetry: Telemetry): RouteSelection => ({
  select: (problem, limitMs) =>
    selection.select(problem, limitMs).catch((error: unknown) => {
      telemetry.warn("exact help failed; the plan is the search's own", { error });
      return null;
    }),
});

function paramsOf({ snapshot, pace, cuts = {} }: PlanRequest, rung: Rung, numOrders: number): SearchParams {
  const stopAtUnits = cuts[rung];
  const params = {
    ...searchParams(snapshot.policy, numOrders),
    ...(stopAtUnits === undefined ? {} : { stopAtUnits }),
  };
  if (rung !== 'search') return { ...params, maxUnits: 0 };
  return { ...params, ...(pace === undefined ? {} : { pace, maxUnits: MOST_UNITS }) };
}

/** A plan with a violation is an incident, not an output. */
function judge(
  ports: PlanPorts,
  plan: Plan,
  snapshot: Snapshot,
  travel: TravelMatrix,
  rung: Rung,
): readonly Violation[] {
  const violations = check(plan, snapshot, travel);
  ports.telemetry.metric('CheckViolations', violations.length);
  if (violations.length === 0) return violations;
  ports.telemetry.incident('a plan was refused by the check', {
    zoneId: plan.zoneId,
    rung,
    violations: violations.slice(0, 10),
  });
  return violations;
}
