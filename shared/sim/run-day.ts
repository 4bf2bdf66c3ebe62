// Runs a day in memory: the world on one side, the real use cases on the twins of their ports on the other, in virtual time.
// Nothing in it reads a wall clock, so a day with the same seed is the same day; budgets are the policy's work units.
import { MemoryClock } from '../adapters/memory/clock.ts';
import { MemoryCourierStore } from '../adapters/memory/courier-store.ts';
import { MemoryHeadStore } from '../adapters/memory/head-store.ts';
import { MemoryOrderStore } from '../adapters/memory/order-store.ts';
import { MemoryOutbox } from '../adapters/memory/outbox.ts';
import { MemoryRevisionStore } from '../adapters/memory/revision-store.ts';
import { MemorySettingsStore } from '../adapters/memory/settings-store.ts';
import { MemoryTelemetry } from '../adapters/memory/telemetry.ts';
import { TravelProvider } from '../adapters/travel/travel-times.ts';
import { ingestEvent, wakeZone } from '../app/ingest.ts';
import { reoptimize } from '../app/reoptimize.ts';
import { reportPositions } from '../app/report-positions.ts';
import { loadZone } from '../app/snapshot.ts';
import { tickBeat, tickMinute } from '../app/tick.ts';
import type { Order } from '../domain/order.ts';
import type { Plan } from '../domain/plan.ts';
import type { PlanRevision } from '../domain/revision.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { OrderId } from '../kernel/ids.ts';
import { Random } from '../kernel/random.ts';
import type { EpochSeconds, Milliseconds, Seconds } from '../kernel/units.ts';
import { type AuditReport, audit } from './audit/audit.ts';
import type { Day } from './day.ts';
import { type DayMetrics, measure } from './metrics.ts';
import { percentile } from './percentile.ts';
import { isUncertain } from './uncertainty.ts';
import { type Emission, World, type WorldOptions } from './world.ts';
import type { WorldLog } from './world-log.ts';

export interface RunDayOptions {
  /** Of the world, and of the search through the zone's name. */
  readonly seed: number;
  readonly world?: WorldOptions;
  /** Wake-ups wait until this long after the last cycle, as bursts do behind a running solve; 60 by default. */
  readonly replanGapSec?: Seconds;
  /** Real milliseconds, for the cycle times only; without it they are 0. */
  readonly stopwatch?: () => Milliseconds;
  /** Moments at which the tick stays away, as if nobody had looked. */
  readonly skipTicksAt?: ReadonlySet<EpochSeconds>;
  /** What the planner could see at a moment, before it plans: for a closer look. */
  readonly snapshot?: SnapshotRequest;
  /** Called once a minute of the day, which goes on when it is done. */
  readonly onMinute?: (at: EpochSeconds) => void | Promise<void>;
}

export interface SnapshotRequest {
  readonly at: EpochSeconds;
  /** Called once, with the number of the plan that holds then; 0: none yet. */
  readonly take: (snapshot: Snapshot, revision: number) => void;
}

export interface DayResult {
  readonly day: Day;
  readonly metrics: DayMetrics;
  readonly audit: AuditReport;
  /** Plans that the check refused. */
  readonly checkViolations: number;
  readonly cyclesFailed: number;
  readonly revisions: number;
  /** Moments at which the tick had the zone planned, and nothing came of it. */
  readonly idleTicks: readonly EpochSeconds[];
  /** How often a plan moved an order to another courier before anybody was told. */
  readonly tentativeMoves: number;
  readonly cycleMs: { readonly p50: Milliseconds; readonly p99: Milliseconds };
  readonly incidents: readonly unknown[];
  readonly log: WorldLog;
  /** As stored at the end, archived ones too. */
  readonly orders: readonly Order[];
  /** The plan that stood at the end. */
  readonly lastPlan: Plan | null;
}

const MINUTE: Seconds = 60;
/** A day that has not ended this long after it began is given up and reported as it is. */
const LONGEST_DAY: Seconds = 48 * 3600;
/** No function's time runs out here: the work units bound the search. */
const UNHURRIED: Milliseconds = 3_600_000;

export async function runDay(day: Day, options: RunDayOptions): Promise<DayResult> {
  return new DayRun(day, options).run();
}

class DayRun {
  private readonly day: Day;
  private readonly options: RunDayOptions;
  private readonly world: World;
  private readonly clock: MemoryClock;
  private readonly telemetry = new MemoryTelemetry();
  private readonly ports;
  private readonly acknowledged: OrderId[] = [];
  private readonly cycleTimes: Milliseconds[] = [];
  private readonly idleTicks: EpochSeconds[] = [];
  private readonly replanGapSec: Seconds;
  private isTaken = false;
  private tentativeMoves = 0;
  private lastCycleAt = Number.NEGATIVE_INFINITY;

  constructor(day: Day, options: RunDayOptions) {
    this.day = day;
    this.options = options;
    this.replanGapSec = options.replanGapSec ?? MINUTE;
    this.world = new World(day, options.world ?? {}, new Random(options.seed));
    this.clock = new MemoryClock(day.fromAt);
    this.ports = {
      clock: this.clock,
      telemetry: this.telemetry,
      orders: new MemoryOrderStore(),
      couriers: new MemoryCourierStore(),
      settings: new MemorySettingsStore(),
      heads: new MemoryHeadStore(),
      revisions: new MemoryRevisionStore(),
      outbox: new MemoryOutbox(this.clock),
      travel: new TravelProvider(this.telemetry),
    };
  }

  async run(): Promise<DayResult> {
    const giveUpAt = this.day.fromAt + LONGEST_DAY;
    for (let at: EpochSeconds | null = this.day.fromAt; at !== null && at <= giveUpAt; at = this.momentAfter(at)) {
      this.clock.set(at);
      await this.feed(this.world.advance(at));
      if (at % MINUTE === 0 && !this.options.skipTicksAt?.has(at)) await tickMinute(this.ports, at);
      await this.takeSnapshot(at);
      await this.settle(at);
      if (at % MINUTE === 0) await this.options.onMinute?.(at);
    }
    return this.result();
  }

  private async takeSnapshot(at: EpochSeconds): Promise<void> {
    const { snapshot } = this.options;
    if (snapshot === undefined || this.isTaken || at < snapshot.at) return;
    const head = await this.ports.heads.get(this.day.zoneId);
    if (head === null) return;
    this.isTaken = true;
    snapshot.take((await loadZone(this.ports, head, at)).snapshot, head.revision);
  }

  private momentAfter(at: EpochSeconds): EpochSeconds | null {
    const next = this.world.nextAt();
    if (next === null) return null;
    const nextMinute = at - (at % MINUTE) + MINUTE;
    const nextBeat = this.ports.outbox.beats.messages()[0]?.visibleAt ?? nextMinute;
    const isWaiting = this.ports.outbox.replan.messages().length > 0;
    const nextCycle = isWaiting ? this.lastCycleAt + this.replanGapSec : nextMinute;
    return Math.max(at + 1, Math.min(next, nextMinute, nextBeat, nextCycle));
  }

  /** What the world sends goes in, and wakes the zone once. */
  private async feed({ events, positions }: Emission): Promise<void> {
    for (const report of positions) await reportPositions(this.ports, report);
    for (const event of events) {
      const outcome = await ingestEvent(this.ports, event);
      if (event.type === 'order_placed' && outcome.kind !== 'refused') this.acknowledged.push(event.order.orderId);
    }
    if (events.length > 0) await wakeZone(this.ports, this.day.zoneId);
  }

  /** Works until the queues have nothing that is due now. */
  private async settle(at: EpochSeconds): Promise<void> {
    const { beats, changes } = this.ports.outbox;
    for (let isBusy = true; isBusy; ) {
      isBusy = false;
      for (let beat = beats.take(); beat; beat = beats.take()) await tickBeat(this.ports, beat);
      if (at - this.lastCycleAt >= this.replanGapSec) isBusy = await this.replan(at);
      for (let message = changes.receive(); message; message = changes.receive()) {
        changes.delete(message);
        await this.feed(this.world.receive(message.body, at));
        isBusy = true;
      }
    }
  }

  /** All requests that wait; true when there was one. */
  private async replan(at: EpochSeconds): Promise<boolean> {
    const { replan } = this.ports.outbox;
    let isAny = false;
    for (let message = replan.receive(); message; message = replan.receive()) {
      const started = this.options.stopwatch?.() ?? 0;
      const outcome = await reoptimize(this.ports, message.body, () => UNHURRIED);
      replan.delete(message);
      isAny = true;
      if (outcome.kind === 'unchanged' && message.body.dueBefore !== null) this.idleTicks.push(at);
      if (outcome.kind === 'covered') continue;
      this.cycleTimes.push((this.options.stopwatch?.() ?? 0) - started);
      this.lastCycleAt = at;
      if (outcome.kind === 'committed') await this.countMoves();
    }
    return isAny;
  }

  private async countMoves(): Promise<void> {
    const decisions = (await this.lastRevision())?.decisions ?? [];
    const takenBack = new Set(
      decisions.filter(({ decision }) => decision === 'withdraw').map(({ orderId }) => orderId),
    );
    this.tentativeMoves += decisions.filter(
      ({ decision, orderId }) => decision === 'move' && !takenBack.has(orderId),
    ).length;
  }

  private async lastRevision(): Promise<PlanRevision | null> {
    const head = await this.ports.heads.get(this.day.zoneId);
    return head && (await this.ports.revisions.get(this.day.zoneId, head.revision, head.attempt));
  }

  private async result(): Promise<DayResult> {
    const { day, world, telemetry } = this;
    const orders = await this.finalOrders();
    const last = await this.lastRevision();
    const sorted = [...this.cycleTimes].sort((a, b) => a - b);
    return {
      day,
      metrics: measure(day, world.log),
      audit: audit({
        day,
        log: world.log,
        acknowledged: this.acknowledged,
        orders,
        lastPlan: last?.plan ?? null,
        isUncertain: isUncertain(this.options.world ?? {}),
      }),
      checkViolations: telemetry.sumOf('CheckViolations'),
      cyclesFailed: telemetry.sumOf('CyclesFailed'),
      revisions: last?.revision ?? 0,
      idleTicks: this.idleTicks,
      tentativeMoves: this.tentativeMoves,
      cycleMs: { p50: percentile(sorted, 50), p99: percentile(sorted, 99) },
      incidents: telemetry.entries('incident'),
      log: world.log,
      orders,
      lastPlan: last?.plan ?? null,
    };
  }

  private async finalOrders(): Promise<Order[]> {
    const open = await this.ports.orders.list(this.day.zoneId);
    const ids = new Set(open.map((order) => order.orderId));
    const gone = this.day.orders.filter(({ order }) => !ids.has(order.orderId));
    const archived = await Promise.all(gone.map(({ order }) => this.ports.orders.getArchived(order.orderId)));
    return [...open, ...archived.filter((order) => order !== null)];
  }
}
