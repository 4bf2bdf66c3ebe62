// Which code this is, as kept solves say it: a digest of the bundle that runs. The same sources give the same bundle, so a
// laptop can tell whether it has the code that made a plan.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Twelve hexadecimal digits. @param file the bundle */
export const codeDigest = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
