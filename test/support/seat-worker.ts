// A thread for tests of the board: tells a plan a round, each as long as a list says, after pauses of changing length.
import { parentPort, workerData } from 'node:worker_threads';
import { type PlanBoard, Seat } from '../../functions/local/pdptw/plan-board.ts';

export interface SeatJob {
  readonly board: PlanBoard;
  readonly seat: number;
  /** Of the plans told, one a round. */
  readonly distances: readonly number[];
  /** Before each round, and before it leaves. */
  readonly pausesMs: readonly number[];
}

const { board, seat, distances, pausesMs } = workerData as SeatJob;
const own = new Seat(board, seat, { remainingMs: () => Number.POSITIVE_INFINITY });
const pause = new Int32Array(new SharedArrayBuffer(4));
const heard = distances.map((distance, round) => {
  Atomics.wait(pause, 0, 0, pausesMs[round] ?? 0);
  return own.exchange({ absent: 0, distance, routes: [[seat + 1]] });
});
Atomics.wait(pause, 0, 0, pausesMs[distances.length] ?? 0);
own.leave();
parentPort?.postMessage(heard);
