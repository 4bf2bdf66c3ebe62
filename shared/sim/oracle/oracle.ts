// A target for a day: what could have been done if all of it had been known at its beginning. An offline search over
// whole queues that begins with what was done, so it is never worse by its own measure; once with releases (nobody sets
// out for an order before it is placed: a policy that guesses right could have done so), once without.
//
//   objective = clickToDoorPerSec * SUM order (delivered: excess; else two hours) + payPerCent * pay above the guarantees
//
// The first sum is the charged excess times the number of orders. Both weights are the policy's, so money trades as it
// does there; lateness has no price of its own. Batches are limited as in the policy.
import { MemoryTelemetry } from '../../adapters/memory/telemetry.ts';
import { TravelProvider } from '../../adapters/travel/travel-times.ts';
import { modesOf, placesOf } from '../../app/encode.ts';
import { type AheadResult, AheadSearch, type Box, type Queues } from '../../app/search-ahead.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Points } from '../../kernel/units.ts';
import type { Day } from '../day.ts';
import { boundOf, type DayMetrics, measure, UNDELIVERED_SEC } from '../metrics.ts';
import type { WorldLog } from '../world-log.ts';
import { knownDay } from './known-day.ts';
import { liveQueues } from './live-queues.ts';
import { realisedQueues } from './realised-queues.ts';

export interface OracleOptions {
  readonly policy: Policy;
  readonly seed: number;
  /** Work units of each of the two searches, if they have no box. */
  readonly units: number;
  /** Opens the time box of a search; null: units are the budget. */
  readonly openBox: (() => Box) | null;
}

/** What a search of the day found. */
export interface Hindsight {
  /** As if it had happened. */
  readonly log: WorldLog;
  readonly metrics: DayMetrics;
  /** Points, by the objective above but for a constant: of what it began with, and of what it found. */
  readonly startCost: Points;
  readonly cost: Points;
  readonly units: number;
  readonly iterations: number;
}

export interface Oracle {
  readonly released: Hindsight;
  /** Orders may be fetched before anybody knows of them: no plan to carry out, but a bound for what one could reach. */
  readonly relaxed: Hindsight;
}

/** Annealing begins so many times cooler than in a re-plan: the start is a good plan already. */
const COOLER = 4;

/** @param done what was done in the day, which has no cancellations. */
export async function searchInHindsight(day: Day, done: WorldLog, options: OracleOptions): Promise<Oracle> {
  const snapshot = knownDay(day, objectiveOf(options));
  const provider = new TravelProvider(new MemoryTelemetry());
  const travel = await provider.matrix(day.zone.travel, modesOf(snapshot), placesOf(snapshot));
  const search = new AheadSearch(snapshot, travel, unservedOf(day, options.policy));
  const placedAt = new Map(day.orders.map(({ order, placedAt }) => [order.orderId, placedAt]));
  const { seed, openBox } = options;
  const run = (start: Queues, releasedAt: typeof placedAt | null): AheadResult =>
    search.run({ start, releasedAt, seed, box: openBox?.() ?? null });
  const released = run(realisedQueues(done), placedAt);
  const relaxed = run(released.queues, null);
  return { released: hindsight(day, released, true), relaxed: hindsight(day, relaxed, false) };
}

function objectiveOf({ policy, units }: OracleOptions): Policy {
  const { payHorizonSec: _, weights, search, ...rest } = policy; // shifts are paid whole
  return {
    ...rest,
    weights: { ...weights, latePerSec: 0, severeLatePerSec: 0, travelPerMeter: 0, activation: 0, changeOffered: 0 },
    search: {
      ...search,
      maxUnits: units,
      startTemperature: Math.max(search.endTemperature, Math.round(search.startTemperature / COOLER)),
    },
  };
}

/** Left out, an order costs what it is charged, and the search is told of click-to-door, not of excess. */
const unservedOf = (day: Day, { weights }: Policy): ReadonlyMap<string, Points> =>
  new Map(
    day.orders.map((order) => [
      order.order.orderId,
      order.order.priority * weights.clickToDoorPerSec * (UNDELIVERED_SEC + boundOf(day, order)),
    ]),
  );

function hindsight(day: Day, { queues, ...result }: AheadResult, isReleased: boolean): Hindsight {
  const log = liveQueues(day, queues, isReleased);
  return { ...result, log, metrics: measure(day, log) };
}
