// Parameters of the pair search for a run: a JSON file with what differs from the defaults.
import { readFile } from 'node:fs/promises';
import { knobFaults, type PairKnobs } from '../../../shared/app/solve-pairs.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';

/** The knobs in the file, or everything that is wrong with it, a line each. */
export async function readKnobs(file: string): Promise<Result<PairKnobs, readonly string[]>> {
  try {
    const knobs: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof knobs !== 'object' || knobs === null || Array.isArray(knobs)) return err(['it holds no JSON object']);
    const faults = knobFaults(knobs as Readonly<Record<string, unknown>>);
    return faults.length > 0 ? err(faults) : ok(knobs);
  } catch (error) {
    return err([`it cannot be read: ${(error as Error).message}`]);
  }
}
