// Waits for what was asked for to show in the table.
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

/** The value as soon as it is what it should be; null when that takes longer than the patience. */
export async function until<T>(
  look: () => Promise<T>,
  isSo: (value: T) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<T | null> {
  for (const from = performance.now(); ; await sleep(PAUSE_MS)) {
    const value = await look();
    if (isSo(value)) return value;
    if (performance.now() - from > patienceMs) return null;
  }
}
