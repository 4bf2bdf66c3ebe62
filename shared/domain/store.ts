// A store: where orders are picked up.
import type { StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Location } from './location.ts';

export interface Store {
  readonly storeId: StoreId;
  readonly zoneId: ZoneId;
  readonly location: Location;
  /** From the courier's arrival to the pickup moment at the earliest, once a batch. */
  readonly parkingSec: Seconds;
  /** From the pickup moment to the departure, once a batch. */
  readonly handoverSec: Seconds;
  /** When these settings were made; an older event does not replace newer ones. */
  readonly configuredAt: EpochSeconds;
}
