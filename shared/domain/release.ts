// When a planned batch is told to its courier: as late as it can wait, because until then it may still become better. By
// the policy that is when the courier has to set out for the store, or only when it is there and the pickup is due.
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Batch, Route } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Snapshot } from './snapshot.ts';

/** The moment from which on the batch may be offered. */
export function releaseAt(batch: Batch, route: Route, { release }: Policy): EpochSeconds {
  const wayFirst = release.commitAt === 'store' ? approachSec(batch, route) : 0;
  return batch.departAt + wayFirst - release.leadSec;
}

/**
 * The batch that is next for the courier of `route`, if it has to set out for it now; null when there is none. A batch
 * never departs before its courier is free of what it is bound to and on shift, so the departure alone decides. A courier
 * has one offer at a time: the first batch after what it is bound to, unless that one is offered already.
 */
export function dueBatch(route: Route, { at, policy }: Snapshot): Batch | null {
  const next = route.batches.find(({ stage }) => stage !== 'accepted' && stage !== 'picked_up');
  if (next === undefined || next.stage === 'offered') return null;
  return next.departAt - policy.release.leadSec <= at ? next : null;
}

/**
 * Whether the courier is to be at the store before it is offered the batch, and is not there yet. Who needs no longer
 * than the lead to get there counts as there: positions are not exact, and an offer goes out that early anyway.
 */
export const mustGoFirst = (batch: Batch, route: Route, { release }: Policy): boolean =>
  release.commitAt === 'store' && approachSec(batch, route) > release.leadSec;

/** The way to the store of a batch that is planned: such a batch sets out just in time. */
function approachSec(batch: Batch, { stops }: Route): Seconds {
  const pickup = stops.find(({ kind, orderIds }) => kind === 'pickup' && orderIds[0] === batch.orderIds[0]);
  return pickup === undefined ? 0 : pickup.arriveAt - batch.departAt;
}
