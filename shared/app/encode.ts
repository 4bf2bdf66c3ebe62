// Snapshot to problem: ids become indices, moments become seconds from the snapshot's, and what couriers are bound to
// becomes the place and the moment at which each is free. With decode.ts the only border between domain and solver.
import type { Courier, TravelMode } from '../domain/courier.ts';
import { TRAVEL_MODES } from '../domain/courier.ts';
import { courierOf, type Facts, factsOf, isOfferLive, mayBeAsked, type RouteStart } from '../domain/facts.ts';
import { LOAD_DIMENSIONS } from '../domain/load.ts';
import { type Location, locationKey } from '../domain/location.ts';
import { isClosed, type Order } from '../domain/order.ts';
import { hasWork, shiftGuarantee } from '../domain/plan-cost.ts';
import type { Policy } from '../domain/policy.ts';
import { freeFrom } from '../domain/schedule.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Store } from '../domain/store.ts';
import { compareText } from '../kernel/compare-text.ts';
import { invariant } from '../kernel/result.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import { type BlockPlan, FAR, type Problem, type ProblemWeights } from '../solver/problem.ts';
import type { TravelMatrix } from './ports.ts';
import { warmStartOf } from './warm-start.ts';

/** What the problem's indices stand for. */
export interface ProblemIndex {
  readonly orders: readonly Order[];
  readonly couriers: readonly Courier[];
  readonly stores: readonly Store[];
}

export interface Encoded {
  readonly problem: Problem;
  readonly index: ProblemIndex;
  /** Standing offers and the last plan, as far as they are still about orders and couriers of the problem. */
  readonly warmStart: BlockPlan;
}

/** The places between which travel is asked for: where couriers are, their stores and doors. */
export function placesOf(snapshot: Snapshot): readonly Location[] {
  const facts = factsOf(snapshot);
  const open = snapshot.orders.filter((order) => !isClosed(order));
  const places = [
    ...moversOf(facts).flatMap(({ courierId }) => facts.positions.get(courierId)?.location ?? []),
    ...open.flatMap((order) => facts.stores.get(order.storeId)?.location ?? []),
    ...open.map((order) => order.dropoff.location),
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
    ...encodeStores(index, nodeOf),
    ...encodeOrders(index, facts, nodeOf),
    ...encodeCouriers(index, facts, travel, nodeOf),
    ...encodeAllowed(index, facts),
    numDimensions: LOAD_DIMENSIONS.length,
    ...encodePolicy(snapshot.policy),
  };
  return { problem, index, warmStart: warmStartOf(index.orders, index.couriers, facts) };
}

/** Orders without a known store and couriers who cannot be given work are left out. Sorted by id. */
function indexOf(facts: Facts): ProblemIndex {
  const orders = facts.snapshot.orders.filter(
    ({ stage, storeId }) => (stage === 'open' || stage === 'offered') && facts.stores.has(storeId),
  );
  const used = new Set(orders.map((order) => order.storeId));
  return {
    orders: orders.toSorted((a, b) => compareText(a.orderId, b.orderId)),
    couriers: [...facts.available.values()].sort((a, b) => compareText(a.courierId, b.courierId)),
    stores: [...facts.stores.values()]
      .filter((store) => used.has(store.storeId))
      .sort((a, b) => compareText(a.storeId, b.storeId)),
  };
}

type NodeOf = (place: Location) => number;

function nodesOf(places: readonly Location[]): NodeOf {
  const nodes = new Map(places.map((place, node) => [locationKey(place), node]));
  return (place) => {
    const node = nodes.get(locationKey(place));
    invariant(node !== undefined, `place ${locationKey(place)} is not in the travel matrix of ${places.length} places`);
    return node;
  };
}

/** The modes that couriers of the problem travel by; a profile is a position in this list. */
const profilesOf = ({ couriers }: ProblemIndex): readonly TravelMode[] =>
  TRAVEL_MODES.filter((mode) => couriers.some((courier) => courier.mode === mode));

function encodeTravel(index: ProblemIndex, travel: TravelMatrix) {
  const profiles = profilesOf(index);
  const numNodes = travel.places.length;
  const travelSeconds = new Int32Array(profiles.length * numNodes * numNodes);
  const travelMeters = new Int32Array(profiles.length * numNodes * numNodes);
  for (const [profile, mode] of profiles.entries()) {
    const base = profile * numNodes * numNodes;
    travelSeconds.set(travel.secondsOf(mode), base);
    travelMeters.set(travel.metersOf(mode), base);
    for (let node = 0; node < numNodes; node++) {
      travelSeconds[base + node * numNodes + node] = 0;
      travelMeters[base + node * numNodes + node] = 0;
    }
  }
  return { numNodes, numProfiles: profiles.length, travelSeconds, travelMeters };
}

function encodeStores({ stores }: ProblemIndex, nodeOf: NodeOf) {
  return {
    numStores: stores.length,
    storeNode: Int32Array.from(stores, (store) => nodeOf(store.location)),
    storeParking: Int32Array.from(stores, (store) => bounded(store.parkingSec)),
    storeHandover: Int32Array.from(stores, (store) => bounded(store.handoverSec)),
    storeHoursFirst: new Int32Array(stores.length + 1),
    storeHours: new Int32Array(0),
  };
}

function encodeOrders({ orders, couriers, stores }: ProblemIndex, facts: Facts, nodeOf: NodeOf) {
  const { at, policy } = facts.snapshot;
  const storeIndex = new Map(stores.map((store, index) => [store.storeId, index]));
  const courierIndex = new Map(couriers.map((courier, index) => [courier.courierId, index]));
  const incumbent = (order: Order): number =>
    isOfferLive(order, facts) ? (courierIndex.get(order.courierId ?? '') ?? -1) : -1;
  return {
    numOrders: orders.length,
    orderStore: Int32Array.from(orders, (order) => storeIndex.get(order.storeId) ?? -1),
    orderNode: Int32Array.from(orders, (order) => nodeOf(order.dropoff.location)),
    orderPlaced: Int32Array.from(orders, (order) => relative(order.placedAt, at)),
    orderReady: Int32Array.from(orders, (order) => relative(order.readyAt, at)),
    orderPromise: Int32Array.from(orders, (order) => relative(order.promiseBy, at)),
    orderOpens: new Int32Array(orders.length).fill(-FAR),
    orderCloses: new Int32Array(orders.length).fill(FAR),
    orderMaxRide: new Int32Array(orders.length).fill(FAR),
    orderPicking: new Int32Array(orders.length),
    orderAccess: Int32Array.from(orders, (order) => bounded(order.dropoff.accessSec)),
    orderHandoff: Int32Array.from(orders, (order) => bounded(order.dropoff.handoffSec)),
    orderPriority: Int32Array.from(orders, (order) => order.priority),
    orderUnserved: Float64Array.from(orders, (order) => policy.weights.unserved * order.priority),
    orderBatchable: Uint8Array.from(orders, (order) => Number(order.batchable)),
    orderLoad: Int32Array.from(orders.flatMap(({ load }) => LOAD_DIMENSIONS.map((d) => bounded(load[d])))),
    orderIncumbent: Int32Array.from(orders, incumbent),
  };
}

function encodeCouriers(index: ProblemIndex, facts: Facts, travel: TravelMatrix, nodeOf: NodeOf) {
  const { couriers } = index;
  const { at } = facts.snapshot;
  const profiles = profilesOf(index);
  const starts = couriers.map((courier) => freeOf(courier, facts, travel));
  const bound = ({ courierId }: Courier): number =>
    (facts.committed.get(courierId) ?? []).reduce((sum, batch) => sum + batch.orders.length, 0);
  return {
    numCouriers: couriers.length,
    courierNode: Int32Array.from(starts, (start) => nodeOf(start.location)),
    courierFree: Int32Array.from(starts, (start) => relative(start.departAt, at)),
    courierEnd: Int32Array.from(couriers, (courier) => relative(courier.shift.endAt, at)),
    courierClose: new Int32Array(couriers.length).fill(FAR),
    courierEndNode: new Int32Array(couriers.length).fill(-1),
    breakFirst: new Int32Array(couriers.length + 1),
    breaks: new Int32Array(0),
    courierProfile: Int32Array.from(couriers, (courier) => profiles.indexOf(courier.mode)),
    courierCapacity: Int32Array.from(
      couriers.flatMap(({ capacity }) => LOAD_DIMENSIONS.map((d) => bounded(capacity[d]))),
    ),
    courierOrders: Int32Array.from(couriers, (courier) => courier.deliveredCount + bound(courier)),
    courierPayPerOrder: Int32Array.from(couriers, (courier) => bounded(courier.pay.perOrder)),
    courierGuarantee: Int32Array.from(couriers, (courier) => bounded(shiftGuarantee(courier))),
    courierActive: Uint8Array.from(couriers, (courier) => Number(hasWork(courier.courierId, facts))),
  };
}

function freeOf(courier: Courier, facts: Facts, travel: TravelMatrix): RouteStart {
  const start = freeFrom(courier, facts, travel);
  invariant(start !== null, `nobody knows where available courier ${courier.courierId} is`);
  return start;
}

function encodeAllowed({ orders, couriers }: ProblemIndex, facts: Facts) {
  const skills = couriers.map((courier) => new Set(courier.skills));
  const allowed = new Uint8Array(orders.length * couriers.length);
  for (const [o, order] of orders.entries()) {
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

/** Moments and amounts beyond FAR count as FAR: 17 years, 537 tonnes. */
const bounded = (amount: number): number => Math.max(-FAR, Math.min(FAR, amount));

const relative = (moment: EpochSeconds, at: EpochSeconds): Seconds => bounded(moment - at);
