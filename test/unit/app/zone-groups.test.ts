import { expect, it, vi } from 'vitest';
import { ZoneGroups } from '../../../shared/app/zone-groups.ts';
import { aZone } from '../../support/builders.ts';
import { memoryPorts } from '../../support/memory-ports.ts';

it('reads the group of a zone now and then, not every time', async () => {
  const ports = memoryPorts();
  let elapsedMs = 1000;
  const groups = new ZoneGroups({ ...ports, clock: { now: () => 0, elapsedMs: () => elapsedMs } });
  const read = vi.spyOn(ports.settings, 'getZone');
  await ports.settings.putZone(aZone({ group: 'centre', configuredAt: 1 }));

  expect([await groups.of('north'), await groups.of('north'), await groups.of('south')]).toEqual([
    'centre',
    'centre',
    null,
  ]);
  expect(read).toHaveBeenCalledTimes(2);

  await ports.settings.putZone(aZone({ group: 'harbour', configuredAt: 2 }));
  elapsedMs += 299_999;
  expect(await groups.of('north')).toBe('centre');
  elapsedMs += 1;
  expect(await groups.of('north')).toBe('harbour');
});
