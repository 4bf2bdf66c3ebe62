// HiGHS as exact help, in a thread of its own that is ended when the time is over. The thread is started with the first
// question and kept for the next one until `close`; it does not keep the process alive.
import { Worker } from 'node:worker_threads';
import type { RouteSelection, SelectionProblem } from '../../app/ports.ts';
import { Random } from '../../kernel/random.ts';
import { invariant } from '../../kernel/result.ts';
import type { Milliseconds } from '../../kernel/units.ts';
import type { SelectionAnswer, SelectionJob } from './selection-worker.ts';

const ENTRY = new URL('./selection-worker.ts', import.meta.url);

/** At most. */
const WARM_UP_MS: Milliseconds = 3000;

export class HighsSelection implements RouteSelection {
  private readonly entry: URL;
  private worker: Worker | null = null;
  private isBusy = false;

  /** @param entry the module of the thread; for tests. */
  constructor(entry: URL = ENTRY) {
    this.entry = entry;
  }

  /** One question at a time. */
  async select(problem: SelectionProblem, limitMs: Milliseconds): Promise<readonly number[] | null> {
    invariant(!this.isBusy, 'a selection is asked while another one is under way');
    if (limitMs <= 0) return null;
    this.isBusy = true;
    try {
      const answer = await this.ask(problem, limitMs);
      if (answer === null) return null;
      if ('error' in answer) throw new Error(`the exact solver failed: ${answer.error}`);
      return answer.chosen;
    } finally {
      this.isBusy = false;
    }
  }

  /** Starts the thread, loads the solver and lets it solve something: its first answer takes about twice as long as later ones. */
  async warmUp(): Promise<void> {
    await this.select(madeUp(), WARM_UP_MS);
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.drop();
  }

  /** The thread's answer; null: it did not come in time, and the thread is ended. */
  private ask(problem: SelectionProblem, limitMs: Milliseconds): Promise<SelectionAnswer | null> {
    const worker = this.start();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      };
      const timer = setTimeout(() => {
        settle();
        this.drop();
        resolve(null);
      }, limitMs);
      const onMessage = (answer: SelectionAnswer): void => {
        settle();
        resolve(answer);
      };
      const onError = (error: Error): void => {
        settle();
        reject(new Error(`the thread of the exact solver failed: ${error.message}`, { cause: error }));
      };
      const onExit = (code: number): void => {
        settle();
        reject(new Error(`the thread of the exact solver ended with code ${code} and without an answer`));
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      const endsAtMs = Number(process.hrtime.bigint()) / 1e6 + limitMs;
      worker.postMessage({ problem, endsAtMs } satisfies SelectionJob);
    });
  }

  private start(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.entry);
    worker.unref();
    worker.on('error', () => this.forget(worker)); // told to who asked, if anybody; the next question gets a new thread
    worker.on('exit', () => this.forget(worker));
    this.worker = worker;
    return worker;
  }

  private forget(worker: Worker): void {
    if (this.worker === worker) this.worker = null;
  }

  private async drop(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}

/** A small selection: columns of a few rows each, and one column a row to begin with. */
function madeUp(): SelectionProblem {
  const rng = new Random(1);
  const rows = Array.from({ length: 24 }, (_, row) => row);
  const several = Array.from({ length: 80 }, () => {
    const first = rng.below(rows.length);
    const picked = new Set(Array.from({ length: 4 }, () => (first + rng.below(12)) % rows.length));
    return { cost: 100 + rng.below(100), rows: [...picked] };
  });
  return {
    numRows: rows.length,
    isRequired: rows.map(() => true),
    columns: [...rows.map((row) => ({ cost: 90, rows: [row] })), ...several],
    start: rows,
  };
}
