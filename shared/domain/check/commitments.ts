// What couriers have agreed to is constant: same courier, same batch, same sequence, first in the route.
import type { Order } from '../order.ts';
import { isCommitted } from '../order.ts';
import type { Batch, Route } from '../plan.ts';
import { type Case, ordersOf } from './case.ts';
import type { Violation } from './violation.ts';

const RANK = { picked_up: 0, accepted: 0, offered: 1, planned: 2 } as const satisfies Record<Batch['stage'], number>;

export function checkCommitments(court: Case): readonly Violation[] {
  const kept = court.snapshot.orders.filter(isCommitted).flatMap((order) => checkKept(court, order));
  return [...kept, ...court.plan.routes.flatMap((route) => checkSequence(court, route))];
}

/** The order is where it was agreed to be, at the stage that is known of its batch. */
function checkKept({ plan, ofOffer }: Case, order: Order): readonly Violation[] {
  const { orderId } = order;
  const courierId = order.courierId ?? '';
  const batches = plan.routes.filter((route) => route.courierId === courierId).flatMap((route) => route.batches);
  const batch = batches.find((candidate) => isAgreed(candidate) && candidate.orderIds.includes(orderId));
  if (batch === undefined || batch.offerId !== order.offerId) {
    const message = `order ${orderId} is bound to ${courierId} by offer ${order.offerId}, and is not there`;
    return [{ code: 'COMMITTED_CHANGED', orderId, courierId, message }];
  }
  const isAboard = (ofOffer.get(order.offerId ?? '') ?? []).some(
    (mate) => mate.courierId === courierId && (mate.pickedUpAt !== null || mate.stage === 'delivered'),
  );
  if (isAboard === (batch.stage === 'picked_up')) return [];
  const message = `the batch of order ${orderId} is ${isAboard ? 'aboard' : 'at the store'}, planned as ${batch.stage}`;
  return [{ code: 'COMMITTED_CHANGED', orderId, courierId, message }];
}

function checkSequence(court: Case, route: Route): readonly Violation[] {
  const { courierId, batches } = route;
  const violations = batches.flatMap((batch) => checkNothingAdded(court, route, batch));
  for (const [index, next] of batches.entries()) {
    const before = batches[index - 1];
    if (before === undefined) continue;
    if (RANK[before.stage] > RANK[next.stage]) {
      const message = `in the route of ${courierId} a batch ${before.stage} comes before one ${next.stage}`;
      violations.push({ code: 'BATCH_ORDER', courierId, message });
    }
    if (!isAgreed(before) || !isAgreed(next)) continue;
    const isSwapped =
      before.stage === next.stage
        ? acceptedAt(court, before) > acceptedAt(court, next)
        : before.stage === 'accepted' && next.stage === 'picked_up';
    if (!isSwapped) continue;
    const message = `${courierId} agreed to ${next.offerId} before ${before.offerId}, or has it aboard`;
    violations.push({ code: 'COMMITTED_ORDER', courierId, message });
  }
  return violations;
}

/** A committed batch holds what was agreed, in drop sequence, and nothing else. */
function checkNothingAdded(court: Case, { courierId }: Route, batch: Batch): Violation[] {
  if (!isAgreed(batch)) return [];
  const orders = ordersOf(batch, court);
  const violations: Violation[] = [];
  for (const { orderId } of orders.filter((order) => !isCommitted(order) || order.courierId !== courierId)) {
    const message = `order ${orderId} is in a batch called ${batch.stage}, and ${courierId} has not agreed to it`;
    violations.push({ code: 'COMMITTED_CHANGED', orderId, courierId, message });
  }
  const sequence = orders.map((order) => order.offerSequence ?? 0);
  if (sequence.some((place, index) => index > 0 && place < (sequence[index - 1] ?? 0))) {
    const message = `drops of ${batch.offerId} were agreed in another sequence than ${batch.orderIds.join(', ')}`;
    violations.push({ code: 'COMMITTED_ORDER', courierId, message });
  }
  return violations;
}

const isAgreed = ({ stage }: Batch): boolean => stage === 'accepted' || stage === 'picked_up';

const acceptedAt = (court: Case, batch: Batch): number =>
  Math.min(...ordersOf(batch, court).map((order) => order.acceptedAt ?? 0));
