// The promises of docs/reliability.md in a fixed set of storms (`npm run -s chaos` plays more), and that a storm follows from
// its seed alone.
import { expect, test } from 'vitest';
import { FAULT_KINDS } from '../../functions/local/chaos/faults.ts';
import { addTo, noTotals } from '../../functions/local/chaos/report.ts';
import { playStorm } from '../../functions/local/chaos/storm.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const STEPS = 2000;

test('keeps its promises in storms of faults of every kind', async () => {
  const totals = noTotals();
  for (const seed of SEEDS) {
    const result = await playStorm({ seed, steps: STEPS });
    expect(result.breaches, `seed ${seed}`).toEqual([]);
    addTo(totals, result);
  }

  // Every read is consistent, so none is stale.
  const injected = FAULT_KINDS.filter((kind) => (totals.faults.get(kind) ?? 0) > 0);
  expect(injected).toEqual(FAULT_KINDS.filter((kind) => kind !== 'staleRead'));
  expect(totals.revisions).toBeGreaterThan(5 * SEEDS.length);
}, 120_000);

test('plays the same storm again, step by step, from the same seed', async () => {
  const play = () => playStorm({ seed: 16, steps: STEPS, isTraced: true });

  const [first, second] = [await play(), await play()];

  expect(second.trace).toEqual(first.trace);
  expect(first.trace.length).toBeGreaterThan(STEPS / 4);
});
