// Snapshot to problem: ids become indices, moments become seconds from the snapshot's, and what couriers are bound to
// becomes the place and the moment at which each is free. With decode.ts the only border between domain and solver.
import type { Courier, TravelMode } from '../domain/courier.ts';
import { TRAVEL_MODES } from '../domain/courier.ts';
import { courierOf, type Facts, factsOf, mayBeAsked } from '../domain/facts.ts';
import { LOAD_DIMENSIONS } from '../domain/load.ts';
import { type Location, locationKey } from '../domain/location.ts';
import { isClosed } from '../domain/order.ts';
import type { Policy } from '../domain/policy.ts';
import { demandedStores } from '../domain/positioning.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { invariant } from '../kernel/result.ts';
import type { BlockPlan, Problem, ProblemWeights } from '../solver/problem.ts';
import { encodeCouriers } from './encode-couriers.ts';
import { bounded, type NodeOf } from './encode-numbers.ts';
import { encodeOrders } from './encode-orders.ts';
import { encodeStores } from './encode-stores.ts';
import type { TravelMatrix } from './ports.ts';
import { indexOf, type ProblemIndex, profilesOf } from './problem-index.ts';
import { warmStartOf } from './warm-start.ts';

export interface Encoded {
  readonly problem: Problem;
  readonly index: ProblemIndex;
  /** Standing offers and the last plan, as far as they are still about orders and couriers of the problem. */
  readonly warmStart: BlockPlan;
}

/** The places between which travel is asked for: where couriers are, stores and doors, where routes end, where demand was. */
export function placesOf(snapshot: Snapshot): readonly Location[] {
  const facts = factsOf(snapshot);
  const open = snapshot.orders.filter((order) => !isClosed(order));
  const places = [
    ...moversOf(facts).flatMap(({ courierId }) => facts.positions.get(courierId)?.location ?? []),
    ...open.flatMap((order) => facts.stores.get(order.storeId)?.location ?? []),
    ...open.map((order) => order.dropoff.location),
    ...demandedStores(facts).map(({ location }) => location),
    ...[...facts.available.values()].flatMap((courier) => courier.endLocation ?? []),
  ];
  return [...new Map(places.map((place) => [locationKey(place), place])).values()];
}

/** How the couriers travel who have work or may get some. */
export function modesOf(snapshot: Snapshot): readonly TravelMode[] {
  const modes = new Set(moversOf(factsOf(snapshot)).map(({ mode }) => mode));
  return TRAVEL_MODES.filter((mode) => modes.has(mode));
}

const moversOf = (facts: Facts): readonly Courier[] =>
  [...new Set([...facts.available.keys(), ...facts.committed.keys()])].map((courierId) => courierOf(courierId, facts));

/** The problem of `snapshot`; `travel` is over `placesOf` and `modesOf` it. The same facts in any order give the same problem. */
export function encode(snapshot: Snapshot, travel: TravelMatrix): Encoded {
  const facts = factsOf(snapshot);
  const index = indexOf(facts);
  const nodeOf = nodesOf(travel.places);
  const problem: Problem = {
    ...encodeTravel(index, travel),
    ...encodeStores(index.stores, snapshot.at, nodeOf),
    ...encodeOrders(index, facts, nodeOf),
    ...encodeCouriers(index, facts, travel, nodeOf),
    ...encodeAllowed(index, facts),
    numDimensions: LOAD_DIMENSIONS.length,
    ...encodePolicy(snapshot.policy),
  };
  return { problem, index, warmStart: warmStartOf(index.orders, index.couriers, facts) };
}

function nodesOf(places: readonly Location[]): NodeOf {
  const nodes = new Map(places.map((place, node) => [locationKey(place), node]));
  return (place) => {
    const node = nodes.get(locationKey(place));
    invariant(node !== undefined, `place ${locationKey(place)} is not in the travel matrix of ${places.length} places`);
    return node;
  };
}

function encodeTravel(index: ProblemIndex, travel: TravelMatrix) {
  const profiles = profilesOf(index);
  const numNodes = travel.places.length;
  const seconds = profiles.map((mode) => travel.secondsOf(mode));
  const meters = profiles.map((mode) => travel.metersOf(mode));
  return {
    numNodes,
    numProfiles: profiles.length,
    travelSeconds: joined(seconds, numNodes),
    travelMeters: joined(meters, numNodes),
  };
}

/** The tables one after the other, and no way from a node to itself. One that is so already is taken as it is. */
function joined(tables: readonly Int32Array[], n: number): Int32Array {
  const [first] = tables;
  if (first !== undefined && tables.length === 1 && isZeroInPlace(first, n)) return first;
  const all = new Int32Array(tables.length * n * n);
  for (const [profile, table] of tables.entries()) {
    const base = profile * n * n;
    all.set(table, base);
    for (let node = 0; node < n; node++) all[base + node * n + node] = 0;
  }
  return all;
}

function isZeroInPlace(table: Int32Array, n: number): boolean {
  for (let node = 0; node < n; node++) if (table[node * n + node] !== 0) return false;
  return true;
}

/** Most orders ask for nothing and are refused by nobody: only the others are looked at courier by courier. */
function encodeAllowed({ orders, couriers }: ProblemIndex, facts: Facts) {
  const skills = couriers.map((courier) => new Set(courier.skills));
  const allowed = new Uint8Array(orders.length * couriers.length).fill(1);
  for (const [o, order] of orders.entries()) {
    const isForAll =
      order.stage === 'open' &&
      order.requirements.length === 0 &&
      order.declinedBy.length === 0 &&
      order.excludedCouriers === undefined &&
      (order.onlyCourier ?? null) === null;
    if (isForAll) continue;
    for (const [c, { courierId }] of couriers.entries()) {
      const isSkilled = order.requirements.every((skill) => skills[c]?.has(skill));
      allowed[o * couriers.length + c] = Number(isSkilled && mayBeAsked(order, courierId, facts));
    }
  }
  return { allowed };
}

function encodePolicy({ weights, severeLateSec, batching, search }: Policy) {
  const problemWeights: ProblemWeights = {
    clickToDoor: weights.clickToDoorPerSec,
    late: weights.latePerSec,
    severeLate: weights.severeLatePerSec,
    pay: weights.payPerCent,
    travel: weights.travelPerMeter,
    activation: weights.activation,
    change: weights.changeOffered,
  };
  return {
    weights: problemWeights,
    severeLate: bounded(severeLateSec),
    maxOrdersPerBlock: batching.maxOrders,
    maxReadyGap: bounded(batching.maxReadyGapSec),
    maxBlocksPerCourier: search.maxBlocksPerCourier,
  };
}
