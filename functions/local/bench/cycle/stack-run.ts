// The whole of the local stack under a load: queues, table, bundled functions in threads. What the functions consume they
// say themselves, by the same metrics as in the cloud.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoHeadStore } from '../../../../shared/adapters/dynamodb/head-store.ts';
import { toChunks } from '../../../../shared/adapters/dynamodb/revision-chunks.ts';
import { DynamoRevisionStore } from '../../../../shared/adapters/dynamodb/revision-store.ts';
import { Table } from '../../../../shared/adapters/dynamodb/table.ts';
import type { MetricName } from '../../../../shared/app/ports.ts';
import type { EpochSeconds } from '../../../../shared/kernel/units.ts';
import type { Emission } from '../../../../shared/sim/world.ts';
import { outputsOf } from '../../play-day.ts';
import { WorldQueues } from '../../queues.ts';
import { type LocalStack, type MetricValue, startLocalStack } from '../../stack/local-stack.ts';
import type { CycleCase } from './cycle-case.ts';
import { type LoadedZone, type LoadTimes, placedIn, zonesOf } from './load-zones.ts';
import { addTo, type Consumption, FUNCTIONS, type FunctionKind, type Measured, type Sample } from './measured.ts';

/** @param assemblyDir of a stack whose functions are this code. */
export async function runOnStack(
  load: CycleCase,
  seed: number,
  times: LoadTimes,
  assemblyDir: string,
): Promise<Measured> {
  const meter = new Meter();
  const faults: string[] = [];
  const stack = await startLocalStack({
    assemblyDir,
    clock: { startAt: times.startAt, speed: 'max' },
    onMetric: (metric) => meter.take(metric),
    onLog: ({ level, message, source }) => {
      if (level === 'ERROR' || level === 'CRITICAL') faults.push(`${source}: ${message}`);
    },
  });
  try {
    const measured = await measure(stack, meter, zonesOf(load, seed, times), load, times);
    if (faults.length > 0) throw new Error(`${faults.length} faults, the first is: ${faults[0]}`);
    return measured;
  } finally {
    await stack.stop();
  }
}

async function measure(
  stack: LocalStack,
  meter: Meter,
  zones: readonly LoadedZone[],
  load: CycleCase,
  times: LoadTimes,
): Promise<Measured> {
  const run = new StackRun(stack, zones);
  for (let minute = 0; minute <= times.warmUpMin; minute++) await run.step(times.startAt + 60 * minute);
  const before = stack.stats;
  meter.forget();
  run.forget();
  const from = performance.now();
  const warmAt = times.startAt + 60 * times.warmUpMin;
  for (let step = 1; step <= times.steps; step++) {
    await run.step(warmAt + step * times.stepSec);
    run.notePeak();
  }
  const wallMs = performance.now() - from;
  const { events, positions, placed, messages, peakBytes } = run;
  const measured = {
    load,
    place: 'stack' as const,
    cycles: meter.cycles(),
    seconds: times.steps * times.stepSec,
    wallMs,
    events,
    positions,
    placed,
    messages,
    planBytes: await run.planBytes(),
    peakBytes,
    consumed: consumptionOf(stack, before, meter),
  };
  run.end();
  return measured;
}

class StackRun {
  events = 0;
  positions = 0;
  placed = 0;
  messages = 0;
  peakBytes = 0;
  private readonly stack: LocalStack;
  private readonly worlds: ReadonlyMap<string, LoadedZone['world']>;
  private readonly sqs: SQSClient;
  private readonly dynamo: DynamoDBClient;
  private readonly queues: WorldQueues;

  constructor(stack: LocalStack, zones: readonly LoadedZone[]) {
    const { eventsQueueUrl, positionsQueueUrl, changesQueueUrl } = outputsOf(stack);
    this.stack = stack;
    this.worlds = new Map(zones.map(({ zoneId, world }) => [zoneId, world]));
    this.sqs = new SQSClient(stack.clientConfig('sqs'));
    this.dynamo = new DynamoDBClient(stack.clientConfig('dynamodb'));
    const urls = { events: eventsQueueUrl, positions: positionsQueueUrl, changes: changesQueueUrl };
    this.queues = new WorldQueues(this.sqs, urls);
  }

  async step(at: EpochSeconds): Promise<void> {
    await this.stack.advanceTo(at);
    for (const world of this.worlds.values()) await this.send(world.advance(at));
    await this.stack.quiet();
    for await (const message of this.queues.receiveChanges()) {
      this.messages += 1;
      const emission = this.worlds.get(message.zoneId)?.receive(message, at);
      if (emission) await this.send(emission);
    }
    await this.stack.quiet();
  }

  /** Measuring begins. */
  forget(): void {
    this.events = this.positions = this.placed = this.messages = this.peakBytes = 0;
  }

  notePeak(): void {
    this.peakBytes = Math.max(this.peakBytes, process.memoryUsage().rss);
  }

  async planBytes(): Promise<number> {
    const table = new Table(DynamoDBDocumentClient.from(this.dynamo), outputsOf(this.stack).tableName);
    const [heads, revisions] = [new DynamoHeadStore(table), new DynamoRevisionStore(table)];
    let bytes = 0;
    for (const zoneId of this.worlds.keys()) {
      const head = await heads.get(zoneId);
      const revision = head && (await revisions.get(zoneId, head.revision, head.attempt));
      if (revision) for (const { data } of toChunks(revision)) bytes += data.length;
    }
    return bytes / this.worlds.size;
  }

  end(): void {
    this.sqs.destroy();
    this.dynamo.destroy();
  }

  private async send({ events, positions }: Emission): Promise<void> {
    await this.queues.sendEvents(events);
    await this.queues.sendPositions(positions);
    this.events += events.length;
    this.positions += positions.reduce((sum, report) => sum + report.positions.length, 0);
    this.placed += placedIn(events);
  }
}

/** The metrics of each invocation. */
class Meter {
  private lines = new Map<number, { readonly source: string; readonly sample: Partial<Record<MetricName, number>> }>();

  take({ source, line, name, value }: MetricValue): void {
    const known = this.lines.get(line) ?? { source, sample: {} };
    this.lines.set(line, known);
    addTo(known.sample, name as MetricName, value);
  }

  forget(): void {
    this.lines.clear();
  }

  cycles(): readonly Sample[] {
    return [...this.lines.values()].flatMap(({ sample }) => (sample.CycleTime === undefined ? [] : [sample]));
  }

  unitsOf(kind: FunctionKind): Pick<Consumption, 'readUnits' | 'writeUnits'> {
    const samples = [...this.lines.values()].filter(({ source }) => kindOf(source) === kind);
    const sum = (name: MetricName): number => samples.reduce((total, { sample }) => total + (sample[name] ?? 0), 0);
    return { readUnits: sum('ReadUnits'), writeUnits: sum('WriteUnits') };
  }
}

function consumptionOf(
  stack: LocalStack,
  before: LocalStack['stats'],
  meter: Meter,
): Readonly<Record<FunctionKind, Consumption>> {
  const entries = FUNCTIONS.map((kind) => {
    const [name = '', stats] = Object.entries(stack.stats).find(([source]) => kindOf(source) === kind) ?? [];
    const invocations = (stats?.invocations ?? 0) - (before[name]?.invocations ?? 0);
    const busyMs = (stats?.busyMs ?? 0) - (before[name]?.busyMs ?? 0);
    return [kind, { invocations, busyMs, memoryMb: stats?.memoryMb ?? 0, ...meter.unitsOf(kind) }] as const;
  });
  return Object.fromEntries(entries) as Record<FunctionKind, Consumption>;
}

/** Functions are called after their construct: `rebatch-dev-Ingest...`. */
function kindOf(source: string): FunctionKind | null {
  return FUNCTIONS.find((kind) => new RegExp(kind.slice(0, 8), 'i').test(source)) ?? null;
}
