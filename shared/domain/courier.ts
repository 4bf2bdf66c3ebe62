// A courier: who may carry what, and when. What a courier carries is derived from the orders, never stored here.
import type { CourierId, EventId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { Cents, EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Load } from './load.ts';
import type { Location } from './location.ts';

export const TRAVEL_MODES = ['car', 'bike', 'foot'] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];

export interface Shift {
  readonly startAt: EpochSeconds;
  /** No pickup after this; drops may be later. */
  readonly endAt: EpochSeconds;
  /** The route, its way to the end place included, is over at most this long after `endAt`. Absent: no limit. */
  readonly overtimeSec?: Seconds;
}

/** A break between two batches: it begins from `earliestAt` on, and by `latestAt` unless agreed work takes longer. */
export interface CourierBreak {
  readonly earliestAt: EpochSeconds;
  readonly latestAt: EpochSeconds;
  readonly durationSec: Seconds;
}

export interface CourierDetails {
  readonly courierId: CourierId;
  readonly zoneId: ZoneId;
  readonly mode: TravelMode;
  readonly shift: Shift;
  readonly capacity: Load;
  readonly skills: readonly string[];
  readonly pay: CourierPay;
  /** Those of the shift, one after the other. */
  readonly breaks?: readonly CourierBreak[];
  /** Where its route is to end, such as its home. Absent: at its last door. */
  readonly endLocation?: Location;
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
  /** When breaks of this shift began, as reported, in the order of time; absent: none has. */
  readonly breakStarts?: readonly EpochSeconds[];
  /** When a break last ended, as reported. */
  readonly breakEndedAt?: EpochSeconds;
  /** To which store it last set out without orders, as reported. Absent: to none, or it has delivered since. */
  readonly enRoute?: EnRoute;
  readonly seen: readonly EventId[];
}

/** On the way to a store: since `at`, there at `arriveAt`. */
export interface EnRoute {
  readonly storeId: StoreId;
  readonly at: EpochSeconds;
  readonly arriveAt: EpochSeconds;
}

/** Where a courier was last known to be, and from when on it can leave there. */
export interface CourierPosition {
  readonly courierId: CourierId;
  readonly location: Location;
  readonly at: EpochSeconds;
  /** At least `at`: later while it still hands over at a stop, or is on its way there. */
  readonly departAt: EpochSeconds;
}

/** Of one moment the word counts after which the courier leaves later: who sets out at once is on its way. */
export const isNewerPosition = (one: CourierPosition, than: CourierPosition): boolean =>
  one.at > than.at || (one.at === than.at && one.departAt > than.departAt);
