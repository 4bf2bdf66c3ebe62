// A worker thread for tests of `shareJobs`: halves even numbers, and finds fault with odd ones.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (job: number) => {
  parentPort?.postMessage(job % 2 === 0 ? { row: job / 2 } : { error: `${job} is odd` });
});
