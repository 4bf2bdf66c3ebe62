// A zone: the unit of planning. One writer at a time, one plan, one policy.
import type { PolicyId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds, Milliseconds, Seconds } from '../kernel/units.ts';
import type { TravelMode } from './courier.ts';

/** How travel times are found. Speeds are per mode; `circuityPct` 130 means a road 1.3 times the great circle. */
export type TravelModel =
  | {
      readonly kind: 'great_circle';
      readonly circuityPct: number;
      /** Kilometres an hour, whole numbers from 1. */
      readonly speedKmh: Readonly<Record<TravelMode, number>>;
    }
  | {
      readonly kind: 'planar';
      /** Locations are metres; every mode has the same speed. */
      readonly metersPerMinute: number;
      /** Travel is rounded up to a multiple of this. */
      readonly roundUpToSec: Seconds;
    }
  | {
      readonly kind: 'matrix';
      /** An endpoint that speaks the OSRM `table` form; `{profile}` stands for the travel mode. */
      readonly url: string;
      readonly timeoutMs: Milliseconds;
      /** What answers when the endpoint does not. */
      readonly fallback: Extract<TravelModel, { kind: 'great_circle' }>;
    };

export interface ZoneSettings {
  readonly zoneId: ZoneId;
  readonly policy: {
    readonly policyId: PolicyId;
    readonly version: number;
    /** True: the zone follows the rollout of the policy; `version` counts while there is none. Absent or false: `version` does. */
    readonly rollout?: boolean;
  };
  /** A plan is made at least this often: 10 to 3600. */
  readonly cadenceSec: Seconds;
  /** The search's share of a cycle: 10 to 60000. */
  readonly timeBoxMs: Milliseconds;
  readonly travel: TravelModel;
  /** True: facts are recorded, the plan stays as it is. */
  readonly killSwitch: boolean;
  /** Zones that are looked at together in metrics, such as a city; nothing is planned by it. Absent: in none. */
  readonly group?: string;
  /** When these settings were made; an older event does not replace newer ones. */
  readonly configuredAt: EpochSeconds;
}

/** What a zone has until its settings arrive: it comes to life with its first event. */
export const defaultZone = (zoneId: ZoneId): ZoneSettings => ({
  zoneId,
  policy: { policyId: 'default', version: 1 },
  cadenceSec: 60,
  timeBoxMs: 1000,
  travel: { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 28, bike: 15, foot: 5 } },
  killSwitch: false,
  configuredAt: 0,
});
