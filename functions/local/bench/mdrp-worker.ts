// A thread of `bench mdrp`: takes one day at a time and answers with its row, or with the message of what went wrong.
import { parentPort } from 'node:worker_threads';
import { type MdrpJob, runMdrpJob } from './mdrp-job.ts';

parentPort?.on('message', async (job: MdrpJob) => {
  const answer = await runMdrpJob(job).then(
    (row) => ({ row }),
    (error: Error) => ({ error: error.stack ?? error.message }),
  );
  parentPort?.postMessage(answer);
});
