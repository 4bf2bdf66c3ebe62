// Why an order is with its courier, or with nobody, in a revision: what else could have been, and what it would take.
import type { CourierId, OrderId } from '../kernel/ids.ts';
import type { EpochSeconds, Points } from '../kernel/units.ts';
import type { AdmittingChange } from './admitting-change.ts';
import type { CostTerm } from './plan.ts';

/** The order with another courier, everything else of the plan as it is, at the cheapest place there. */
export interface Alternative {
  readonly courierId: CourierId;
  readonly dropoffAt: EpochSeconds;
  /** What the plan would cost more; the terms that differ add up to it. */
  readonly cost: Points;
  readonly terms: Readonly<Partial<Record<CostTerm, Points>>>;
}

/** A courier who cannot carry the order as things are. */
export interface BlockedCourier {
  readonly courierId: CourierId;
  /**
   * What would have to be different, each on its own; empty: several things at once. `queue`: it has as many batches ahead
   * of it as the policy plans (`search.maxBlocksPerCourier`).
   */
  readonly by: readonly (AdmittingChange['kind'] | 'queue')[];
}

export interface OrderExplanation {
  readonly orderId: OrderId;
  /** The three cheapest other couriers, cheapest first. */
  readonly alternatives: readonly Alternative[];
  /** When fewer than three can carry it: who cannot, nearest to the store first, three with the alternatives together. */
  readonly blocked: readonly BlockedCourier[];
  /** Of an order that nobody carries: the smallest change of each kind that would admit it. Of a late one: of its promise. */
  readonly changes: readonly AdmittingChange[];
}
