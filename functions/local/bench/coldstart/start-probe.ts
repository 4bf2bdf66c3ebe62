// One start in a process of its own, timed from inside; prints one line of JSON. Arguments: what to time, and for `start`
// the module of a bundled handler.
import { pathToFileURL } from 'node:url';

/** Milliseconds, and what the process holds then. */
export interface Started {
  readonly ms: number;
  /** What of it a function warmed its engine; 0: it has none. */
  readonly warmMs: number;
  readonly rssBytes: number;
}

const [what, file = ''] = process.argv.slice(2);
const ms = await timed();
const warmMs = performance.getEntriesByName('pre-warm').reduce((sum, { duration }) => sum + duration, 0);
const { rss } = process.memoryUsage();
process.stdout.write(`${JSON.stringify({ ms, warmMs, rssBytes: rss } satisfies Started)}\n`);

async function timed(): Promise<number> {
  if (what === 'start') return took(() => import(pathToFileURL(file).href));
  const { makeDeadLetters, makePorts } = await import('../../../wiring.ts');
  return took(() => [makePorts(), makeDeadLetters()]);
}

async function took(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
