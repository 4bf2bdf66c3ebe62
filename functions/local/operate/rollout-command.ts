// `operate rollout POLICY`: which zones plan by which version of a policy, and how that is changed.
import { type Command, InvalidArgumentError } from 'commander';
import { findPolicy } from '../../../shared/app/find-policy.ts';
import { type PolicyRollout, rolloutVersion } from '../../../shared/domain/policy-rollout.ts';
import type { PolicyId, ZoneId } from '../../../shared/kernel/ids.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { parseWhole, wholeFrom } from '../flags.ts';
import { newEventId, nowSeconds, type OperatedStack } from './operated-stack.ts';
import { type Reported, report, type StackFlags, stackCommand } from './stack-command.ts';
import { until } from './until.ts';

export interface RolloutFlags {
  readonly from?: number;
  readonly to?: number;
  readonly percent?: number;
}

const MOST_VERSION = 1_000_000_000;
const MOST_NAMED = 20;

export const rolloutCommand = (): Command =>
  stackCommand('rollout')
    .description('shows which zones plan by which version of a policy; with the flags below, changes it')
    .argument('<policy>', 'the id of the policy')
    .option('--from <version>', 'the version of the zones that it has not come to', wholeFrom(1, MOST_VERSION))
    .option('--to <version>', 'the version that is rolled out', wholeFrom(1, MOST_VERSION))
    .option('--percent <n>', 'of the zones that follow the policy; 0 takes it back everywhere', parsePercent)
    .action((policy: PolicyId, flags: StackFlags & RolloutFlags) =>
      report(flags, (stack) => rollOut(stack, policy, flags)),
    );

function parsePercent(text: string): number {
  const percent = parseWhole(text);
  if (percent <= 100) return percent;
  throw new InvalidArgumentError('give a whole number from 0 to 100.');
}

/** Without any of the flags it only looks; with them it sends the event and waits until the table says so. */
export async function rollOut(
  stack: OperatedStack,
  policyId: PolicyId,
  { from, to, percent }: RolloutFlags,
  patienceMs?: number,
): Promise<Reported> {
  if (from === undefined && to === undefined && percent === undefined) return show(stack, policyId);
  if (from === undefined || to === undefined || percent === undefined) {
    const cause = '--from, --to and --percent belong together';
    return err([{ code: 'FLAG_INVALID', cause, action: 'Give all three, or none to look.' }]);
  }
  const missing = await missingVersions(stack, policyId, [from, to]);
  if (missing.length > 0) {
    const cause = `policy ${policyId} has no version ${missing.join(' and no version ')}`;
    return err([{ code: 'POLICY_UNKNOWN', cause, action: 'Send it first (policy_configured).' }]);
  }
  const zoneId = await carrierOf(stack, policyId);
  if (zoneId === null)
    return err([
      { code: 'ZONE_UNKNOWN', cause: 'there are no zones', action: 'Configure one that follows the policy.' },
    ]);
  const rollout = { policyId, from, to, percent };
  const event = { type: 'policy_rollout_set', eventId: newEventId(), zoneId, at: nowSeconds(), rollout } as const;
  const sent = await stack.send(event, `rollout:${policyId}`);
  if (!sent.ok) return sent;
  const seen = await until(
    () => stack.settings.getRollout(policyId),
    (now) => now?.from === from && now.to === to && now.percent === percent,
    patienceMs,
  );
  if (seen !== null) return show(stack, policyId);
  return ok({ text: `${policyId}: sent, but the table does not say so yet. Is ingest working?`, isDone: false });
}

async function missingVersions(
  { settings }: OperatedStack,
  policyId: PolicyId,
  versions: readonly number[],
): Promise<readonly number[]> {
  const found = await Promise.all(versions.map((version) => findPolicy(settings, policyId, version)));
  return versions.filter((_, index) => found[index] === null);
}

/** In whose name the event is sent: a zone that follows the policy, else any; it holds for all of them. */
async function carrierOf(stack: OperatedStack, policyId: PolicyId): Promise<ZoneId | null> {
  const zones = await stack.settings.listZones();
  const follower = zones.find(({ policy }) => policy.policyId === policyId && policy.rollout === true);
  return (follower ?? zones[0])?.zoneId ?? null;
}

async function show(stack: OperatedStack, policyId: PolicyId): Promise<Reported> {
  const rollout = await stack.settings.getRollout(policyId);
  const zones = (await stack.settings.listZones()).filter(({ policy }) => policy.policyId === policyId);
  const followers = zones.filter(({ policy }) => policy.rollout === true).map((zone) => zone.zoneId);
  const pinned = zones.length - followers.length;
  const lines = [
    rollout === null
      ? `${policyId} has no rollout; ${followers.length} zones would follow one`
      : `${policyId}: version ${rollout.to} for ${rollout.percent} percent of ${followers.length} zones, the others by ${rollout.from}`,
    ...(rollout === null ? [] : groups(rollout, followers)),
    ...(pinned === 0 ? [] : [`${pinned} more name a version of it, and keep that`]),
    ...(rollout === null ? [] : ['each changes with its next cycle, at the latest after its cadence']),
  ];
  return ok({ text: lines.join('\n  '), isDone: true });
}

function groups(rollout: PolicyRollout, followers: readonly ZoneId[]): readonly string[] {
  return [rollout.to, rollout.from].map((version) => {
    const zones = followers.filter((zoneId) => rolloutVersion(rollout, zoneId) === version).toSorted();
    const named = zones.slice(0, MOST_NAMED).join(', ') + (zones.length > MOST_NAMED ? ', ...' : '');
    return `version ${version}: ${zones.length}${zones.length === 0 ? '' : ` (${named})`}`;
  });
}
