// What is about to depart stays: the same courier, the same batch, before anything that the planner may still choose.
import type { Case } from './case.ts';
import { isNewWork } from './case.ts';
import type { FrozenOffer } from './frozen-offers.ts';
import type { Violation } from './violation.ts';

export const checkFrozen = (court: Case): readonly Violation[] =>
  [...court.frozen.values()].flatMap((offer) => checkOffer(court, offer));

function checkOffer(court: Case, { courierId, offerId, orderIds }: FrozenOffer): readonly Violation[] {
  const batches = court.plan.routes.find((route) => route.courierId === courierId)?.batches ?? [];
  const place = batches.findIndex((batch) => batch.offerId === offerId && batch.stage === 'offered');
  const isThere = batches[place]?.orderIds.join(', ') === orderIds.join(', ');
  if (isThere && !batches.slice(0, place).some((batch) => isNewWork(batch, court))) return [];
  const message = `offer ${offerId} of ${orderIds.join(', ')} to ${courierId} is about to depart, and is not first there`;
  return [{ code: 'FROZEN_CHANGED', courierId, message }];
}
