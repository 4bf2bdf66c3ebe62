// What a courier can work out before it answers an offer: when it would pick the batch up, after all that it has to do, by
// what stores have said until then and by ways as the travel model has them.
import type { Location } from '../domain/location.ts';
import type { OrderId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { Actor } from './actor.ts';
import type { ActorBatch, Surroundings } from './surroundings.ts';

/** From where and from when on a courier is free. */
interface Freedom {
  readonly location: Location;
  readonly at: EpochSeconds;
}

/** The pickup moment of one more batch, accepted at `at`. */
export function pickupMomentOf(actor: Actor, batch: ActorBatch, around: Surroundings, at: EpochSeconds): EpochSeconds {
  let free = afterCurrent(actor, around, at);
  for (const accepted of actor.queue) {
    const { location } = around.store(accepted.storeId);
    const departAt = pickupAfter(actor, accepted, around, free, at) + around.pickupSec(accepted);
    free = afterDrops(actor, accepted.orderIds, around, { location, at: departAt });
  }
  return pickupAfter(actor, batch, around, free, at);
}

function pickupAfter(
  actor: Actor,
  batch: ActorBatch,
  around: Surroundings,
  free: Freedom,
  knownAt: EpochSeconds,
): EpochSeconds {
  const { location } = around.store(batch.storeId);
  const arriveAt = Math.max(free.at, batch.departAt) + around.travelSec(actor.courier.mode, free.location, location);
  return around.expectedPickupMoment(batch, arriveAt, knownAt);
}

function afterCurrent(actor: Actor, around: Surroundings, at: EpochSeconds): Freedom {
  const { activity, current, location } = actor;
  if (activity.kind === 'waiting') return { location, at: Math.max(at, actor.courier.shift.startAt) };
  if (activity.kind === 'resting') return { location, at: activity.until };
  const orderIds = current?.orderIds ?? [];
  if (activity.kind === 'leaving') return afterDrops(actor, orderIds, around, { location, at: activity.departAt });
  const stop = { location: activity.kind === 'driving' ? activity.to : location, at: activity.arriveAt };
  const [first, ...rest] = orderIds;
  if (!current || first === undefined) return stop;
  if (current.isPickedUp) return afterDrops(actor, rest, around, afterDoor(around, first, stop.at));
  const departAt = around.expectedPickupMoment(current, stop.at, at) + around.pickupSec(current);
  return afterDrops(actor, orderIds, around, { ...stop, at: departAt });
}

function afterDrops(actor: Actor, orderIds: readonly OrderId[], around: Surroundings, free: Freedom): Freedom {
  return orderIds.reduce((from: Freedom, orderId) => {
    const { location } = around.order(orderId).dropoff;
    return afterDoor(around, orderId, from.at + around.travelSec(actor.courier.mode, from.location, location));
  }, free);
}

function afterDoor(around: Surroundings, orderId: OrderId, arriveAt: EpochSeconds): Freedom {
  const { location, handoffSec } = around.order(orderId).dropoff;
  return { location, at: around.dropoffMoment(orderId, arriveAt) + handoffSec };
}
