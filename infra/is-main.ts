// Tells a module whether it was started by hand. Node 24 has import.meta.main for this, Node 22 has not.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param url the asking module's import.meta.url */
export function isMain(url: string): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(url);
}
