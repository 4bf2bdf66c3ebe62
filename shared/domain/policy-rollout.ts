// A staged rollout of a policy: which of two versions a zone that follows the policy plans by.
import type { PolicyId, ZoneId } from '../kernel/ids.ts';
import { hash32 } from '../kernel/random.ts';
import type { EpochSeconds } from '../kernel/units.ts';

export interface PolicyRollout {
  readonly policyId: PolicyId;
  /** What a zone plans by until the rollout comes to it. */
  readonly from: number;
  /** What it plans by from then on. */
  readonly to: number;
  /** How many in a hundred zones have it, 0 to 100. 0 takes it back everywhere. */
  readonly percent: number;
  /** When this was said; an older event does not replace newer ones. */
  readonly configuredAt: EpochSeconds;
}

/**
 * The version that the zone plans by. A zone keeps its place in the line, and each policy has a line of its own: a higher
 * percentage adds zones and takes none away.
 */
export function rolloutVersion({ policyId, from, to, percent }: PolicyRollout, zoneId: ZoneId): number {
  return hash32(`${policyId}#${zoneId}`) % 100 < percent ? to : from;
}
