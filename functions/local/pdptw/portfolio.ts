// Several searches of one instance, a thread each, that tell each other their best plans as they go. The outcome is the best
// plan of all: fewest orders left out, fewest vehicles, least distance, lowest searcher. Which plans are told when follows
// from the units of each, so seed, number of searchers and units, or what the record holds, give the same plan again.
import { Worker } from 'node:worker_threads';
import type { PairInstance } from '../../../shared/app/pair-instance.ts';
import type { SolvedPairs } from '../../../shared/app/solve-pairs.ts';
import type { Clock } from './box.ts';
import { leaveBoard, makeBoard, type PlanBoard } from './plan-board.ts';
import type { SearcherAnswer, SearcherJob, SearcherMessage } from './portfolio-worker.ts';
import type { SearcherRecord } from './solve-record.ts';

/** Kept free at the end of the box, for the last steps and for the answers' way between threads. */
const RESERVE_MS = 8;

export interface PortfolioJob {
  readonly seed: number;
  /** On the box's clock. */
  readonly openedAtMs: number;
  readonly seconds: number;
  readonly clock: Clock;
  /** The budget of each searcher; null: the box. */
  readonly maxUnits: number | null;
  /** What to repeat, by searcher; null: nothing. */
  readonly replayed: readonly SearcherRecord[] | null;
}

/** What came of it: the best plan, with the units and iterations of all searchers. */
export interface PortfolioResult extends SolvedPairs {
  readonly searchers: readonly SearcherRecord[];
}

export class Portfolio {
  private readonly workers: readonly Worker[];

  private constructor(workers: readonly Worker[]) {
    this.workers = workers;
  }

  /** Starts the threads; resolves when all are warm. @param entry the module they run; for tests. */
  static async start(threads: number, entry = new URL('./portfolio-worker.ts', import.meta.url)): Promise<Portfolio> {
    const portfolio = new Portfolio(Array.from({ length: threads }, () => new Worker(entry)));
    await portfolio.orEnd(portfolio.workers.map((worker, searcher) => nextMessage(worker, searcher)));
    return portfolio;
  }

  /** Rejects with what went wrong when a searcher fails, after ending all threads. */
  async solve(instance: PairInstance, job: PortfolioJob): Promise<PortfolioResult> {
    const { seed, seconds, clock, maxUnits, openedAtMs } = job;
    const board = makeBoard(this.workers.length, (instance.nodes.length - 1) / 2);
    const shared = { instance, board, seed, seconds, clock, maxUnits, openedAtMs, reserveMs: RESERVE_MS };
    const answers = await this.orEnd(
      this.workers.map((worker, searcher) => {
        const answer = nextAnswer(worker, searcher, board);
        const replayed = job.replayed?.[searcher] ?? null;
        worker.postMessage({ ...shared, searcher, replayed } satisfies SearcherJob);
        return answer;
      }),
    );
    const { routes, unserved, distance } = bestOf(answers.map(({ solved }) => solved));
    const searchers = answers.map(({ record }) => record);
    const total = (of: (record: SearcherRecord) => number) => searchers.reduce((sum, record) => sum + of(record), 0);
    const units = total((record) => record.units);
    return { routes, unserved, distance, units, iterations: total((record) => record.iterations), searchers };
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private async orEnd<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
    try {
      return await Promise.all(promises);
    } catch (error) {
      await this.end();
      throw error;
    }
  }
}

/** The answer to the job that the searcher gets; a searcher without one leaves the board, so that no other waits for it. */
async function nextAnswer(worker: Worker, searcher: number, board: PlanBoard): Promise<SearcherAnswer> {
  try {
    const message = await nextMessage(worker, searcher);
    if (message !== 'warm' && 'solved' in message) return message;
    throw new Error(`searcher ${searcher} failed: ${message === 'warm' ? 'it began anew' : message.error}`);
  } catch (error) {
    leaveBoard(new Int32Array(board.control), searcher);
    throw error;
  }
}

function nextMessage(worker: Worker, searcher: number): Promise<SearcherMessage> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (message: SearcherMessage): void => {
      settle();
      resolve(message);
    };
    const onError = (error: Error): void => {
      settle();
      reject(new Error(`the thread of searcher ${searcher} failed: ${error.message}`, { cause: error }));
    };
    const onExit = (code: number): void => {
      settle();
      reject(new Error(`the thread of searcher ${searcher} ended with code ${code} and without an answer`));
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
  });
}

function bestOf(solutions: readonly SolvedPairs[]): SolvedPairs {
  return solutions.reduce((best, other) => (isBetter(other, best) ? other : best));
}

function isBetter(one: SolvedPairs, other: SolvedPairs): boolean {
  if (one.unserved.length !== other.unserved.length) return one.unserved.length < other.unserved.length;
  if (one.routes.length !== other.routes.length) return one.routes.length < other.routes.length;
  return one.distance < other.distance;
}
