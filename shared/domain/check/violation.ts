// What the judge may find: a closed list. A plan with any of these is never committed.
import type { CourierId, OrderId } from '../../kernel/ids.ts';

export const VIOLATION_CODES = [
  /** The plan is of another zone or another moment than the snapshot. */
  'OTHER_SNAPSHOT',
  /** An order that is not closed is neither in a route nor unassigned. */
  'ORDER_MISSING',
  /** An order is in more than one place of the plan. */
  'ORDER_REPEATED',
  /** An order of the plan is not in the snapshot. */
  'ORDER_UNKNOWN',
  /** An order of the plan is delivered, cancelled or failed. */
  'ORDER_CLOSED',
  /** A courier has two routes. */
  'ROUTE_REPEATED',
  /** Travel time or distance of a route is not the sum of its legs. */
  'ROUTE_TOTALS',
  /** A route does not begin where and when its courier can begin. */
  'ROUTE_START',
  /** Within a route, batches do not come committed first, then offered, then planned. */
  'BATCH_ORDER',
  /** A batch without orders. */
  'BATCH_EMPTY',
  /** An order of a batch is of another store than the batch. */
  'BATCH_STORE',
  /** A planned batch has more orders than the policy allows. */
  'BATCH_SIZE',
  /** A planned batch of several holds an order that rides alone. */
  'BATCH_ALONE',
  /** The ready moments of a planned batch are further apart than the policy allows. */
  'BATCH_READY_GAP',
  /** New work at a store that is not in the snapshot. */
  'STORE_UNKNOWN',
  /** New work for a courier who is not in the snapshot. */
  'COURIER_UNKNOWN',
  /** New work for a courier who is off shift. */
  'COURIER_OFF',
  /** New work that needs a skill the courier does not have. */
  'SKILL',
  /** New work that the courier has declined. */
  'DECLINED',
  /** New work for a courier whom the operator has excluded from it, or who is not the one that it is pinned to. */
  'EXCLUDED',
  /** New work that makes the courier carry more than it can after some stop. */
  'CAPACITY',
  /** New work that begins before the shift. */
  'SHIFT_START',
  /** New work that is picked up after the shift's end. */
  'SHIFT_END',
  /** A route with new work is over later than the shift's overtime allows. */
  'OVERTIME',
  /** A break is left out, cut short, at the wrong time or in the wrong place; or new work begins during one. */
  'BREAK',
  /** A route with new work does not end where its courier's routes end. */
  'ROUTE_END',
  /** New work that is picked up while its store is closed. */
  'STORE_CLOSED',
  /** New work that is dropped before it may come. */
  'WINDOW_START',
  /** New work that is dropped after a promise that is hard. */
  'WINDOW_END',
  /** New work that is dropped later after it was placed than it may be. */
  'CLICK_TO_DOOR',
  /** New work that is dropped later after its pickup than it may be. */
  'PICKUP_TO_DOOR',
  /** New work that begins before now. */
  'IN_THE_PAST',
  /** New work over a leg that has no way. */
  'UNREACHABLE',
  /** A batch called offered is not exactly what the courier was told. */
  'OFFER_CHANGED',
  /** A batch is still called offered though the time for the answer is over. */
  'OFFER_EXPIRED',
  /** An offer that is about to depart is not with its courier, in its sequence, before new work. */
  'FROZEN_CHANGED',
  /** Work that a courier is bound to is not with that courier, in that batch, at that stage; or there is more than that. */
  'COMMITTED_CHANGED',
  /** Batches, or drops of a batch, that a courier is bound to are in another sequence than agreed. */
  'COMMITTED_ORDER',
  /** The stops of a route are not the pickup and the drops of its batches, in that order, breaks and the end aside. */
  'STOP_SEQUENCE',
  /** A stop is not at its store or door. */
  'STOP_PLACE',
  /** A courier arrives at a stop, or sets out for it, earlier than it can. */
  'STOP_ARRIVAL',
  /** A stop is served before the courier has parked or reached the door, or takes less than its time. */
  'STOP_SERVICE',
  /** A pickup before an order is ready. */
  'STOP_NOT_READY',
  /** The lateness of a stop is not what its moment and the promise say. */
  'STOP_LATENESS',
  /** A courier who is bound to work, or has an offer, is sent to a store without orders. */
  'ERRAND_BUSY',
  /** A courier is sent to two stores. */
  'ERRAND_REPEATED',
] as const;
export type ViolationCode = (typeof VIOLATION_CODES)[number];

export interface Violation {
  readonly code: ViolationCode;
  readonly orderId?: OrderId;
  readonly courierId?: CourierId;
  /** What is and what should be, with values. */
  readonly message: string;
}
