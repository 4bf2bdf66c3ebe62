// A courier: who may carry what, and when. What a courier carries is derived from the orders, never stored here.
import type { CourierId, EventId, ZoneId } from '../kernel/ids.ts';
import type { Cents, EpochSeconds } from '../kernel/units.ts';
import type { Load } from './load.ts';
import type { Location } from './location.ts';

export const TRAVEL_MODES = ['car', 'bike', 'foot'] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];

export interface Shift {
  readonly startAt: EpochSeconds;
  /** No pickup after this; drops may be later. */
  readonly endAt: EpochSeconds;
}

export interface CourierDetails {
  readonly courierId: CourierId;
  readonly zoneId: ZoneId;
  readonly mode: TravelMode;
  readonly shift: Shift;
  readonly capacity: Load;
  readonly skills: readonly string[];
  readonly pay: CourierPay;
}

/** A shift pays max(perOrder x orders, guaranteePerHour x hours). */
export interface CourierPay {
  readonly perOrder: Cents;
  readonly guaranteePerHour: Cents;
}

export interface Courier extends CourierDetails {
  /** Counts the writes of this item; every write is conditional on it. */
  readonly version: number;
  /** `off` takes no more orders; what it has accepted stays its own. */
  readonly status: 'on' | 'off';
  /** When it came on shift by its own report: going off before that was another shift's end. */
  readonly onShiftAt: EpochSeconds;
  /** Orders delivered in this shift: pay is a state. */
  readonly deliveredCount: number;
  readonly seen: readonly EventId[];
}

/** Where a courier was last known to be, and from when on it can leave there. */
export interface CourierPosition {
  readonly courierId: CourierId;
  readonly location: Location;
  readonly at: EpochSeconds;
  /** At least `at`: later while it still hands over at a stop. */
  readonly departAt: EpochSeconds;
}
