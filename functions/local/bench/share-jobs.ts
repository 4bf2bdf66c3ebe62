// Shares jobs among a few worker threads: each takes the next one when it has answered.
import { Worker } from 'node:worker_threads';

type Answer<Row> = { readonly row: Row } | { readonly error: string };

/**
 * Runs `jobs` on `threads` threads of the module `worker`; rows come back in the order of the jobs, `onRow` hears of each,
 * and of which job, when it is there. Rejects with the first error, after ending all threads.
 */
export async function shareJobs<Job, Row>(
  worker: URL,
  jobs: readonly Job[],
  threads: number,
  onRow: (row: Row, index: number) => void,
): Promise<readonly Row[]> {
  const rows = new Array<Row>(jobs.length);
  let next = 0;
  const workers = Array.from({ length: Math.min(threads, jobs.length) }, () => new Worker(worker));
  const serve = async (thread: Worker): Promise<void> => {
    while (next < jobs.length) {
      const index = next++;
      const row = await ask<Job, Row>(thread, jobs[index] as Job);
      rows[index] = row;
      onRow(row, index);
    }
  };
  try {
    await Promise.all(workers.map(serve));
  } finally {
    await Promise.all(workers.map((thread) => thread.terminate()));
  }
  return rows;
}

function ask<Job, Row>(thread: Worker, job: Job): Promise<Row> {
  return new Promise((resolve, reject) => {
    const settle = (answer: Answer<Row>) => {
      thread.off('error', reject);
      if ('row' in answer) resolve(answer.row);
      else reject(new Error(answer.error));
    };
    thread.once('message', settle);
    thread.once('error', reject);
    thread.postMessage(job);
  });
}
