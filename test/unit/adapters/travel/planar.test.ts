import { expect, test } from 'vitest';
import { planarTables } from '../../../../shared/adapters/travel/planar.ts';
import { place } from '../../../support/builders.ts';

const secondsTo = (east: number, north: number, metersPerMinute: number, roundUpToSec: number): number | undefined => {
  const model = { kind: 'planar', metersPerMinute, roundUpToSec } as const;
  return planarTables(model, ['car'], [place(0), place(east, north)]).get('car')?.seconds[1];
};

test('takes whole minutes, rounded up', () => {
  // 3-4-5: 500 m at 320 m a minute are 1.56 minutes.
  expect(secondsTo(300, 400, 320, 60)).toBe(120);
  expect(secondsTo(320, 0, 320, 60)).toBe(60);
  expect(secondsTo(321, 0, 320, 60)).toBe(120);
  expect(secondsTo(0, 0, 320, 60)).toBe(0);
});

test('is exact for every whole number of steps', () => {
  for (let minutes = 1; minutes <= 500; minutes++) expect(secondsTo(minutes * 320, 0, 320, 60)).toBe(minutes * 60);
  // 16 m at 320 m a minute are three seconds, not three and a bit.
  for (let steps = 1; steps <= 500; steps++) expect(secondsTo(steps * 16, 0, 320, 1)).toBe(steps * 3);
});

test('rounds metres, and gives every mode the same', () => {
  const model = { kind: 'planar', metersPerMinute: 320, roundUpToSec: 60 } as const;
  // sqrt(2) x 100 = 141.4
  const tables = planarTables(model, ['car', 'foot'], [place(0), place(100, 100)]);

  expect([...(tables.get('car')?.meters ?? [])]).toEqual([0, 141, 141, 0]);
  expect(tables.get('foot')).toEqual(tables.get('car'));
});
