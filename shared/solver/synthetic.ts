// Made-up problems of a typical shape, for warming the engine up, for benchmarks and for tests: a square town of ten
// kilometres, orders of the last half hour and the next, couriers who become free over a quarter of an hour.
import type { Random } from '../kernel/random.ts';
import { FAR, type Problem } from './problem.ts';

const TOWN_METERS = 10_000;
const METERS_PER_SECOND = 6;

export interface SyntheticSize {
  readonly orders: number;
  readonly couriers: number;
  /** At least 1. */
  readonly stores: number;
}

/** The same numbers drawn, the same problem. */
export function syntheticProblem(rng: Random, size: SyntheticSize): Problem {
  const { orders, couriers, stores } = size;
  const numNodes = stores + orders + couriers;
  const meters = cityBlocks(rng, numNodes);
  const draw = (length: number, value: (index: number) => number) => Int32Array.from({ length }, (_, i) => value(i));
  const placed = draw(orders, () => -rng.below(1800));
  return {
    numNodes,
    numProfiles: 1,
    travelMeters: meters,
    travelSeconds: meters.map((m) => Math.floor((m + METERS_PER_SECOND - 1) / METERS_PER_SECOND)),
    numStores: stores,
    storeNode: draw(stores, (i) => i),
    storeParking: draw(stores, () => 120),
    storeHandover: draw(stores, () => 120),
    storeHoursFirst: new Int32Array(stores + 1),
    storeHours: new Int32Array(0),
    numOrders: orders,
    orderStore: draw(orders, () => rng.below(stores)),
    orderNode: draw(orders, (i) => stores + i),
    orderPlaced: placed,
    orderReady: placed.map((at) => at + 300 + rng.below(1500)),
    orderPromise: placed.map((at) => at + 2400),
    orderOpens: draw(orders, () => -FAR),
    orderCloses: draw(orders, () => FAR),
    orderMaxRide: draw(orders, () => FAR),
    orderPicking: new Int32Array(orders),
    orderAccess: draw(orders, () => 120),
    orderHandoff: draw(orders, () => 120),
    orderPriority: draw(orders, () => 1),
    orderUnserved: new Float64Array(orders).fill(7_200_000),
    orderBatchable: new Uint8Array(orders).fill(1),
    orderLoad: draw(orders, () => 1 + rng.below(3)),
    allowed: new Uint8Array(orders * couriers).fill(1),
    orderIncumbent: draw(orders, () => -1),
    numCouriers: couriers,
    numDimensions: 1,
    courierNode: draw(couriers, (i) => stores + orders + i),
    courierFree: draw(couriers, () => rng.below(900)),
    courierEnd: draw(couriers, () => 3600 + rng.below(7200)),
    courierClose: draw(couriers, () => FAR),
    courierEndNode: draw(couriers, () => -1),
    breakFirst: new Int32Array(couriers + 1),
    breaks: new Int32Array(0),
    courierProfile: draw(couriers, () => 0),
    courierCapacity: draw(couriers, () => 8),
    courierOrders: draw(couriers, () => rng.below(8)),
    courierPayPerOrder: draw(couriers, () => 1000),
    courierGuarantee: draw(couriers, () => 6000),
    courierActive: new Uint8Array(couriers).fill(1),
    weights: {
      clickToDoor: 1000,
      late: 200,
      severeLate: 1000,
      pay: 15,
      travel: 0,
      activation: 0,
      change: 120_000,
    },
    severeLate: 1200,
    maxOrdersPerBlock: 5,
    maxReadyGap: 3600,
    maxBlocksPerCourier: 4,
  };
}

function cityBlocks(rng: Random, numNodes: number): Int32Array {
  const x = Int32Array.from({ length: numNodes }, () => rng.below(TOWN_METERS));
  const y = Int32Array.from({ length: numNodes }, () => rng.below(TOWN_METERS));
  const meters = new Int32Array(numNodes * numNodes);
  for (let from = 0; from < numNodes; from++) {
    for (let to = 0; to < numNodes; to++) {
      meters[from * numNodes + to] = Math.abs(x[from] - x[to]) + Math.abs(y[from] - y[to]);
    }
  }
  return meters;
}
