import { beforeEach, describe, expect, it } from 'vitest';
import { policyOf } from '../../../shared/app/find-policy.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { aPolicy, aZone } from '../../support/builders.ts';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.ts';

const dinner = (version: number) => ({ ...aPolicy({ severeLateSec: version }), policyId: 'dinner', version });
const PINNED = aZone({ policy: { policyId: 'dinner', version: 1 } });
const FOLLOWING = aZone({ policy: { policyId: 'dinner', version: 1, rollout: true } });
const rollout = (percent: number) => ({ policyId: 'dinner', from: 2, to: 3, percent, configuredAt: 0 });

let ports: MemoryPorts;
beforeEach(async () => {
  ports = memoryPorts();
  for (const version of [1, 2, 3]) await ports.settings.putPolicy(dinner(version));
});

describe('policyOf', () => {
  it('is the version that a pinned zone names, whatever is rolled out', async () => {
    await ports.settings.putRollout(rollout(100));

    expect(await policyOf(ports, PINNED)).toEqual(dinner(1));
  });

  it('asks nobody about rollouts for a pinned zone', async () => {
    ports.settings.getRollout = () => Promise.reject(new Error('asked'));

    expect(await policyOf(ports, PINNED)).toEqual(dinner(1));
  });

  it('follows a rollout there and back', async () => {
    await ports.settings.putRollout(rollout(100));
    expect(await policyOf(ports, FOLLOWING)).toEqual(dinner(3));

    await ports.settings.putRollout(rollout(0));
    expect(await policyOf(ports, FOLLOWING)).toEqual(dinner(2));
  });

  it('is the version that the zone names while there is no rollout to follow', async () => {
    expect(await policyOf(ports, FOLLOWING)).toEqual(dinner(1));
  });

  it('is the default policy, with a warning, where the record is missing', async () => {
    expect(await policyOf(ports, aZone({ policy: { policyId: 'lunch', version: 7 } }))).toEqual(DEFAULT_POLICY);

    expect(ports.telemetry.entries('warn').map(({ fields }) => fields)).toEqual([
      { zoneId: 'north', policyId: 'lunch', version: 7 },
    ]);
  });

  it('is the default policy without a word where that is named', async () => {
    expect(await policyOf(ports, aZone())).toEqual(DEFAULT_POLICY);

    expect(ports.telemetry.entries('warn')).toEqual([]);
  });
});
