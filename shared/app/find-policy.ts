// Which policy a zone plans by: the version that it names, or, where it follows a rollout, the one that it has by that.
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import type { Policy } from '../domain/policy.ts';
import { rolloutVersion } from '../domain/policy-rollout.ts';
import type { ZoneSettings } from '../domain/zone.ts';
import type { PolicyId } from '../kernel/ids.ts';
import type { SettingsStore, Telemetry } from './ports.ts';

type PolicyPorts = { readonly settings: SettingsStore; readonly telemetry: Telemetry };

/** The zone's policy; the default one, with a warning, when the record is missing. One read, two where a rollout is followed. */
export async function policyOf({ settings, telemetry }: PolicyPorts, zone: ZoneSettings): Promise<Policy> {
  const { policyId } = zone.policy;
  const rollout = zone.policy.rollout === true ? await settings.getRollout(policyId) : null;
  const version = rollout === null ? zone.policy.version : rolloutVersion(rollout, zone.zoneId);
  const policy = await findPolicy(settings, policyId, version);
  if (policy !== null) return policy;
  const { zoneId } = zone;
  telemetry.warn('the zone names a policy that is not stored; the default is used', { zoneId, policyId, version });
  return DEFAULT_POLICY;
}

/** The stored record; the first version of the default policy is there from the start. */
export async function findPolicy(settings: SettingsStore, policyId: PolicyId, version: number): Promise<Policy | null> {
  const isDefault = policyId === DEFAULT_POLICY.policyId && version === DEFAULT_POLICY.version;
  return (await settings.getPolicy(policyId, version)) ?? (isDefault ? DEFAULT_POLICY : null);
}
