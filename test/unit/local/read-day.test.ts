import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFaults, readDay } from '../../../functions/local/read-day.ts';
import { MDRP_FILES } from '../../../shared/sim/mdrp-reader.ts';
import { mdrpTexts } from '../../support/days.ts';

const OPTIONS = { zoneId: 'north', startAt: 0 };
/** Published days, where they are at hand; they are no part of the project. */
const PUBLISHED = join(import.meta.dirname, '../../../../shared/data/mdrp');

describe('a day on disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebatch-day-'));
    const texts = mdrpTexts();
    for (const which of ['orders', 'restaurants', 'couriers', 'parameters'] as const)
      await writeFile(join(folder, MDRP_FILES[which]), texts[which]);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('is read from its four files and named after its folder', async () => {
    const read = await readDay(folder, OPTIONS);

    const day = read.ok ? read.value : null;
    expect([day?.orders.length, day?.couriers.length, day?.stores.length]).toEqual([20, 5, 4]);
    expect(folder.endsWith(day?.name ?? '?')).toBe(true);
  });

  it('names every file that is missing', async () => {
    await rm(join(folder, 'orders.txt'));
    await rm(join(folder, 'couriers.txt'));

    const read = await readDay(folder, OPTIONS);

    expect(read.ok ? [] : read.error.map(({ file, line }) => [file, line])).toEqual([
      ['orders.txt', 0],
      ['couriers.txt', 0],
    ]);
  });

  it('says so when there is no such folder', async () => {
    const read = await readDay(join(folder, 'nowhere'), OPTIONS);

    expect(read.ok ? '' : describeFaults(read.error)).toBe(`${join(folder, 'nowhere')}: there is no such folder`);
  });

  it.skipIf(!existsSync(PUBLISHED))('may be a published one (skipped where the data is not at hand)', async () => {
    const read = await readDay(join(PUBLISHED, '1o50t100s1p100'), OPTIONS);

    const day = read.ok ? read.value : null;
    expect([day?.orders.length, day?.couriers.length, day?.stores.length]).toEqual([269, 53, 90]);
  });
});
