// Couriers of a problem: where and from when on they are free, what they may still do, what they are paid.
import { pendingBreaks } from '../domain/breaks.ts';
import type { Courier } from '../domain/courier.ts';
import type { Facts, RouteStart } from '../domain/facts.ts';
import { LOAD_DIMENSIONS } from '../domain/load.ts';
import { hasWork, shiftGuarantee } from '../domain/plan-cost.ts';
import { constantBatches, freeFrom } from '../domain/schedule.ts';
import { invariant } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { bounded, type NodeOf, relative, rowsOf } from './encode-numbers.ts';
import type { TravelMatrix } from './ports.ts';
import { type ProblemIndex, profilesOf } from './problem-index.ts';

export function encodeCouriers(index: ProblemIndex, facts: Facts, travel: TravelMatrix, nodeOf: NodeOf) {
  const { couriers } = index;
  const { at } = facts.snapshot;
  const profiles = profilesOf(index);
  const starts = couriers.map((courier) => freeOf(courier, facts, travel));
  const constant = (courier: Courier): number =>
    constantBatches(courier, facts).reduce((sum, batch) => sum + batch.orderIds.length, 0);
  return {
    numCouriers: couriers.length,
    courierNode: Int32Array.from(starts, (start) => nodeOf(start.location)),
    courierFree: Int32Array.from(starts, (start) => relative(start.departAt, at)),
    ...encodeShifts(couriers, at, nodeOf),
    courierProfile: Int32Array.from(couriers, (courier) => profiles.indexOf(courier.mode)),
    ...encodeCourierLimits(couriers, facts),
    courierOrders: Int32Array.from(couriers, (courier) => courier.deliveredCount + constant(courier)),
    courierPayPerOrder: Int32Array.from(couriers, (courier) => bounded(courier.pay.perOrder)),
    courierActive: Uint8Array.from(couriers, (courier) => Number(hasWork(courier.courierId, facts))),
  };
}

/** What may keep a courier from carrying more, and what the hours of its shift are paid for at least. */
export function encodeCourierLimits(couriers: readonly Courier[], { snapshot }: Pick<Facts, 'snapshot'>) {
  const { at } = snapshot;
  const closeOf = ({ shift }: Courier): EpochSeconds => shift.endAt + (shift.overtimeSec ?? Number.POSITIVE_INFINITY);
  return {
    courierCapacity: Int32Array.from(
      couriers.flatMap(({ capacity }) => LOAD_DIMENSIONS.map((d) => bounded(capacity[d]))),
    ),
    courierEnd: Int32Array.from(couriers, ({ shift }) => relative(shift.endAt, at)),
    courierClose: Int32Array.from(couriers, (courier) => relative(closeOf(courier), at)),
    courierGuarantee: Int32Array.from(couriers, (courier) => bounded(shiftGuarantee(courier, snapshot))),
  };
}

function encodeShifts(couriers: readonly Courier[], at: EpochSeconds, nodeOf: NodeOf) {
  const breaks = rowsOf(
    couriers.map((courier) =>
      pendingBreaks(courier, at).map(({ earliestAt, latestAt, durationSec }) => [
        relative(earliestAt, at),
        relative(latestAt, at),
        bounded(durationSec),
      ]),
    ),
  );
  return {
    courierEndNode: Int32Array.from(couriers, ({ endLocation }) => (endLocation ? nodeOf(endLocation) : -1)),
    breakFirst: breaks.first,
    breaks: breaks.values,
  };
}

function freeOf(courier: Courier, facts: Facts, travel: TravelMatrix): RouteStart {
  const start = freeFrom(courier, facts, travel);
  invariant(start !== null, `nobody knows where available courier ${courier.courierId} is`);
  return start;
}
