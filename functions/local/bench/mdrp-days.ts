// Which days `bench mdrp` plays, and how long each will take, about.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MDRP_FILES } from '../../../shared/sim/mdrp-files.ts';

/** Ten days that stand for the others in daily work; never tune to a single one. */
const QUICK_DAYS = [1, 2, 4, 6, 8].flatMap((seed) => [`${seed}o50t100s1p100`, `${seed}o100t75s2p125`]);

export interface DayChoice {
  readonly data: string;
  readonly quick: boolean;
  readonly only?: readonly string[];
  readonly days?: number;
}

export interface ChosenDay {
  readonly name: string;
  readonly folder: string;
  /** Grows with the number of its orders. */
  readonly size: number;
}

/** The chosen days by name, or what is wrong with the choice. */
export async function findDays({ data, quick, only, days }: DayChoice): Promise<Result<readonly ChosenDay[], string>> {
  const entries = await readdir(data, { withFileTypes: true }).catch((error: Error) => error);
  if (entries instanceof Error) return err(`--data ${data} cannot be read: ${entries.message}`);
  const found = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const wanted = only ?? (quick ? QUICK_DAYS : found);
  const missing = wanted.filter((day) => !found.includes(day));
  if (missing.length > 0) return err(`--data ${data} has no folder ${missing.join(', ')}`);
  if (wanted.length === 0) return err(`--data ${data} has no day: give the folder that holds the days`);
  return ok(await Promise.all(wanted.slice(0, days ?? wanted.length).map((name) => measured(name, join(data, name)))));
}

/** A folder without orders is left for the reader to refuse. */
async function measured(name: string, folder: string): Promise<ChosenDay> {
  const size = await stat(join(folder, MDRP_FILES.orders)).then(
    (file) => file.size,
    () => 0,
  );
  return { name, folder, size };
}
