// Where idle couriers without a planned batch had better wait. What was ordered lately may be ordered again: each order of
// the last while is matched with the courier who could be at its store first, near pairs before far ones, couriers who
// work and are free soon among them. An idle courier who is matched with a store that is not near is asked to go there.
import { compareText } from '../kernel/compare-text.ts';
import type { CourierId } from '../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Courier } from './courier.ts';
import { awaitsWord, isOnItsWay } from './errands.ts';
import { type Facts, type RouteStart, routeStart } from './facts.ts';
import type { Errand, Route } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Store } from './store.ts';
import { type TravelTable, waysOf } from './travel.ts';

/** Orders looked at, the newest: enough to tell where demand is, and few enough to match with every courier of a large zone. */
const MOST_DEMAND = 100;
/** Nobody is sent anywhere who would be there less than this before the end of the shift. */
const LEAST_STAY_SEC: Seconds = 900;

type Positioning = NonNullable<Policy['positioning']>;

interface Candidate {
  readonly courier: Courier;
  readonly free: RouteStart;
  /** May be sent: nothing planned, and free now. */
  readonly isIdle: boolean;
}

interface Match {
  readonly candidate: Candidate;
  readonly demand: number;
  readonly store: Store;
  readonly waySec: Seconds;
  /** From the middle of the horizon, when an order is placed on average, until the courier is there. */
  readonly delaySec: Seconds;
}

/** The places between which `positionIdle` asks for travel, beside those of the plan. */
export function demandedStores(facts: Facts): readonly Store[] {
  const { at, orders, policy } = facts.snapshot;
  const { positioning } = policy;
  if (positioning === undefined) return [];
  return orders
    .filter(({ placedAt }) => placedAt > at - positioning.horizonSec)
    .toSorted((a, b) => b.placedAt - a.placedAt || compareText(a.orderId, b.orderId))
    .slice(0, MOST_DEMAND)
    .flatMap(({ storeId }) => facts.stores.get(storeId) ?? []);
}

/** Errands of couriers who are in none of `routes`. */
export function positionIdle(routes: readonly Route[], facts: Facts, travel: TravelTable): readonly Errand[] {
  const { snapshot } = facts;
  const { positioning } = snapshot.policy;
  if (positioning === undefined) return [];
  const candidates = candidatesOf(routes, facts, positioning);
  if (!candidates.some(({ isIdle }) => isIdle)) return [];
  const demand = demandedStores(facts);
  const matches = candidates.flatMap((candidate) => matchesOf(candidate, demand, snapshot.at, positioning, travel));
  return nearestFirst(matches).flatMap(({ candidate, store, waySec }): readonly Errand[] => {
    const { courier, free, isIdle } = candidate;
    const departAt = Math.max(snapshot.at, free.departAt);
    const isWorthIt = waySec >= positioning.leastWaySec && waySec <= positioning.mostWaySec;
    if (!isIdle || !isWorthIt || departAt + waySec + LEAST_STAY_SEC > courier.shift.endAt) return [];
    const { courierId } = courier;
    return [awaitsWord(courierId, facts) ?? { courierId, storeId: store.storeId, departAt, askedAt: snapshot.at }];
  });
}

function candidatesOf(routes: readonly Route[], facts: Facts, { horizonSec }: Positioning): readonly Candidate[] {
  const { at, policy } = facts.snapshot;
  const routeOf = new Map(routes.map((route) => [route.courierId, route]));
  return [...facts.available.values()].flatMap((courier): readonly Candidate[] => {
    const route = routeOf.get(courier.courierId);
    const free = route?.stops.at(-1) ?? routeStart(courier, facts);
    if (free === null || free.departAt > at + horizonSec) return [];
    const isHere = free.departAt <= at + policy.release.leadSec && !isOnItsWay(courier.courierId, facts);
    return [{ courier, free, isIdle: route === undefined && isHere }];
  });
}

function matchesOf(
  candidate: Candidate,
  demand: readonly Store[],
  at: EpochSeconds,
  { horizonSec }: Positioning,
  travel: TravelTable,
): readonly Match[] {
  const { courier, free } = candidate;
  const ways = waysOf(courier.mode, travel);
  const busySec = Math.max(0, free.departAt - at - Math.floor(horizonSec / 2));
  return demand.map((store, i) => {
    const waySec = ways.seconds(free.location, store.location);
    return { candidate, demand: i, store, waySec, delaySec: busySec + waySec };
  });
}

/** One match a courier and one an order, the shortest delays first. */
function nearestFirst(matches: readonly Match[]): readonly Match[] {
  const taken = new Set<CourierId>();
  const met = new Set<number>();
  return matches.toSorted(byDelay).filter(({ candidate, demand }) => {
    const { courierId } = candidate.courier;
    if (taken.has(courierId) || met.has(demand)) return false;
    taken.add(courierId);
    met.add(demand);
    return true;
  });
}

const byDelay = (a: Match, b: Match): number =>
  a.delaySec - b.delaySec ||
  Number(b.candidate.isIdle) - Number(a.candidate.isIdle) ||
  compareText(a.candidate.courier.courierId, b.candidate.courier.courierId) ||
  a.demand - b.demand;
