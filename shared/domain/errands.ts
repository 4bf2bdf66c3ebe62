// Who is asked to go to a store without orders. Under `commitAt: 'store'` that is every idle courier who has to set out
// for its next batch now: what it will carry stays open until it is there.
import type { CourierId, StoreId } from '../kernel/ids.ts';
import type { Facts } from './facts.ts';
import type { Errand, Route } from './plan.ts';
import { dueBatch, mustGoFirst } from './release.ts';

/** The errands of a plan with these routes: new ones, and those of the last plan that still wait for their courier's word. */
export function errandsOf(routes: readonly Route[], facts: Facts): readonly Errand[] {
  const { at, policy } = facts.snapshot;
  return routes.flatMap((route): readonly Errand[] => {
    const { courierId } = route;
    const batch = dueBatch(route, facts.snapshot);
    const isIdle = route.batches[0] === batch;
    if (batch === null || !isIdle || !mustGoFirst(batch, route, policy)) return [];
    const { storeId, departAt } = batch;
    if (isOnItsWay(courierId, facts, storeId)) return [];
    const asked = awaitsWord(courierId, facts);
    return [asked?.storeId === storeId ? asked : { courierId, storeId, departAt, askedAt: at }];
  });
}

/** Whether the courier has said that it is going to the store, or to any, and need not be there yet. */
export function isOnItsWay(courierId: CourierId, { couriers, snapshot }: Facts, storeId?: StoreId): boolean {
  const enRoute = couriers.get(courierId)?.enRoute;
  if (enRoute === undefined || snapshot.at > enRoute.arriveAt) return false;
  return storeId === undefined || enRoute.storeId === storeId;
}

/**
 * The errand of the last plan whose courier has not spoken since and may still set out. One from before the courier's
 * shift is over; so is one that was asked for later than now, by a planner whose clock ran ahead.
 */
export function awaitsWord(courierId: CourierId, { couriers, snapshot }: Facts): Errand | undefined {
  const { at, lastPlan, policy } = snapshot;
  const { enRoute, shift } = couriers.get(courierId) ?? {};
  return lastPlan?.errands?.find(
    (errand) =>
      errand.courierId === courierId &&
      errand.askedAt <= at &&
      errand.departAt >= (shift?.startAt ?? 0) &&
      at - errand.departAt <= policy.release.offerTimeoutSec &&
      (enRoute === undefined || enRoute.at < errand.askedAt),
  );
}
