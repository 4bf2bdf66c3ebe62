import { expect, it } from 'vitest';
import { ingestEvent, wakeZone } from '../../../shared/app/ingest.ts';
import { reoptimize } from '../../../shared/app/reoptimize.ts';
import { AT, aStore } from '../../support/builders.ts';
import { memoryPorts } from '../../support/memory-ports.ts';
import { aCourierOnShift, anOrderPlaced } from '../../support/zone-events.ts';

it.each([
  ['a search whose travel took longer than the time box', 60_000, 1],
  ['none where the function has no time left', 3000, 0],
])('leaves time to %s', async (_what, remainingMs, assigned) => {
  const ports = memoryPorts(AT);
  const { matrix } = ports.travel;
  Object.assign(ports.travel, {
    matrix: (...asked: Parameters<typeof matrix>) => {
      ports.clock.elapse(9000);
      return matrix(...asked);
    },
  });
  await ports.settings.putStore(aStore());
  for (const event of [aCourierOnShift(), anOrderPlaced()]) await ingestEvent(ports, event);
  await wakeZone(ports, 'north');

  await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: null }, () => remainingMs);

  const plan = (await ports.revisions.get('north', 1, 1))?.plan;
  expect(plan?.routes.flatMap(({ batches }) => batches)).toHaveLength(assigned);
});
