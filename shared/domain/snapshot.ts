// Everything a plan is made from, read at one moment, and what follows from it without any choice.
import type { EpochSeconds } from '../kernel/units.ts';
import type { Courier, CourierPosition } from './courier.ts';
import type { Order } from './order.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Store } from './store.ts';
import type { ZoneSettings } from './zone.ts';

export interface Snapshot {
  /** The moment of planning; the clock is read once. */
  readonly at: EpochSeconds;
  readonly zone: ZoneSettings;
  readonly policy: Policy;
  readonly stores: readonly Store[];
  readonly couriers: readonly Courier[];
  readonly positions: readonly CourierPosition[];
  /** All that the zone still holds, closed ones of the last minutes among them. */
  readonly orders: readonly Order[];
  /** The committed plan that this one replaces; null for the first. */
  readonly lastPlan: Plan | null;
}
