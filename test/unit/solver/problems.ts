// Small problems for tests, described by what matters. Places lie on a plane in metres; travel is the city-block distance
// at one metre a second, so that every number can be worked out by hand.
import { FAR, type Problem, type ProblemWeights } from '../../../shared/solver/problem.ts';
import type { SearchParams } from '../../../shared/solver/result.ts';

export interface Place {
  readonly x: number;
  readonly y?: number;
}

export interface StoreSpec extends Place {
  readonly parking?: number;
  readonly handover?: number;
  /** [opens, closes]; none: always open. */
  readonly hours?: readonly (readonly [number, number])[];
}

export interface OrderSpec extends Place {
  readonly store?: number;
  readonly placed?: number;
  readonly ready?: number;
  /** Nobody sets out for it before this. */
  readonly released?: number;
  readonly promise?: number;
  readonly opens?: number;
  readonly closes?: number;
  readonly maxRide?: number;
  readonly picking?: number;
  readonly access?: number;
  readonly handoff?: number;
  readonly priority?: number;
  /** Points for leaving it out; without it, those of the problem times the priority. */
  readonly unserved?: number;
  readonly batchable?: boolean;
  readonly load?: readonly number[];
  readonly incumbent?: number;
  /** Couriers who may not carry it. */
  readonly barred?: readonly number[];
}

export interface CourierSpec extends Place {
  readonly free?: number;
  readonly end?: number;
  readonly close?: number;
  /** Where its route ends; none: at the last door. */
  readonly home?: Place;
  /** [earliest, latest, duration]. */
  readonly breaks?: readonly (readonly [number, number, number])[];
  readonly capacity?: readonly number[];
  readonly orders?: number;
  readonly payPerOrder?: number;
  readonly guarantee?: number;
  readonly active?: boolean;
}

export interface ProblemSpec {
  readonly stores: readonly StoreSpec[];
  readonly orders: readonly OrderSpec[];
  readonly couriers: readonly CourierSpec[];
  readonly weights?: Partial<ProblemWeights>;
  /** Points for leaving an order of priority 1 out. */
  readonly unserved?: number;
  readonly severeLate?: number;
  readonly maxOrdersPerBlock?: number;
  readonly maxReadyGap?: number;
  readonly maxBlocksPerCourier?: number;
  /** Replaces the city-block seconds: [from][to], stores first, then orders, then couriers, then homes. */
  readonly seconds?: readonly (readonly number[])[];
}

/** Only click-to-door has a price. */
const WEIGHTS: ProblemWeights = {
  clickToDoor: 1,
  late: 0,
  severeLate: 0,
  pay: 0,
  travel: 0,
  activation: 0,
  change: 0,
};

const LATEST = 1_000_000;

const UNSERVED = 100_000;

/** Nodes: stores, then orders, then couriers, then homes. Loads have one dimension unless the first order says otherwise. */
export function problemOf(spec: ProblemSpec): Problem {
  const { stores, orders, couriers } = spec;
  const homes = couriers.flatMap((courier) => courier.home ?? []);
  const places = [...stores, ...orders, ...couriers, ...homes];
  const numDimensions = orders[0]?.load?.length ?? 1;
  const meters = places.flatMap((from) => places.map((to) => cityBlock(from, to)));
  const none: readonly number[] = Array.from({ length: numDimensions }, () => 0);
  const plenty: readonly number[] = none.map(() => 100);
  return {
    numNodes: places.length,
    numProfiles: 1,
    travelSeconds: Int32Array.from(spec.seconds?.flat() ?? meters),
    travelMeters: Int32Array.from(meters),
    numStores: stores.length,
    storeNode: ints(stores, (_, index) => index),
    storeParking: ints(stores, (store) => store.parking ?? 0),
    storeHandover: ints(stores, (store) => store.handover ?? 0),
    storeHoursFirst: rows(stores.map(({ hours = [] }) => hours)),
    storeHours: Int32Array.from(stores.flatMap(({ hours = [] }) => hours.flat())),
    numOrders: orders.length,
    orderStore: ints(orders, (order) => order.store ?? 0),
    orderNode: ints(orders, (_, index) => stores.length + index),
    orderPlaced: ints(orders, (order) => order.placed ?? 0),
    orderReady: ints(orders, (order) => order.ready ?? 0),
    ...(orders.some(({ released }) => released !== undefined)
      ? { orderReleased: ints(orders, (order) => order.released ?? -FAR) }
      : {}),
    orderPromise: ints(orders, (order) => order.promise ?? LATEST),
    orderOpens: ints(orders, (order) => order.opens ?? -FAR),
    orderCloses: ints(orders, (order) => order.closes ?? FAR),
    orderMaxRide: ints(orders, (order) => order.maxRide ?? FAR),
    orderPicking: ints(orders, (order) => order.picking ?? 0),
    orderAccess: ints(orders, (order) => order.access ?? 0),
    orderHandoff: ints(orders, (order) => order.handoff ?? 0),
    orderPriority: ints(orders, (order) => order.priority ?? 1),
    orderUnserved: Float64Array.from(
      orders.map((order) => order.unserved ?? (spec.unserved ?? UNSERVED) * (order.priority ?? 1)),
    ),
    orderBatchable: Uint8Array.from(orders, (order) => (order.batchable === false ? 0 : 1)),
    orderLoad: Int32Array.from(orders.flatMap((order) => order.load ?? none)),
    allowed: Uint8Array.from(
      orders.flatMap((order) => couriers.map((_, courier) => (order.barred?.includes(courier) ? 0 : 1))),
    ),
    orderIncumbent: ints(orders, (order) => order.incumbent ?? -1),
    numCouriers: couriers.length,
    numDimensions,
    courierNode: ints(couriers, (_, index) => stores.length + orders.length + index),
    courierFree: ints(couriers, (courier) => courier.free ?? 0),
    courierEnd: ints(couriers, (courier) => courier.end ?? LATEST),
    courierClose: ints(couriers, (courier) => courier.close ?? FAR),
    courierEndNode: ints(couriers, ({ home }) => (home === undefined ? -1 : places.indexOf(home))),
    breakFirst: rows(couriers.map(({ breaks = [] }) => breaks)),
    breaks: Int32Array.from(couriers.flatMap(({ breaks = [] }) => breaks.flat())),
    courierProfile: ints(couriers, () => 0),
    courierCapacity: Int32Array.from(couriers.flatMap((courier) => courier.capacity ?? plenty)),
    courierOrders: ints(couriers, (courier) => courier.orders ?? 0),
    courierPayPerOrder: ints(couriers, (courier) => courier.payPerOrder ?? 0),
    courierGuarantee: ints(couriers, (courier) => courier.guarantee ?? 0),
    courierActive: Uint8Array.from(couriers, (courier) => (courier.active ? 1 : 0)),
    weights: { ...WEIGHTS, ...spec.weights },
    severeLate: spec.severeLate ?? 0,
    maxOrdersPerBlock: spec.maxOrdersPerBlock ?? 5,
    maxReadyGap: spec.maxReadyGap ?? LATEST,
    maxBlocksPerCourier: spec.maxBlocksPerCourier ?? 4,
  };
}

/** Quick and thorough enough for a handful of orders; every step is checked from scratch. */
export function someParams(changes: Partial<SearchParams> = {}): SearchParams {
  return {
    maxUnits: 3000,
    startTemperature: 1000,
    endTemperature: 1,
    ruinSize: 3,
    blinkBp: 100,
    checks: 'every-step',
    ...changes,
  };
}

export const never = (): boolean => false;

function cityBlock(from: Place, to: Place): number {
  return Math.abs(from.x - to.x) + Math.abs((from.y ?? 0) - (to.y ?? 0));
}

/** Where each row begins, and where the last one ends. */
function rows(lists: readonly (readonly unknown[])[]): Int32Array {
  return Int32Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).flat().length)]);
}

function ints<T>(items: readonly T[], value: (item: T, index: number) => number): Int32Array {
  return Int32Array.from(items.map(value));
}
