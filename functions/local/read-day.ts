// Reads the folder of a Grubhub-format day from disk; the world itself reads no files.

import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ZoneId } from '../../shared/kernel/ids.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { EpochSeconds } from '../../shared/kernel/units.ts';
import type { Day } from '../../shared/sim/day.ts';
import { MDRP_FILES, type MdrpTexts } from '../../shared/sim/mdrp-files.ts';
import { readMdrp } from '../../shared/sim/mdrp-reader.ts';
import type { FileFault } from '../../shared/sim/tab-separated.ts';

export interface ReadDayOptions {
  readonly zoneId: ZoneId;
  /** Minute 0 of the day. */
  readonly startAt: EpochSeconds;
}

/** The day in a folder, or everything that is wrong with it; a missing file is a fault at line 0. */
export async function readDay(folder: string, options: ReadDayOptions): Promise<Result<Day, readonly FileFault[]>> {
  const texts = await readTexts(folder);
  return texts.ok ? readMdrp(texts.value, { ...options, name: basename(resolve(folder)) }) : texts;
}

/** The four texts of a day, unread. */
export async function readTexts(folder: string): Promise<Result<MdrpTexts, readonly FileFault[]>> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return err([{ file: folder, line: 0, cause: 'there is no such folder' }]);
  const faults: FileFault[] = [];
  const text = (file: string): Promise<string> =>
    readFile(join(folder, file), 'utf8').catch((error: Error) => {
      faults.push({ file, line: 0, cause: `it cannot be read: ${error.message}` });
      return '';
    });
  const [orders, restaurants, couriers, parameters] = await Promise.all([
    text(MDRP_FILES.orders),
    text(MDRP_FILES.restaurants),
    text(MDRP_FILES.couriers),
    text(MDRP_FILES.parameters),
  ]);
  return faults.length > 0 ? err(faults) : ok({ orders, restaurants, couriers, parameters });
}

/** One line a fault, for people. */
export const describeFaults = (faults: readonly FileFault[]): string =>
  faults.map(({ file, line, cause }) => (line === 0 ? `${file}: ${cause}` : `${file}:${line}: ${cause}`)).join('\n');
