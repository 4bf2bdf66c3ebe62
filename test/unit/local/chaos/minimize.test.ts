import { expect, it } from 'vitest';
import { NOTHING_LEFT_OUT } from '../../../../functions/local/chaos/faults.ts';
import { minimize } from '../../../../functions/local/chaos/minimize.ts';
import { commandOf } from '../../../../functions/local/chaos/report.ts';

it('finds nothing in a storm that breaks nothing', async () => {
  expect(await minimize({ seed: 1, steps: 200 })).toBeNull();
});

it('names the command that plays the storm again', () => {
  const leftOut = { kinds: new Set(['crash'] as const), single: new Set(['delay:3']) };

  expect(commandOf({ seed: 7, steps: 90, leftOut })).toBe(
    'npm run -s chaos -- --seed 7 --steps 90 --without crash,delay:3',
  );
  expect(commandOf({ seed: 7, steps: 90, leftOut: NOTHING_LEFT_OUT })).toBe('npm run -s chaos -- --seed 7 --steps 90');
});
