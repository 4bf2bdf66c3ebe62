// What every settings store does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { SettingsStore } from '../../shared/app/ports.ts';
import { defaultZone } from '../../shared/domain/zone.ts';
import { aPolicy, aStore, aZone } from '../support/builders.ts';

export function settingsStoreContract(name: string, make: () => Promise<SettingsStore>): void {
  describe(`settings in ${name}`, () => {
    let settings: SettingsStore;
    beforeEach(async () => {
      settings = await make();
    });

    test('answers null and empty lists before anything is configured', async () => {
      expect(await settings.getZone('north')).toBeNull();
      expect(await settings.listZones()).toEqual([]);
      expect(await settings.getStore('north', 'bakery')).toBeNull();
      expect(await settings.listStores('north')).toEqual([]);
      expect(await settings.getPolicy('default', 1)).toBeNull();
    });

    test('gives back zones as they were configured', async () => {
      const fallback = defaultZone('north').travel;
      const travel = { kind: 'matrix', url: 'https://roads/{profile}', timeoutMs: 500, fallback } as const;
      const north = aZone({ travel: fallback.kind === 'great_circle' ? { ...travel, fallback } : fallback });
      const south = aZone({ zoneId: 'south', killSwitch: true });

      await settings.putZone(north);
      await settings.putZone(south);

      expect(await settings.getZone('north')).toEqual(north);
      expect(await settings.listZones()).toHaveLength(2);
      expect(await settings.listZones()).toEqual(expect.arrayContaining([north, south]));
    });

    test('keeps the newer settings of a zone, and the later of two of the same second', async () => {
      await settings.putZone(aZone({ configuredAt: 100, cadenceSec: 30 }));

      await settings.putZone(aZone({ configuredAt: 99, cadenceSec: 20 }));
      expect(await settings.getZone('north')).toMatchObject({ cadenceSec: 30 });

      await settings.putZone(aZone({ configuredAt: 100, cadenceSec: 40 }));
      expect(await settings.getZone('north')).toMatchObject({ cadenceSec: 40 });
    });

    test('makes a zone with default settings, and leaves one that has its own', async () => {
      await settings.putZone(aZone({ zoneId: 'south', cadenceSec: 15 }));

      await settings.ensureZone('north');
      await settings.ensureZone('south');
      await settings.ensureZone('north');

      expect(await settings.getZone('north')).toEqual(defaultZone('north'));
      expect(await settings.getZone('south')).toMatchObject({ cadenceSec: 15 });
    });

    test('lets real settings replace the default ones', async () => {
      await settings.ensureZone('north');

      await settings.putZone(aZone({ configuredAt: 1, cadenceSec: 15 }));

      expect(await settings.getZone('north')).toMatchObject({ cadenceSec: 15 });
    });

    test('replaces settings only where they are those that were read, and knows its own write again', async () => {
      const mine = aZone({ configuredAt: 101, cadenceSec: 15 });
      await settings.putZone(aZone({ configuredAt: 100 }));

      expect(await settings.replaceZone(mine, 100)).toBe('written');
      expect(await settings.replaceZone(mine, 100)).toBe('written');
      expect(await settings.replaceZone({ ...mine, cadenceSec: 20 }, 100)).toBe('conflict');
      expect(await settings.getZone('north')).toEqual(mine);
    });

    test('replaces no settings that are not there', async () => {
      expect(await settings.replaceZone(aZone({ configuredAt: 101 }), 100)).toBe('conflict');
      expect(await settings.getZone('north')).toBeNull();
    });

    test('keeps the newest settings of each store of a zone', async () => {
      await settings.putStore(aStore({ configuredAt: 100 }));
      await settings.putStore(aStore({ configuredAt: 99, parkingSec: 1 }));
      await settings.putStore(aStore({ storeId: 'café №1', configuredAt: 5 }));
      await settings.putStore(aStore({ zoneId: 'south' }));

      const stores = await settings.listStores('north');

      expect(stores).toHaveLength(2);
      expect(stores).toContainEqual(aStore({ configuredAt: 100 }));
      expect(await settings.getStore('north', 'café №1')).toEqual(aStore({ storeId: 'café №1', configuredAt: 5 }));
      expect(await settings.getStore('south', 'café №1')).toBeNull();
    });

    test('writes each version of a policy once', async () => {
      const first = aPolicy();
      const other = aPolicy({ severeLateSec: 1 });

      expect(await settings.putPolicy(first)).toBe('written');
      expect(await settings.putPolicy(first)).toBe('written');
      expect(await settings.putPolicy(other)).toBe('conflict');
      expect(await settings.putPolicy({ ...other, version: 2 })).toBe('written');

      expect(await settings.getPolicy('default', 1)).toEqual(first);
      expect(await settings.getPolicy('default', 2)).toEqual({ ...other, version: 2 });
      expect(await settings.getPolicy('default', 3)).toBeNull();
    });

    test('keeps the newest rollout of each policy, and the later of two of the same second', async () => {
      const rollout = { policyId: 'dinner', from: 1, to: 2, percent: 10, configuredAt: 100 };
      expect(await settings.getRollout('dinner')).toBeNull();

      await settings.putRollout(rollout);
      await settings.putRollout({ ...rollout, percent: 90, configuredAt: 99 });
      expect(await settings.getRollout('dinner')).toEqual(rollout);

      await settings.putRollout({ ...rollout, percent: 0 });
      expect(await settings.getRollout('dinner')).toEqual({ ...rollout, percent: 0 });
      expect(await settings.getRollout('lunch')).toBeNull();
    });
  });
}
