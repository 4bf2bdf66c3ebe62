// A thread of a portfolio: warms the engine up, then searches one instance after another at its seat of the board.
import { parentPort } from 'node:worker_threads';
import type { PairInstance } from '../../../shared/app/pair-instance.ts';
import { type SolvedPairs, type SolvePairsOptions, solvePairs, warmUpPairs } from '../../../shared/app/solve-pairs.ts';
import { type Box, type Clock, openBox, replayedPace } from './box.ts';
import { type PlanBoard, Seat } from './plan-board.ts';
import type { SearcherRecord } from './solve-record.ts';

export interface SearcherJob {
  readonly instance: PairInstance;
  readonly seed: number;
  readonly searcher: number;
  readonly board: PlanBoard;
  /** The box; infinite: none. */
  readonly seconds: number;
  readonly clock: Clock;
  readonly openedAtMs: number;
  readonly reserveMs: number;
  /** The budget of this searcher in units; null: the box is the budget. */
  readonly maxUnits: number | null;
  /** What to repeat; null: nothing. */
  readonly replayed: SearcherRecord | null;
}

export interface SearcherAnswer {
  readonly solved: SolvedPairs;
  readonly record: SearcherRecord;
}

/** What a thread says: it is warm, it is done, or it failed. */
export type SearcherMessage = 'warm' | SearcherAnswer | { readonly error: string };

function search(job: SearcherJob): SearcherAnswer {
  const { instance, seed, searcher, clock, openedAtMs, reserveMs, replayed } = job;
  const box = openBox(job.seconds, clock, clock === 'wall' ? { openedAtMs, reserveMs } : { reserveMs });
  const seat = new Seat(job.board, searcher, {
    // Waiting takes no CPU time, so a box of that cannot end meanwhile.
    remainingMs: clock === 'wall' ? box.remainingMs : () => Number.POSITIVE_INFINITY,
    ...(replayed === null ? {} : { rounds: replayed.rounds }),
  });
  try {
    const solved = solvePairs(instance, { seed, searcher, exchange: seat.exchange, ...limitsOf(job, box) });
    const { units, iterations } = solved;
    const milestones = replayed?.milestones ?? box.milestones;
    return { solved, record: { units, iterations, rounds: seat.rounds, milestones } };
  } finally {
    seat.leave();
  }
}

function limitsOf({ maxUnits, replayed }: SearcherJob, box: Box): Omit<SolvePairsOptions, 'seed'> {
  const units = maxUnits === null ? {} : { maxUnits };
  if (replayed === null) return { stop: box.stop, ...(maxUnits === null ? { pace: box.pace } : units) };
  const pace = replayedPace(replayed.milestones);
  return { stop: () => false, stopAtUnits: replayed.units, ...(maxUnits === null ? { pace } : units) };
}

function answerTo(job: SearcherJob): SearcherMessage {
  try {
    return search(job);
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const say = (message: SearcherMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', (job: SearcherJob) => say(answerTo(job)));
warmUpPairs();
say('warm');
