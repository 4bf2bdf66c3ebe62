// A tiny overloaded day: one courier at the only store, everything ordered and ready at once, every order rides alone. Who is
// served when can be worked out by hand: a job is the way to the door and back.
import type { Policy } from '../../shared/domain/policy.ts';
import type { Day } from '../../shared/sim/day.ts';
import { runDay } from '../../shared/sim/run-day.ts';
import type { WorldLog } from '../../shared/sim/world-log.ts';
import { AT, aPolicy, aStore, place } from './builders.ts';
import { aDay, aDayCourier, aDayOrder } from './days.ts';

/** On a whole minute, when planning begins. */
export const PLACED_AT = AT + 100;

export interface Job {
  readonly orderId: string;
  /** Metres, at one a second. */
  readonly door: number;
  readonly priority: number;
  /** Seconds after the placement. */
  readonly promiseSec: number;
}

/** Weights of waiting alone: no pay, no price of change. */
export const waitingOnly = (severeLateSec: number, severeLatePerSec: number, unserved = 20_000_000): Policy => ({
  ...aPolicy({
    weights: { latePerSec: 0, severeLatePerSec, unserved, payPerCent: 0, changeOffered: 0 },
    search: { maxUnits: 4000 },
    severeLateSec,
  }),
  version: 2,
});

export function overloadedDay(jobs: readonly Job[], policy: Policy, shiftSec: number): Day {
  const { zoneId: _zone, configuredAt: _at, ...store } = aStore({ parkingSec: 0, handoverSec: 0 });
  const day = aDay({
    stores: [store],
    policy,
    fromAt: PLACED_AT - 60,
    couriers: [aDayCourier({ shift: { startAt: PLACED_AT - 60, endAt: PLACED_AT + shiftSec } }, place(0))],
    orders: jobs.map(({ orderId, door, priority, promiseSec }) =>
      aDayOrder(
        {
          orderId,
          priority,
          batchable: false,
          readyAt: PLACED_AT,
          promiseBy: PLACED_AT + promiseSec,
          dropoff: { location: place(door), accessSec: 0, handoffSec: 0 },
        },
        PLACED_AT,
      ),
    ),
  });
  return { ...day, zone: { ...day.zone, policy: { policyId: policy.policyId, version: policy.version } } };
}

/** Served orders in their sequence, with the seconds from the placement to the door. */
export async function served(jobs: readonly Job[], policy: Policy, shiftSec: number) {
  const { log, audit } = await runDay(overloadedDay(jobs, policy, shiftSec), { seed: 1, replanGapSec: 1 });
  if (audit.findings.length > 0) throw new Error(JSON.stringify(audit.findings));
  return deliveriesIn(log);
}

const deliveriesIn = ({ orders }: WorldLog): readonly (readonly [orderId: string, seconds: number])[] =>
  orders
    .flatMap(({ orderId, deliveries }) => deliveries.map(({ at }) => [orderId, at - PLACED_AT] as const))
    .sort(([, a], [, b]) => a - b);
