// What a policy of its own, one that does not run in our use cases, hears and says in the simulated world.
import type { DomainEvent, OrderPlaced } from '../../domain/event.ts';
import type { CourierId, OrderId, StoreId } from '../../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';

/** An order as it is heard of. */
export type KnownOrder = OrderPlaced['order'];

export interface Dispatcher {
  /** Between two decisions. */
  readonly everySec: Seconds;
  /** Every event of the world, when it happens. */
  hear(event: DomainEvent): void;
  /** What these couriers do as soon as they can. */
  decide(at: EpochSeconds): readonly Dispatch[];
}

export interface Dispatch {
  readonly courierId: CourierId;
  readonly storeId: StoreId;
  /** In drop sequence, and final; none: the courier goes to the store and waits, which only the published rules know. */
  readonly orderIds: readonly OrderId[];
}

/** The usual time between two decisions. */
export const DECISION_SEC: Seconds = 60;
