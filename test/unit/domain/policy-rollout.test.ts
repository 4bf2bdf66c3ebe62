import { describe, expect, it } from 'vitest';
import { type PolicyRollout, rolloutVersion } from '../../../shared/domain/policy-rollout.ts';

const ZONES = Array.from({ length: 1000 }, (_, i) => `zone-${i}`);

const aRollout = (changes: Partial<PolicyRollout> = {}): PolicyRollout => ({
  policyId: 'dinner',
  from: 3,
  to: 4,
  percent: 10,
  configuredAt: 0,
  ...changes,
});

const share = (rollout: PolicyRollout): number =>
  ZONES.filter((zoneId) => rolloutVersion(rollout, zoneId) === rollout.to).length / ZONES.length;

describe('rolloutVersion', () => {
  it('gives no zone the new version at 0 percent, and every zone at 100', () => {
    expect(share(aRollout({ percent: 0 }))).toBe(0);
    expect(share(aRollout({ percent: 100 }))).toBe(1);
  });

  it('gives about as many zones the new version as it says', () => {
    // 1,000 zones at 10 percent: 100, standard deviation 9.5; at 50 percent: 500, 15.8. Four of them either way.
    expect(Math.abs(share(aRollout({ percent: 10 })) - 0.1)).toBeLessThan(0.038);
    expect(Math.abs(share(aRollout({ percent: 50 })) - 0.5)).toBeLessThan(0.064);
  });

  it('does not always begin with the same zones', () => {
    const first = (policyId: string) =>
      ZONES.filter((zoneId) => rolloutVersion(aRollout({ policyId, percent: 10 }), zoneId) === 4);

    const both = first('dinner').filter((zoneId) => first('lunch').includes(zoneId));

    // Were the lines one, it would be all of about 100; two lines of their own share 10 or so.
    expect(both.length).toBeLessThan(30);
  });
});
