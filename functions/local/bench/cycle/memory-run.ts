// The use cases on the twins in memory under a load: what a cycle costs by itself.
import { toChunks } from '../../../../shared/adapters/dynamodb/revision-chunks.ts';
import { MemoryCourierStore } from '../../../../shared/adapters/memory/courier-store.ts';
import { MemoryHeadStore } from '../../../../shared/adapters/memory/head-store.ts';
import { MemoryOrderStore } from '../../../../shared/adapters/memory/order-store.ts';
import { MemoryOutbox } from '../../../../shared/adapters/memory/outbox.ts';
import { MemoryRevisionStore } from '../../../../shared/adapters/memory/revision-store.ts';
import { MemorySettingsStore } from '../../../../shared/adapters/memory/settings-store.ts';
import { TravelProvider } from '../../../../shared/adapters/travel/travel-times.ts';
import { ingestEvent, wakeZone } from '../../../../shared/app/ingest.ts';
import type { MetricName, Telemetry } from '../../../../shared/app/ports.ts';
import { reoptimize } from '../../../../shared/app/reoptimize.ts';
import { reportPositions } from '../../../../shared/app/report-positions.ts';
import type { Ports } from '../../../../shared/app/use-case-ports.ts';
import type { EpochSeconds } from '../../../../shared/kernel/units.ts';
import type { Emission } from '../../../../shared/sim/world.ts';
import type { CycleCase } from './cycle-case.ts';
import { type LoadedZone, type LoadTimes, placedIn, zonesOf } from './load-zones.ts';
import { addTo, type Measured, type Sample } from './measured.ts';

const UNHURRIED = () => 60_000;

export async function runInMemory(load: CycleCase, seed: number, times: LoadTimes): Promise<Measured> {
  const zones = zonesOf(load, seed, times);
  const run = new MemoryRun(times.startAt);
  for (let minute = 0; minute <= times.warmUpMin; minute++) await run.step(zones, times.startAt + 60 * minute);
  run.forget();
  const from = performance.now();
  const warmAt = times.startAt + 60 * times.warmUpMin;
  for (let step = 1; step <= times.steps; step++) await run.step(zones, warmAt + step * times.stepSec);
  const { cycles, events, positions, placed, messages, peakBytes } = run;
  return {
    load,
    place: 'memory',
    cycles,
    seconds: times.steps * times.stepSec,
    wallMs: performance.now() - from,
    events,
    positions,
    placed,
    messages,
    planBytes: await run.planBytes(zones),
    peakBytes,
    consumed: null,
  };
}

class MemoryRun {
  cycles: Sample[] = [];
  events = 0;
  positions = 0;
  placed = 0;
  messages = 0;
  peakBytes = 0;
  private at: EpochSeconds;
  private readonly outbox: MemoryOutbox;
  private readonly ports: Ports;
  private sample: Partial<Record<MetricName, number>> = {};

  constructor(startAt: EpochSeconds) {
    this.at = startAt;
    // Business time is the world's, elapsed time is real: it is what is measured.
    const clock = { now: () => this.at, elapsedMs: () => performance.now() };
    this.outbox = new MemoryOutbox(clock);
    const telemetry: Telemetry = {
      within: (_, work) => work(),
      about: () => {},
      metric: (name, value) => addTo(this.sample, name, value),
      info: () => {},
      warn: () => {},
      incident: (message, fields) => {
        throw new Error(`${message}: ${JSON.stringify(fields)}`);
      },
    };
    this.ports = {
      clock,
      telemetry,
      orders: new MemoryOrderStore(),
      couriers: new MemoryCourierStore(),
      settings: new MemorySettingsStore(),
      heads: new MemoryHeadStore(),
      revisions: new MemoryRevisionStore(),
      outbox: this.outbox,
      travel: new TravelProvider(telemetry),
    };
  }

  async step(zones: readonly LoadedZone[], at: EpochSeconds): Promise<void> {
    this.at = at;
    for (const { zoneId, world } of zones) await this.feed(zoneId, world.advance(at));
    const { replan, changes } = this.outbox;
    for (let message = replan.receive(); message; message = replan.receive()) {
      await this.cycle(message.body);
      replan.delete(message);
    }
    const worlds = new Map(zones.map(({ zoneId, world }) => [zoneId, world]));
    for (let message = changes.receive(); message; message = changes.receive()) {
      changes.delete(message);
      this.messages += 1;
      const { zoneId } = message.body;
      const emission = worlds.get(zoneId)?.receive(message.body, at);
      if (emission) await this.feed(zoneId, emission);
    }
  }

  /** Measuring begins. */
  forget(): void {
    this.cycles = [];
    this.events = this.positions = this.placed = this.messages = this.peakBytes = 0;
  }

  async planBytes(zones: readonly LoadedZone[]): Promise<number> {
    let bytes = 0;
    for (const { zoneId } of zones) {
      const head = await this.ports.heads.get(zoneId);
      const revision = head && (await this.ports.revisions.get(zoneId, head.revision, head.attempt));
      if (revision) for (const { data } of toChunks(revision)) bytes += data.length;
    }
    return bytes / zones.length;
  }

  private async cycle(request: Parameters<typeof reoptimize>[1]): Promise<void> {
    this.sample = {};
    const outcome = await reoptimize(this.ports, request, UNHURRIED);
    if (outcome.kind !== 'covered') this.cycles.push(this.sample);
    const { rss } = process.memoryUsage();
    this.peakBytes = Math.max(this.peakBytes, rss);
  }

  private async feed(zoneId: string, { events, positions }: Emission): Promise<void> {
    for (const report of positions) {
      await reportPositions(this.ports, report);
      this.positions += report.positions.length;
    }
    for (const event of events) await ingestEvent(this.ports, event);
    if (events.length > 0) await wakeZone(this.ports, zoneId);
    this.events += events.length;
    this.placed += placedIn(events);
  }
}
