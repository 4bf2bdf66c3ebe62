// A thread for tests of the exact solver: says a fault to a question with a start, falls over at one without.
import { parentPort } from 'node:worker_threads';
import type { SelectionJob } from '../../shared/adapters/highs/selection-worker.ts';

parentPort?.on('message', ({ problem }: SelectionJob) => {
  if (problem.start.length === 0) throw new Error('fell over');
  parentPort?.postMessage({ error: 'out of memory' });
});
