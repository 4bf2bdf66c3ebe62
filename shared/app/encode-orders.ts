// Orders of a problem: what they are, when they may be had and dropped, what they cost.
import { dropBy } from '../domain/batch-times.ts';
import { type Facts, isOfferLive } from '../domain/facts.ts';
import { LOAD_DIMENSIONS } from '../domain/load.ts';
import type { Order } from '../domain/order.ts';
import { unservedCost } from '../domain/plan-cost.ts';
import { bounded, type NodeOf, relative } from './encode-numbers.ts';
import type { ProblemIndex } from './problem-index.ts';

export function encodeOrders({ orders, couriers, stores }: ProblemIndex, facts: Facts, nodeOf: NodeOf) {
  const storeIndex = new Map(stores.map((store, index) => [store.storeId, index]));
  const courierIndex = new Map(couriers.map((courier, index) => [courier.courierId, index]));
  const incumbent = (order: Order): number =>
    isOfferLive(order, facts) ? (courierIndex.get(order.courierId ?? '') ?? -1) : -1;
  return {
    numOrders: orders.length,
    orderStore: Int32Array.from(orders, (order) => storeIndex.get(order.storeId) ?? -1),
    orderNode: Int32Array.from(orders, (order) => nodeOf(order.dropoff.location)),
    ...encodeTimes(orders, facts),
    ...encodeOrderLimits(orders, facts),
    orderPriority: Int32Array.from(orders, (order) => order.priority),
    orderBatchable: Uint8Array.from(orders, (order) => Number(order.batchable)),
    orderLoad: Int32Array.from(orders.flatMap(({ load }) => LOAD_DIMENSIONS.map((d) => bounded(load[d])))),
    orderIncumbent: Int32Array.from(orders, incumbent),
  };
}

/** What may keep an order from being carried, and what leaving it out costs. */
export function encodeOrderLimits(orders: readonly Order[], { snapshot }: Pick<Facts, 'snapshot'>) {
  const { at } = snapshot;
  return {
    orderPromise: Int32Array.from(orders, (order) => relative(order.promiseBy, at)),
    orderCloses: Int32Array.from(orders, (order) => relative(dropBy(order), at)),
    orderMaxRide: Int32Array.from(orders, (order) => bounded(order.maxPickupToDoorSec ?? Number.POSITIVE_INFINITY)),
    orderUnserved: Float64Array.from(orders, (order) => unservedCost(order, snapshot)),
  };
}

function encodeTimes(orders: readonly Order[], { snapshot: { at } }: Facts) {
  const { NEGATIVE_INFINITY } = Number;
  return {
    orderPlaced: Int32Array.from(orders, (order) => relative(order.placedAt, at)),
    orderReady: Int32Array.from(orders, (order) => relative(order.readyAt, at)),
    orderOpens: Int32Array.from(orders, (order) => relative(order.promiseFrom ?? NEGATIVE_INFINITY, at)),
    orderPicking: Int32Array.from(orders, (order) => bounded(order.pickingSec ?? 0)),
    orderAccess: Int32Array.from(orders, (order) => bounded(order.dropoff.accessSec)),
    orderHandoff: Int32Array.from(orders, (order) => bounded(order.dropoff.handoffSec)),
  };
}
