// What may ride together, and who may carry it.
import type { Courier } from '../courier.ts';
import type { Order } from '../order.ts';
import type { Batch, Route } from '../plan.ts';
import { type Case, isNewWork, ordersOf } from './case.ts';
import type { Violation } from './violation.ts';

export function checkBatches(court: Case, route: Route): readonly Violation[] {
  return route.batches.flatMap((batch) => {
    const violations = [...checkStore(court, route, batch)];
    if (batch.stage === 'planned') violations.push(...checkComposition(court, route, batch));
    if (batch.stage === 'offered') violations.push(...checkOffer(court, route, batch));
    if (isNewWork(batch, court)) violations.push(...checkCarrier(court, route, batch));
    return violations;
  });
}

function checkStore(court: Case, { courierId }: Route, batch: Batch): readonly Violation[] {
  const violations: Violation[] = [];
  if (batch.orderIds.length === 0)
    violations.push({
      code: 'BATCH_EMPTY',
      courierId,
      message: `batch ${batch.offerId} of ${courierId} has no orders`,
    });
  if (isNewWork(batch, court) && !court.stores.has(batch.storeId))
    violations.push({
      code: 'STORE_UNKNOWN',
      courierId,
      message: `batch ${batch.offerId} is of store ${batch.storeId}`,
    });
  for (const { orderId, storeId } of ordersOf(batch, court)) {
    if (storeId === batch.storeId) continue;
    const message = `order ${orderId} of store ${storeId} is in a batch of store ${batch.storeId}`;
    violations.push({ code: 'BATCH_STORE', orderId, courierId, message });
  }
  return violations;
}

function checkComposition(court: Case, { courierId }: Route, batch: Batch): readonly Violation[] {
  const { maxOrders, maxReadyGapSec } = court.snapshot.policy.batching;
  const orders = ordersOf(batch, court);
  const violations: Violation[] = [];
  if (orders.length > maxOrders) {
    const message = `batch ${batch.offerId} has ${orders.length} orders, at most ${maxOrders} ride together`;
    violations.push({ code: 'BATCH_SIZE', courierId, message });
  }
  for (const { orderId } of orders.filter((order) => orders.length > 1 && !order.batchable)) {
    const message = `order ${orderId} rides alone and is in a batch of ${orders.length}`;
    violations.push({ code: 'BATCH_ALONE', orderId, courierId, message });
  }
  const ready = orders.map((order) => order.readyAt);
  const gap = Math.max(...ready) - Math.min(...ready);
  if (gap > maxReadyGapSec) {
    const message = `ready moments of batch ${batch.offerId} span ${gap} s, at most ${maxReadyGapSec} s`;
    violations.push({ code: 'BATCH_READY_GAP', courierId, message });
  }
  return violations;
}

/** An offered batch is all that is left of one offer, in the sequence told, and young enough. */
function checkOffer({ snapshot }: Case, { courierId }: Route, batch: Batch): readonly Violation[] {
  const told = snapshot.orders
    .filter((o) => o.stage === 'offered' && o.courierId === courierId && o.offerId === batch.offerId)
    .sort((a, b) => (a.offerSequence ?? 0) - (b.offerSequence ?? 0));
  const violations: Violation[] = [];
  const toldIds = told.map((order) => order.orderId).join(', ');
  if (toldIds !== batch.orderIds.join(', ')) {
    const message = `offer ${batch.offerId} to ${courierId} is of ${toldIds || 'nothing'}, planned: ${batch.orderIds}`;
    violations.push({ code: 'OFFER_CHANGED', courierId, message });
  }
  const { offerTimeoutSec } = snapshot.policy.release;
  for (const { orderId, offeredAt } of told) {
    const age = snapshot.at - (offeredAt ?? 0);
    if (age <= offerTimeoutSec) continue;
    const message = `the offer of ${orderId} is ${age} s old, at most ${offerTimeoutSec} s`;
    violations.push({ code: 'OFFER_EXPIRED', orderId, courierId, message });
  }
  return violations;
}

function checkCarrier(court: Case, { courierId }: Route, batch: Batch): readonly Violation[] {
  const courier = court.couriers.get(courierId);
  if (courier === undefined)
    return [{ code: 'COURIER_UNKNOWN', courierId, message: `nobody knows courier ${courierId} of ${batch.offerId}` }];
  const violations: Violation[] = [];
  if (courier.status === 'off')
    violations.push({ code: 'COURIER_OFF', courierId, message: `${courierId} is off shift and gets ${batch.offerId}` });
  return [...violations, ...ordersOf(batch, court).flatMap((order) => checkPair(order, courier))];
}

function checkPair(order: Order, { courierId, skills }: Courier): readonly Violation[] {
  const { orderId } = order;
  const violations: Violation[] = [];
  const lacking = order.requirements.filter((skill) => !skills.includes(skill));
  if (lacking.length > 0) {
    const message = `order ${orderId} needs ${lacking.join(', ')}, which ${courierId} does not have`;
    violations.push({ code: 'SKILL', orderId, courierId, message });
  }
  if (order.declinedBy.includes(courierId))
    violations.push({ code: 'DECLINED', orderId, courierId, message: `${courierId} has declined order ${orderId}` });
  if (order.excludedCouriers?.includes(courierId))
    violations.push({ code: 'EXCLUDED', orderId, courierId, message: `${courierId} is not to carry order ${orderId}` });
  if (order.onlyCourier != null && order.onlyCourier !== courierId) {
    const message = `order ${orderId} is pinned to ${order.onlyCourier}, not to ${courierId}`;
    violations.push({ code: 'EXCLUDED', orderId, courierId, message });
  }
  return violations;
}
