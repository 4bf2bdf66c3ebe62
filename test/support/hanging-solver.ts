// A thread for tests of the exact solver's deadline: never answers, and never comes back to its loop.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => {
  for (;;);
});
