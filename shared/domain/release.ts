// When a planned batch is told to its courier: as late as it can wait, because until then it may still become better.
import type { EpochSeconds } from '../kernel/units.ts';
import type { Batch, Route } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The moment from which on the batch may be offered. A batch never departs before its courier is free of what it is bound
 * to and on shift, so the departure alone decides.
 */
export const releaseAt = (batch: Batch, { release }: Policy): EpochSeconds => batch.departAt - release.leadSec;

/**
 * The batch to offer to the courier of `route` now; null when there is none. A courier has one offer at a time: the first
 * batch after what it is bound to, unless that one is offered already.
 */
export function dueBatch(route: Route, { at, policy }: Snapshot): Batch | null {
  const next = route.batches.find(({ stage }) => stage !== 'accepted' && stage !== 'picked_up');
  if (next === undefined || next.stage === 'offered') return null;
  return releaseAt(next, policy) <= at ? next : null;
}
