// Runs a day in memory under a policy of its own: the same world as `runDay`, the same events, decisions as often as it wants.
import type { ChangeMessage } from '../../domain/change.ts';
import type { OfferId } from '../../kernel/ids.ts';
import { Random } from '../../kernel/random.ts';
import type { EpochSeconds, Milliseconds } from '../../kernel/units.ts';
import type { Day } from '../day.ts';
import { type DayMetrics, measure } from '../metrics.ts';
import { percentile } from '../percentile.ts';
import { type Emission, World, type WorldOptions } from '../world.ts';
import type { WorldLog } from '../world-log.ts';
import type { Dispatch, Dispatcher } from './dispatcher.ts';

export interface DispatcherRun {
  readonly day: Day;
  readonly log: WorldLog;
  readonly metrics: DayMetrics;
  readonly cycleMs: { readonly p50: Milliseconds; readonly p99: Milliseconds };
}

export interface DispatcherOptions {
  readonly seed: number;
  readonly world?: WorldOptions;
  /** Real milliseconds, for the decision times only; without it they are 0. */
  readonly stopwatch?: () => Milliseconds;
}

/** @param day without cancellations. */
export function runDispatcher(day: Day, dispatcher: Dispatcher, options: DispatcherOptions): DispatcherRun {
  const world = new World(day, options.world ?? {}, new Random(options.seed));
  const times: Milliseconds[] = [];
  const hear = ({ events }: Emission): void => {
    for (const event of events) dispatcher.hear(event);
  };
  for (let at = day.fromAt, turn = 1; world.nextAt() !== null; at += dispatcher.everySec, turn++) {
    hear(world.advance(at));
    const started = options.stopwatch?.() ?? 0;
    const dispatches = dispatcher.decide(at);
    times.push((options.stopwatch?.() ?? 0) - started);
    if (dispatches.length > 0) hear(world.receive(messageOf(day, dispatches, turn, at), at));
  }
  const sorted = times.sort((a, b) => a - b);
  const cycleMs = { p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
  return { day, log: world.log, metrics: measure(day, world.log), cycleMs };
}

function messageOf(day: Day, dispatches: readonly Dispatch[], revision: number, at: EpochSeconds): ChangeMessage {
  type Change = ReturnType<typeof positionOf> | ReturnType<typeof offersOf>[number];
  const changes = dispatches.flatMap((dispatch, i): readonly Change[] =>
    dispatch.orderIds.length === 0
      ? [positionOf(dispatch, at)]
      : offersOf(dispatch, `${day.zoneId}-${revision}-${i}`, at),
  );
  const indexed = changes.map((change, index) => ({ ...change, index }));
  return { kind: 'plan_changes', zoneId: day.zoneId, revision, chunk: 0, changes: indexed };
}

const positionOf = ({ courierId, storeId }: Dispatch, departAt: EpochSeconds) => ({
  kind: 'position' as const,
  outcome: 'applied' as const,
  courierId,
  storeId,
  departAt,
});

const offersOf = ({ courierId, storeId, orderIds }: Dispatch, offerId: OfferId, at: EpochSeconds) =>
  orderIds.map((orderId, sequence) => ({
    kind: 'offer' as const,
    outcome: 'applied' as const,
    orderId,
    courierId,
    offerId,
    orderVersion: 0,
    storeId,
    sequence,
    size: orderIds.length,
    departAt: at,
    pickupAt: at,
    dropoffAt: at,
  }));
