// The promises of docs/architecture.md under crashes, lost answers, second deliveries and every interleaving that a seed
// draws. A failing seed fails again: put it into SEEDS alone and read the trace.
import { expect, it } from 'vitest';
import type { ChangeMessage } from '../../shared/domain/change.ts';
import { StormWatch } from '../support/storm-watch.ts';
import { StormyZone } from '../support/stormy-zone.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const STEPS = 2500;

it('keeps its promises in any weather', async () => {
  let deaths = 0;
  let lostAnswers = 0;
  let errands = 0;
  for (const seed of SEEDS) {
    const zone = new StormyZone(seed);
    const watch = new StormWatch(zone);

    await zone.live(STEPS);

    expect(await watch.judge(), `seed ${seed}`).toEqual([]);
    deaths += zone.chance.deaths;
    lostAnswers += zone.chance.lostAnswers;
    errands += zone.published.flatMap(positionsIn).length;
  }
  expect(deaths).toBeGreaterThan(SEEDS.length);
  expect(lostAnswers).toBeGreaterThan(SEEDS.length);
  expect(errands).toBeGreaterThan(SEEDS.length / 2);
});

const positionsIn = (message: ChangeMessage) =>
  message.kind === 'plan_changes' ? message.changes.filter(({ kind }) => kind === 'position') : [];
