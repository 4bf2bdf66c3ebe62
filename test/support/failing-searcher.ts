// A thread for tests of the portfolio: gets warm, then fails in the way its searcher's number says. Searcher 0 waits for the
// others at the board, as a search would.
import { parentPort } from 'node:worker_threads';
import { Seat } from '../../functions/local/pdptw/plan-board.ts';
import type { SearcherJob } from '../../functions/local/pdptw/portfolio-worker.ts';

parentPort?.on('message', ({ searcher, seed, board }: SearcherJob) => {
  if (searcher === 0) {
    const seat = new Seat(board, 0, { remainingMs: () => Number.POSITIVE_INFINITY });
    return seat.exchange({ absent: 0, distance: 1, routes: [] });
  }
  if (seed === 1) process.exit(3);
  if (seed === 2) return parentPort?.postMessage({ error: 'out of luck' });
  throw new Error('fell over');
});
parentPort?.postMessage('warm');
