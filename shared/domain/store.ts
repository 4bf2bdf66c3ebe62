// A store: where orders are picked up.
import type { StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Location } from './location.ts';

/** From `openAt` to `closeAt`, both included. */
export interface OpenHours {
  readonly openAt: EpochSeconds;
  readonly closeAt: EpochSeconds;
}

export interface Store {
  readonly storeId: StoreId;
  readonly zoneId: ZoneId;
  readonly location: Location;
  /** From the courier's arrival to the pickup moment at the earliest, once a batch. */
  readonly parkingSec: Seconds;
  /** From the pickup moment to the departure, once a batch; picking its orders comes on top. */
  readonly handoverSec: Seconds;
  /** When orders may be picked up, one after the other; absent: always. After the last of them it is closed. */
  readonly openHours?: readonly OpenHours[];
  /** When these settings were made; an older event does not replace newer ones. */
  readonly configuredAt: EpochSeconds;
}

/** The first moment from `from` on at which the store is open; null: it does not open any more. */
export function openFrom({ openHours }: Pick<Store, 'openHours'>, from: EpochSeconds): EpochSeconds | null {
  if (openHours === undefined) return from;
  const next = openHours.find(({ closeAt }) => closeAt >= from);
  return next === undefined ? null : Math.max(from, next.openAt);
}
