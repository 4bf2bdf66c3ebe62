// One cycle of one zone: claim, load, plan, commit, publish (docs/architecture.md). The claim comes before the facts
// are read and `covered` is the want of that claim, so no wake-up is lost; the head's fence makes one writer safe.
import { diffPlan } from '../domain/diff.ts';
import { longestWait } from '../domain/longest-wait.ts';
import { isClosed } from '../domain/order.ts';
import type { Rung } from '../domain/plan.ts';
import type { PlanRevision } from '../domain/revision.ts';
import { samePlan } from '../domain/same-plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { hash32 } from '../kernel/random.ts';
import { invariant } from '../kernel/result.ts';
import type { EpochSeconds, Milliseconds, Seconds } from '../kernel/units.ts';
import { Unavailable } from './errors.ts';
import { explainDecisions } from './explain-decisions.ts';
import { tidyZone } from './housekeeping.ts';
import { keepSolve, type SolveDone } from './keep-solve.ts';
import { makePlan, type PlanMade } from './make-plan.ts';
import type { MetricName, ReplanRequest, WriteOutcome, ZoneHead } from './ports.ts';
import { publishRevision } from './publish.ts';
import { GREEDY_FROM_ATTEMPT, isQuarantined, mustPause, retryAfter } from './quarantine.ts';
import { isQuiet } from './quiet.ts';
import { type LoadedZone, loadZone } from './snapshot.ts';
import { newTrace } from './solve-trace.ts';
import type { Ports } from './use-case-ports.ts';

export type CycleOutcome =
  /** Another cycle has seen the facts: nothing to do. */
  | { readonly kind: 'covered' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'committed'; readonly revision: number; readonly rung: Rung }
  /** Another writer was faster, twice; its plan stands and the tick follows up. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'quarantined' };

/** Kept of the function's time for writing and publishing what was found. */
const WRITE_RESERVE_MS: Milliseconds = 3000;
const MAX_ROUNDS = 2;
const REVISION_TTL_SEC: Seconds = 7 * 86_400;
/** A quiet zone's live revision is rewritten well before it expires. */
const REVISION_REFRESH_SEC: Seconds = 86_400;

/**
 * Plans a zone if it needs it. `remainingMs` says how long the function may still run. No fault of planning leaves here:
 * the zone keeps its plan and tries again later. Throws only `Unavailable`, when a store does not answer.
 */
export async function reoptimize(
  ports: Ports,
  request: ReplanRequest,
  remainingMs: () => Milliseconds,
): Promise<CycleOutcome> {
  ports.telemetry.about({ zoneId: request.zoneId });
  const started = ports.clock.elapsedMs();
  const head = await ports.heads.get(request.zoneId);
  const idle = head === null ? null : idleOutcome(head, request, ports.clock.now());
  ports.telemetry.metric('ReplansCovered', idle === null ? 0 : 1);
  if (idle !== null) return idle;
  const run: Run = { remainingMs, solves: [] };
  try {
    const outcome = await runRounds(ports, request, run);
    ports.telemetry.metric('CycleTime', Math.round(ports.clock.elapsedMs() - started), 'Milliseconds');
    return outcome;
  } finally {
    for (const done of run.solves) await keepSolve(ports, done, remainingMs());
  }
}

/** What the rounds of a cycle share. */
interface Run {
  readonly remainingMs: () => Milliseconds;
  /** What was solved, to be kept when everything else is over. */
  readonly solves: SolveDone[];
}

/** Why there is nothing to do now; null when there is. */
function idleOutcome(head: ZoneHead, request: ReplanRequest, at: EpochSeconds): CycleOutcome | null {
  if (isQuarantined(head, at)) return { kind: 'quarantined' };
  return needsCycle(head, request) ? null : { kind: 'covered' };
}

function needsCycle(head: ZoneHead, request: ReplanRequest): boolean {
  const isDue = request.dueBefore !== null && head.plannedAt <= request.dueBefore;
  return head.covered < request.want || isDue || head.publishedRev < head.revision;
}

async function runRounds(ports: Ports, request: ReplanRequest, run: Run): Promise<CycleOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const at = ports.clock.now();
    const claim = await ports.heads.claim(request.zoneId, at);
    const outcome = await runClaim(ports, claim, at, run);
    if (outcome.kind !== 'stale') return outcome;
    ports.telemetry.metric('RevisionsStale', 1);
  }
  return { kind: 'stale' };
}

async function runClaim(ports: Ports, claim: ZoneHead, at: EpochSeconds, run: Run): Promise<CycleOutcome> {
  ports.telemetry.about({ revision: claim.revision + 1 });
  if (mustPause(claim)) return pause(ports, claim, at);
  try {
    return await cycle(ports, claim, at, run);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    ports.telemetry.metric('CyclesFailed', 1);
    ports.telemetry.incident('a cycle failed; the zone keeps its plan', { zoneId: claim.zoneId, error });
    await ports.heads.backOff(claim.zoneId, at + retryAfter(claim));
    return { kind: 'failed' };
  }
}

/** A zone that failed again and again stops only itself: no work is tried until the pause is over. */
async function pause(ports: Ports, claim: ZoneHead, at: EpochSeconds): Promise<CycleOutcome> {
  ports.telemetry.metric('ZonesQuarantined', 1);
  ports.telemetry.incident('a zone is quarantined', { zoneId: claim.zoneId, attempts: claim.attempts });
  await ports.heads.backOff(claim.zoneId, at + retryAfter(claim));
  return { kind: 'quarantined' };
}

async function cycle(ports: Ports, claim: ZoneHead, at: EpochSeconds, run: Run): Promise<CycleOutcome> {
  // What is committed is decided: a zone that was frozen in between tells all of it, and then nothing more.
  await drain(ports, claim);
  if (claim.frozen) return cover(ports, claim, at, 'stopped');
  const readFrom = ports.clock.elapsedMs();
  const loaded = await loadZone(ports, claim, at);
  ports.telemetry.about({ group: loaded.snapshot.zone.group ?? null });
  const readMs = Math.round(ports.clock.elapsedMs() - readFrom);
  if (loaded.snapshot.zone.killSwitch) return cover(ports, claim, at, 'stopped');
  return solve(ports, claim, loaded, readMs, run);
}

/** Plans, commits and publishes, and notes what was solved, however that ends. */
async function solve(
  ports: Ports,
  claim: ZoneHead,
  loaded: LoadedZone,
  readMs: Milliseconds,
  { remainingMs, solves }: Run,
): Promise<CycleOutcome> {
  const { snapshot } = loaded;
  const boxMs = Math.max(0, Math.min(snapshot.zone.timeBoxMs, remainingMs() - WRITE_RESERVE_MS));
  const request = {
    snapshot,
    revision: claim.revision + 1,
    // Of what there is to plan for, not of how often somebody looked.
    seed: hash32(`${claim.zoneId}:${claim.want}`),
    deadlineMs: ports.clock.elapsedMs() + boxMs,
    // The box is the search's own: the travel of a very large zone takes longer than it.
    lastMs: ports.clock.elapsedMs() + remainingMs() - WRITE_RESERVE_MS,
    isCheap: claim.attempts >= GREEDY_FROM_ATTEMPT || isQuiet(claim, loaded),
    readMs,
    trace: newTrace(),
  };
  try {
    const made = await makePlan(ports, request);
    invariant(made !== null, `no rung gave a plan that passes the check for zone ${claim.zoneId}`);
    const outcome = await commit(ports, claim, snapshot, made);
    if (outcome.kind !== 'stale') await tidyZone(ports, snapshot);
    solves.push({ claim, request, outcome: outcome.kind, error: null });
    return outcome;
  } catch (error) {
    solves.push({ claim, request, outcome: 'failed', error });
    throw error;
  }
}

/** Publishes what a crash left unpublished: a revision follows another only when that one is published whole. */
async function drain(ports: Ports, head: ZoneHead): Promise<void> {
  if (head.publishedRev >= head.revision) return;
  const revision = await ports.revisions.get(head.zoneId, head.revision, head.attempt);
  if (revision !== null) return publishRevision(ports, head.zoneId, revision, head.publishedChunk);
  ports.telemetry.incident('an unpublished revision has expired; its changes are given up', {
    zoneId: head.zoneId,
    revision: head.revision,
  });
  await ports.heads.published(head.zoneId, head.revision, head.publishedChunk, true);
}

type Commit = Extract<CycleOutcome, { readonly kind: 'committed' | 'unchanged' | 'stale' }>;

async function commit(ports: Ports, claim: ZoneHead, snapshot: Snapshot, made: PlanMade): Promise<Commit> {
  const { zoneId } = claim;
  const { at } = snapshot;
  const revision = buildRevision(claim, snapshot, made);
  reportPlan(ports, snapshot, revision, made.fell);
  if (isUnchanged(snapshot, revision)) return cover(ports, claim, at, 'unchanged');
  const explanations = explainDecisions(ports.clock, made, snapshot, revision.decisions);
  const fence = await timed(ports, 'WriteTime', () => write(ports, claim, { ...revision, explanations }));
  if (fence === 'conflict') return { kind: 'stale' };
  ports.telemetry.metric('RevisionsCommitted', 1);
  if (revision.changes.length > 0) await timed(ports, 'PublishTime', () => publishRevision(ports, zoneId, revision, 0));
  return { kind: 'committed', revision: revision.revision, rung: made.solve.rung };
}

/** The revision, where nobody looks; then the head, which points there if nobody else was faster. */
async function write(ports: Ports, { zoneId, want }: ZoneHead, revision: PlanRevision): Promise<WriteOutcome> {
  const { createdAt, attempt, changes } = revision;
  await ports.revisions.put(zoneId, revision, createdAt + REVISION_TTL_SEC);
  return ports.heads.commit({
    zoneId,
    from: revision.revision - 1,
    attempt,
    covered: want,
    plannedAt: createdAt,
    nothingToPublish: changes.length === 0,
  });
}

/** What comes after the plan cannot say in its revision how long it took. */
async function timed<T>({ clock, telemetry }: Ports, name: MetricName, work: () => Promise<T>): Promise<T> {
  const from = clock.elapsedMs();
  const result = await work();
  telemetry.metric(name, Math.round(clock.elapsedMs() - from), 'Milliseconds');
  return result;
}

/** Notes that the facts of the claim are seen, unless another plan has come in between that need not have seen them. */
async function cover<K extends 'stopped' | 'unchanged'>(
  ports: Ports,
  claim: ZoneHead,
  at: EpochSeconds,
  kind: K,
): Promise<{ readonly kind: K | 'stale' }> {
  const fence = await ports.heads.cover(claim.zoneId, claim.revision, claim.want, at);
  return { kind: fence === 'written' ? kind : 'stale' };
}

function buildRevision(claim: ZoneHead, snapshot: Snapshot, made: PlanMade): PlanRevision {
  const number = claim.revision + 1;
  const { changes, decisions } = diffPlan(made.plan, snapshot);
  return {
    revision: number,
    attempt: claim.claims,
    parentAttempt: claim.attempt,
    createdAt: snapshot.at,
    plan: made.plan,
    changes,
    decisions,
    solve: made.solve,
  };
}

function isUnchanged({ lastPlan, at }: Snapshot, { plan, changes }: PlanRevision): boolean {
  if (lastPlan === null || changes.length > 0) return false;
  return at - lastPlan.plannedAt < REVISION_REFRESH_SEC && samePlan(plan, lastPlan);
}

function reportPlan(
  { telemetry }: Ports,
  snapshot: Snapshot,
  { revision, plan, changes, solve }: PlanRevision,
  fell: boolean,
): void {
  const open = snapshot.orders.filter((order) => !isClosed(order)).length;
  telemetry.metric('OpenOrders', open);
  telemetry.metric('UnassignedOrders', plan.unassigned.length);
  telemetry.metric('LongestWait', longestWait(snapshot.orders, plan, snapshot.at), 'Seconds');
  telemetry.metric('PlanChanges', changes.length);
  telemetry.metric('ReadTime', solve.timing.read, 'Milliseconds');
  telemetry.metric('EncodeTime', solve.timing.encode, 'Milliseconds');
  telemetry.metric('SearchTime', solve.timing.search, 'Milliseconds');
  telemetry.metric('CheckTime', solve.timing.check, 'Milliseconds');
  telemetry.info('planned', {
    zoneId: plan.zoneId,
    revision,
    at: plan.plannedAt,
    openOrders: open,
    unassigned: plan.unassigned.length,
    routes: plan.routes.length,
    offers: changes.filter((change) => change.kind === 'offer').length,
    withdrawals: changes.filter((change) => change.kind === 'withdraw').length,
    positions: changes.filter((change) => change.kind === 'position').length,
    cost: plan.cost.total,
    fell,
    ...solve,
  });
}
