// A day under a policy of the run's own.
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Day } from '../../shared/sim/day.ts';

/** It goes in under another version, like any change of policy; null: the day stays as it is. */
export function withPolicy(day: Day, policy: Policy | null): Day {
  if (policy === null) return day;
  const version = DEFAULT_POLICY.version + 1;
  const { policyId } = policy;
  return { ...day, policy: { ...policy, version }, zone: { ...day.zone, policy: { policyId, version } } };
}
