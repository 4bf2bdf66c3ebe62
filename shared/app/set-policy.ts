// Policies come in: versions, each written once, and their rollouts.
import type { PolicyRolloutSet } from '../domain/event.ts';
import type { Policy } from '../domain/policy.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { findPolicy } from './find-policy.ts';
import type { Fault } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

export type PolicyOutcome = { readonly kind: 'applied' } | { readonly kind: 'refused'; readonly fault: Fault };

type PolicyPorts = Pick<Ports, 'settings'>;

export async function storePolicy({ settings }: PolicyPorts, policy: Policy): Promise<PolicyOutcome> {
  if ((await settings.putPolicy(policy)) === 'written') return { kind: 'applied' };
  return refused(
    'POLICY_VERSION_EXISTS',
    `policy ${policy.policyId} version ${policy.version} exists with other content`,
    'Send the changed policy under a new version.',
  );
}

/** A rollout to a version that nobody has sent would plan zones by something else: what it names has to be there. */
export async function setRollout(
  { settings }: PolicyPorts,
  rollout: PolicyRolloutSet['rollout'],
  at: EpochSeconds,
): Promise<PolicyOutcome> {
  const { policyId, from, to } = rollout;
  const stored = await Promise.all([from, to].map((version) => findPolicy(settings, policyId, version)));
  const missing = [from, to].filter((_, index) => stored[index] === null);
  if (missing.length > 0)
    return refused(
      'POLICY_UNKNOWN',
      `policy ${policyId} has no version ${missing.join(' and no version ')}`,
      'Send the policy first, in the same message group, then the rollout again.',
    );
  await settings.putRollout({ ...rollout, configuredAt: at });
  return { kind: 'applied' };
}

const refused = (code: string, cause: string, action: string): PolicyOutcome => ({
  kind: 'refused',
  fault: { code, cause, action },
});
