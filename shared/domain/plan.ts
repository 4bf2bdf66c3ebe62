// A plan: for every open order of a zone who carries it, in which batch and when, or why nobody does.
import type { CourierId, OfferId, OrderId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds, Meters, Points, Seconds } from '../kernel/units.ts';
import type { Location } from './location.ts';

/** Why an order is not assigned: a closed list, in the order in which the causes are looked for. */
export const REASON_CODES = [
  'STORE_UNKNOWN',
  'NO_COURIER_IN_RANGE',
  'SKILL',
  'CAPACITY',
  'EXCLUDED',
  'DECLINED_BY_ALL',
  'UNREACHABLE',
  'SHIFT_END',
  'STORE_CLOSED',
  'WINDOW',
  'CLICK_TO_DOOR',
  'PICKUP_TO_DOOR',
  'BREAK',
  'COST_OVER_PENALTY',
  'SEARCH_LIMIT',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** What a batch is to its courier; from `offered` on the courier has been told, from `accepted` on it is constant. */
export type BatchStage = 'planned' | 'offered' | 'accepted' | 'picked_up';

/** Orders of one store that ride together: one pickup service, drops in this order. */
export interface Batch {
  /** The id that its offer has or will have. */
  readonly offerId: OfferId;
  readonly storeId: StoreId;
  readonly stage: BatchStage;
  /** In drop sequence; of a picked-up batch, those still to be dropped. */
  readonly orderIds: readonly OrderId[];
  /** The latest moment to set out for the pickup without delaying it; the past for what is under way. */
  readonly departAt: EpochSeconds;
}

export interface Stop {
  /** A `break` stands between batches, where the courier is; an `end` after the last batch, where the route is to end. */
  readonly kind: 'pickup' | 'dropoff' | 'break' | 'end';
  readonly location: Location;
  /** All of the batch at a pickup, one at a drop-off, none at others. */
  readonly orderIds: readonly OrderId[];
  readonly arriveAt: EpochSeconds;
  /** The pickup or drop-off moment; when a break begins. */
  readonly serviceAt: EpochSeconds;
  readonly departAt: EpochSeconds;
  /** A drop-off after the promise; 0 otherwise. */
  readonly lateSec: Seconds;
}

export interface Route {
  readonly courierId: CourierId;
  readonly start: { readonly location: Location; readonly departAt: EpochSeconds };
  /** In the order in which they are carried out: committed, then offered, then planned. */
  readonly batches: readonly Batch[];
  /** The stops of the batches, in the same order, with breaks between them and the end after them. */
  readonly stops: readonly Stop[];
  readonly travelSec: Seconds;
  readonly distanceM: Meters;
}

export interface UnassignedOrder {
  readonly orderId: OrderId;
  readonly reason: ReasonCode;
}

/** A courier is asked to go to a store without orders: it is to pick up there, or orders may come there soon. */
export interface Errand {
  readonly courierId: CourierId;
  readonly storeId: StoreId;
  /** When to set out. */
  readonly departAt: EpochSeconds;
  /** The moment of the plan that asked first; later plans carry the errand on until the courier is heard of. */
  readonly askedAt: EpochSeconds;
}

/** The objective, term by term; `total` is their sum. */
export const COST_TERMS = [
  'clickToDoor',
  'late',
  'severeLate',
  'unserved',
  'pay',
  'travel',
  'activation',
  'change',
] as const;
export type CostTerm = (typeof COST_TERMS)[number];
export type PlanCost = Readonly<Record<CostTerm | 'total', Points>>;

/** The rung of the never-worse ladder that made the plan; on the last one, keep, no plan is made. */
export type Rung = 'search' | 'repair' | 'greedy';

export interface Plan {
  readonly zoneId: ZoneId;
  /** The snapshot's moment. */
  readonly plannedAt: EpochSeconds;
  /** One for each courier with a batch. */
  readonly routes: readonly Route[];
  readonly unassigned: readonly UnassignedOrder[];
  /** In the order of the routes. Absent: none. */
  readonly errands?: readonly Errand[];
  readonly cost: PlanCost;
}
