// Reads instances and best-known values of the Li and Lim benchmark from disk.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PairInstance } from '../../../shared/app/pair-instance.ts';
import { err, type Result } from '../../../shared/kernel/result.ts';
import { readLiLim } from '../../../shared/sim/instances/li-lim-reader.ts';
import type { FileFault } from '../../../shared/sim/tab-separated.ts';

/** The instance in a file, or everything that is wrong with it; a missing file is a fault at line 0. */
export async function readInstance(file: string): Promise<Result<PairInstance, readonly FileFault[]>> {
  try {
    return readLiLim(basename(file), await readFile(file, 'utf8'));
  } catch (error) {
    return err([{ file, line: 0, cause: `it cannot be read: ${(error as Error).message}` }]);
  }
}

export interface BestKnown {
  readonly vehicles: number;
  readonly distance: number;
}

/** Reads `instance,vehicles,distance` lines under a header. @throws Error naming the line that is none. */
export function readBestKnown(file: string, text: string): ReadonlyMap<string, BestKnown> {
  const [header, ...lines] = text.trim().split(/\r?\n/);
  if (header !== 'instance,vehicles,distance') {
    throw new Error(`${file}:1: the header must be "instance,vehicles,distance", it is "${header}"`);
  }
  return new Map(
    lines.map((line, i) => {
      const match = /^([\w-]+),([1-9]\d*),(\d+(?:\.\d+)?)$/.exec(line);
      if (match === null) throw new Error(`${file}:${i + 2}: name, vehicles and distance expected, it is "${line}"`);
      const [, name = '', vehicles, distance] = match;
      return [name, { vehicles: Number(vehicles), distance: Number(distance) }];
    }),
  );
}
